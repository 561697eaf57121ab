import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DossierImportReport } from '../../apps/province/src/dossiers/dossier-import-report.js';
import { dossierLines, toCsv, toNdjson } from '../support/dossier-files.js';
import { ProvinceRig } from '../support/province-rig.js';

const rig = ProvinceRig.forStories();

beforeEach(async () => {
  await rig.query('TRUNCATE dossier_step, dossier');
});

async function send(content: string | Buffer, query = ''): Promise<{ status: number; report: DossierImportReport }> {
  const { status, body } = await rig.send(`/dossiers/import?${query}`, content);
  return { status, report: body as unknown as DossierImportReport };
}

const placesOf = ({ faults }: DossierImportReport): string[] =>
  faults.map(({ line, field, reason }) => `${String(line)} ${field} ${reason}`);

describe('a file of dossiers', () => {
  it.each([
    ['NDJSON', toNdjson],
    ['CSV', toCsv],
    ['CSV of Excel', (lines: readonly object[]) => `\ufeff${toCsv(lines, ';').replaceAll('\n', '\r\n')}`],
  ])('as %s is stored whole; the same file again changes nothing', async (_, write) => {
    const content = write(dossierLines(2_500));

    expect(await send(content)).toMatchObject({ status: 200, report: { isStored: true, total: 2_500, added: 2_500 } });
    expect([await rig.count('dossier'), await rig.count('dossier_step')]).toEqual([2_500, 2_500]);
    const lanes = await rig.count('outbox');

    expect((await send(content)).report).toMatchObject({ isStored: true, added: 0, changed: 0, unchanged: 2_500 });
    expect([await rig.count('dossier_step'), await rig.count('outbox')]).toEqual([2_500, lanes]);
  });

  it('may have Vietnamese headings', async () => {
    const headings =
      'ma_ho_so,ma_tthc,ma_co_quan,kenh_thuc_hien,loai_doi_tuong,chu_ho_so,trich_yeu,trang_thai,ngay_nop,ngay_tiep_nhan';
    const row =
      'H60.15-230306-9000001,9.000001,H60.15,1,1,Phạm Minh Mẫu,Đề nghị mẫu,2,2023-03-06 08:00,2023-03-06 08:00';

    expect((await send(`${headings}\n${row}\n`)).report).toMatchObject({ added: 1, faults: [] });
    expect((await rig.get('/dossiers/H60.15-230306-9000001')).body).toMatchObject({
      dueAt: '2023-03-13T01:00:00.000Z',
    });
    expect(placesOf((await send(`${headings}\n${row.replace(',2,', ',12,')}\n`)).report)).toEqual([
      '2 trang_thai NOT_ON_LIST',
    ]);
  });

  it('moves what is stored, keeps its appointment, and tells the step', async () => {
    await send(toNdjson(dossierLines(3)));
    const later = { status: 'COMPLETED', finishedAt: '2023-03-09T08:00:00+07:00' };

    const { report } = await send(toNdjson(dossierLines(3, (index) => (index === 1 ? later : {}))));

    expect(report).toMatchObject({ changed: 1, unchanged: 2 });
    expect((await rig.get('/dossiers/H60.15-230306-9000001')).body).toMatchObject({
      status: 'COMPLETED',
      dueAt: '2023-03-13T02:00:00.000Z',
      steps: [{ status: 'PROCESSING' }, { status: 'COMPLETED' }],
    });
  });
});

describe('a file with faults', () => {
  const CODE = 'H60.15-230306-9000001';
  const lines = toNdjson(
    dossierLines(6, (index) => [{}, { channel: 'FAX' }, {}, { code: CODE }, { extra: 1 }, {}][index] ?? {}),
  );
  const broken = `${lines}{"code":\n[1]\n"text"\n\n`;

  it('is located line by line, and nothing of it is stored', async () => {
    const { status, report } = await send(broken);

    expect([status, report.isStored, report.total, report.rejected]).toEqual([422, false, 9, 6]);
    expect(placesOf(report)).toEqual([
      '2 channel NOT_ON_LIST',
      '4 code TWICE',
      '5 extra FIELD_UNKNOWN',
      '7  LINE_BROKEN',
      '8  LINE_BROKEN',
      '9  LINE_BROKEN',
    ]);
    expect(report.faults[0]).toMatchObject({
      value: 'FAX',
      message: expect.stringMatching(/\S/),
      hint: expect.stringContaining('ONLINE'),
    });
    expect(await rig.count('dossier')).toBe(0);
  });

  it('is stored as far as it is good where that is wished', async () => {
    expect(await send(broken, 'partial')).toMatchObject({
      status: 200,
      report: { isStored: true, added: 3, rejected: 6 },
    });
    expect(await rig.count('dossier')).toBe(3);
  });

  it('stores nothing on trial, and says what it would', async () => {
    expect(await send(broken, 'partial&dryRun')).toMatchObject({
      status: 200,
      report: { isStored: false, added: 3, rejected: 6 },
    });
    expect(await send(toNdjson(dossierLines(2)), 'dryRun')).toMatchObject({
      status: 200,
      report: { isDryRun: true, added: 2 },
    });
    expect([await rig.count('dossier'), await rig.count('dossier_step')]).toEqual([0, 0]);
  });

  it('that is older than what is stored, or leads nowhere, says so', async () => {
    const rejected = { status: 'REJECTED', refusedAt: '2023-03-08T08:00:00+07:00' };
    await send(
      toNdjson(dossierLines(2, (index) => (index === 0 ? { statusAt: '2023-03-08T08:00:00+07:00' } : rejected))),
    );

    const { report } = await send(toNdjson(dossierLines(2, () => ({ statusAt: '2023-03-07T08:00:00+07:00' }))));
    const after = await send(toNdjson(dossierLines(2, () => ({ statusAt: '2023-03-09T08:00:00+07:00' })).slice(1)));

    expect(placesOf(report)).toEqual(['1 statusAt STALE', '2 statusAt STALE']);
    expect(placesOf(after.report)).toEqual(['1 status TRANSITION']);
  });

  it.each<[string, string | Buffer, string[]]>([
    ['a quote that is never closed', `${toCsv(dossierLines(1))}"open`, ['3  LINE_BROKEN']],
    ['a column too many', `${toCsv(dossierLines(1)).trimEnd()},more\n`, ['2  LINE_BROKEN']],
    ['a heading nobody knows', toCsv(dossierLines(1, () => ({ role: 'admin' }))), ['1 role FIELD_UNKNOWN']],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('{"code":"'), Buffer.from([0xff, 0xfe, 0x0a])]),
      ['1  LINE_BROKEN'],
    ],
    ['a line without an end', `{"code":"${'a'.repeat(300_000)}`, ['1  LINE_BROKEN']],
    ['a prototype', '{"__proto__":{"isAdmin":true}}\n', ['1 __proto__ FIELD_UNKNOWN']],
  ])('%s is told where it is', async (_, content, places) => {
    const { status, report } = await send(content);

    expect(status).toBe(422);
    expect(placesOf(report).slice(0, places.length)).toEqual(places);
    expect(await rig.count('dossier')).toBe(0);
  });

  it.each([
    ['an Excel workbook', Buffer.from('504b0304', 'hex'), 415, 'DOSSIER_FILE_TYPE'],
    ['a picture', Buffer.alloc(2_000), 415, 'DOSSIER_FILE_TYPE'],
  ])('%s is not taken', async (_, content, status, code) => {
    const answer = await rig.send('/dossiers/import', content);

    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('with nothing in it stores nothing', async () => {
    expect(await send('')).toMatchObject({ status: 200, report: { total: 0, isStored: true } });
  });
});

describe('an import that is watched', () => {
  it('tells its progress line by line, and the report at the end', async () => {
    const { status, text } = await rig.send('/dossiers/import', toNdjson(dossierLines(2_500)), 'application/x-ndjson');

    const told = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { progress?: { lines: number }; report?: object });
    expect(status).toBe(200);
    expect(told.map(({ progress }) => progress?.lines)).toEqual([1_000, 2_000, 2_500, undefined]);
    expect(told.at(-1)).toMatchObject({ report: { added: 2_500, isStored: true } });
  });
});
