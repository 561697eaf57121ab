import { describe, expect, it } from '@jest/globals';
import { toRowReply } from './to-progress-reply.js';
import { rowsCsv } from './rows-csv.js';
import type { PlanRowDto } from './progress.dto.js';

const row = toRowReply({
  line: 2,
  serviceCode: '9.000001.01',
  serviceName: '=HYPERLINK("http://x")',
  plannedAgencyCode: 'H60.15',
  agencyCode: 'H60.15',
  agencyName: 'Sở Y tế',
  tier: 'PROVINCE',
  level: '3',
  quarter: '2020-IV',
  deadline: '2020-12-31',
  bucket: 'published',
  timeliness: 'onTime',
  publishedAt: '2020-10-02T18:00:00.000Z',
  lastClass: 'ACCEPTED',
  lastMessage: null,
  nextAt: null,
});

async function* pages(...all: PlanRowDto[][]): AsyncGenerator<PlanRowDto[]> {
  for (const page of all) yield await Promise.resolve(page);
}

describe('the file of a list', () => {
  it('starts with the mark Excel needs, then headings, then one line per row of every page', async () => {
    const parts: string[] = [];
    for await (const part of rowsCsv(pages([row], [row, row]))) parts.push(part);

    const lines = parts.join('').split('\r\n');
    expect(lines[0]?.startsWith('\ufeffDòng;Mã DVC;')).toBe(true);
    expect(lines).toHaveLength(1 + 3 + 1);
    expect(lines[1]).toBe(
      `2;9.000001.01;"'=HYPERLINK(""http://x"")";H60.15;Sở Y tế;Cấp tỉnh;Mức độ 3;Quý IV/2020;31/12/2020;Đã tích hợp;Đúng hạn;03/10/2020 01:00:00;ACCEPTED;;`,
    );
  });
});
