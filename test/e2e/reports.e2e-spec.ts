import { dutyStateAt, endOfDay, startOfDay, type Duty, type IsoDate } from '@dvc/domain';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { tuyenQuangCells } from '../support/plan-files.js';
import { ProvinceRig } from '../support/province-rig.js';
import { someDossiers, standingIn, storeDossiers, type ReportedDossier } from '../support/report-dossiers.js';

const FROM = '2023-01-01' as IsoDate;
const TO = '2023-03-31' as IsoDate;
const dossiers = someDossiers(600, 20230101, startOfDay(FROM));
const rig = ProvinceRig.forStories();

interface Told {
  readonly columns: readonly { key: string; kind: string; ratio?: { part: string; whole: string } }[];
  readonly lines: readonly Readonly<Record<string, number | string | null>>[];
  readonly total: Readonly<Record<string, number | string | null>> | null;
  readonly violations: readonly string[];
  readonly count: number;
  readonly asOf: string;
}

beforeAll(async () => {
  const plan = tuyenQuangCells()
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\n');
  await rig.send('/plans/mau/import?from=2020-07-01&to=2020-12-31', plan);
  await storeDossiers(rig, dossiers);
}, 60_000);

async function told(path: string): Promise<Told> {
  const { status, body } = await rig.get(path);
  expect({ path, status }).toEqual({ path, status: 200 });
  return body as unknown as Told;
}

const countOf = (agency: string | null, fits: (dossier: ReportedDossier, standing: string) => boolean): number =>
  dossiers.filter((dossier) => {
    const standing = standingIn(dossier, startOfDay(FROM), endOfDay(TO));
    return standing !== null && (agency === null || dossier.agencyCode === agency) && fits(dossier, standing);
  }).length;

describe('biểu II.06a', () => {
  it('counts as the rules in plain words do, for each unit and in all', async () => {
    const { lines, total, violations } = await told('/reports/II.06a?period=2023-I');

    expect(lines.map(({ groupCode }) => groupCode)).toEqual(['H60.07', 'H60.12', 'H60.15']);
    for (const line of [...lines, total]) {
      const code = line === total ? null : String(line?.['groupCode']);
      const isNew = ({ acceptedAt }: ReportedDossier): boolean => (acceptedAt ?? new Date(0)) >= startOfDay(FROM);
      expect(line).toMatchObject({
        received: countOf(code, () => true),
        online: countOf(code, (dossier) => isNew(dossier) && dossier.channel === 'ONLINE'),
        onPaper: countOf(code, (dossier) => isNew(dossier) && dossier.channel !== 'ONLINE'),
        carriedOver: countOf(code, (dossier) => !isNew(dossier)),
        early: countOf(code, (_, standing) => standing === 'EARLY'),
        onTime: countOf(code, (_, standing) => standing === 'ON_TIME'),
        late: countOf(code, (_, standing) => standing === 'LATE'),
        inTime: countOf(code, (_, standing) => standing === 'IN_TIME'),
        overdue: countOf(code, (_, standing) => standing === 'OVERDUE'),
      });
    }
    expect(violations).toEqual([]);
  });

  it('says where its arithmetic does not hold', async () => {
    // Finished before it was taken in: neither finished in the period nor open.
    const [good] = dossiers.filter(({ status }) => status === 'COMPLETED');
    const bad = {
      ...good,
      code: 'H60.15-230306-9999999',
      acceptedAt: new Date('2023-02-02'),
      finishedAt: new Date('2023-02-01'),
    };
    await storeDossiers(rig, [bad as ReportedDossier]);

    const { violations } = await told('/reports/II.06a?period=2023-I');
    const csv = await rig.get('/reports/II.06a?period=2023-I&format=csv');

    expect(violations).toHaveLength(2);
    expect(violations[1]).toMatch(
      /^Tổng cộng: Số hồ sơ nhận giải quyết \/ Tổng số \(\d+\) ≠ .+đang giải quyết \/ Tổng số \(\d+\)$/,
    );
    expect(csv.text).toContain('SỐ LIỆU KHÔNG KHỚP – Tổng cộng');
    await rig.query(`DELETE FROM dossier WHERE code = 'H60.15-230306-9999999'`);
  });
});

describe('every figure of every table', () => {
  it.each([
    'II.06a?period=2023-I',
    'II.06a?period=2023-I-ND09',
    'II.07b?period=2023-I',
    'online-dossiers?period=2023-02',
    'integration-by-agency?period=2020-Q3&plan=mau',
    'integration-by-quarter?period=2020&plan=mau',
  ])(
    '%s opens as many rows as it counts',
    async (path) => {
      const { columns, lines, total } = await told(`/reports/${path}`);
      const [name = '', query = ''] = path.split('?');
      const figures = new Set(
        columns.flatMap(({ key, kind, ratio }) => (kind === 'count' ? [key] : ratio ? [ratio.part, ratio.whole] : [])),
      );

      expect(lines.length).toBeGreaterThan(1);
      let opened = 0;
      for (const line of [...lines, total])
        for (const figure of figures) {
          const wanted = line?.[figure];
          if (typeof wanted !== 'number') continue;
          const group = line === total ? '' : `&group=${encodeURIComponent(String(line?.['groupCode']))}`;
          const rows = await told(`/reports/${name}/rows?${query}&figure=${figure}${group}`);
          expect([figure, group, rows.count, rows.lines.length]).toEqual([figure, group, wanted, wanted]);
          opened += wanted;
        }
      expect(opened).toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('figures of a plan', () => {
  it('are those of its progress', async () => {
    const progress = (await rig.get('/plans/mau/progress')).body as unknown as {
      total: number;
      published: number;
      timeliness: { overdue: number };
      byAgency: { key: string; total: number }[];
    };
    const { lines, total } = await told('/reports/integration-by-agency?period=2020-01-01..2099-12-31&plan=mau');

    expect(total).toMatchObject({ planned: 277, published: progress.published, overdue: progress.timeliness.overdue });
    // Whoever carries the work on today has the rows of agencies that are no more.
    const planned = new Map(lines.map((line) => [line['groupCode'], line['planned']]));
    const was = new Map(progress.byAgency.map((group) => [group.key, group.total]));
    expect(was.get('H60.07')).toBeGreaterThan(0);
    expect(planned.get('H60.08')).toBe((was.get('H60.07') ?? 0) + (was.get('H60.08') ?? 0));
    expect(planned.has('H60.07')).toBe(false);
    expect((await told('/reports/late-services?period=2020-01-01..2099-12-31&plan=mau')).count).toBe(277);
  });
});

describe('duties of a directive', () => {
  const DUTIES: readonly (readonly [string | null, string | null])[] = [
    ['2021-07-22', null],
    ['2021-07-29', '2021-07-29'],
    ['2021-07-31', '2021-08-02'],
    ['2021-08-31', null],
    [null, null],
    [null, '2021-07-30'],
  ];

  it('stand on every day as the rule in plain words says', async () => {
    await rig.query(`INSERT INTO duty (plan_id, n, actor, text, wording, deadline, done_on)
      SELECT 'mau', n, 'Sở mẫu', 'Nhiệm vụ mẫu', '', (each ->> 0)::date, (each ->> 1)::date
      FROM jsonb_array_elements('${JSON.stringify(DUTIES)}') WITH ORDINALITY AS d(each, n)`);

    for (const day of ['21', '22', '23', '28', '29', '30', '31'].map((date) => `2021-07-${date}` as IsoDate)) {
      const { lines } = await told(`/reports/duties?period=2021-07-01..${day}&plan=mau`);
      expect(lines.map(({ state }) => state)).toEqual(
        DUTIES.map(([deadline, doneOn]) => dutyStateAt({ deadline, doneOn } as Pick<Duty, 'deadline' | 'doneOn'>, day)),
      );
    }
    const { lines } = await told('/reports/duties?period=2021-08&plan=mau');
    expect(lines.map(({ daysLate }) => daysLate)).toEqual([40, null, 2, null, null, null]);
    expect((await told('/reports/duties/rows?period=2021-08&plan=mau&figure=late')).count).toBe(1);
  });
});

describe('asked for what cannot be', () => {
  it.each<[string, number, string, string]>([
    ['nonsense?period=2023', 404, 'REPORT_NOT_FOUND', 'II.06a'],
    ['II.06a', 400, 'INPUT_INVALID', 'period'],
    ['II.06a?period=2023-V', 400, 'REPORT_PERIOD', '2023-I-ND09'],
    ['II.06a?period=2023-02-30..2023-03-01', 400, 'REPORT_PERIOD', '2023-01-01..2023-03-13'],
    ['II.06a?period=2999', 400, 'REPORT_PERIOD', 'chưa bắt đầu'],
    ['II.06a?period=2023&format=docx', 400, 'INPUT_INVALID', 'format'],
    ['late-services?period=2023', 400, 'REPORT_PLAN_MISSING', 'dvcqg plan list'],
    ['late-services?period=2023&plan=nobody', 404, 'PLAN_NOT_FOUND', 'nobody'],
    ['II.06a/rows?period=2023&figure=constructor', 400, 'REPORT_FIGURE', 'carriedOver'],
    ['II.06a/rows?period=2023&figure=a%27b', 400, 'INPUT_INVALID', 'figure'],
  ])('%s: %i %s', async (path, status, code, words) => {
    const answer = await rig.get(`/reports/${path}`);

    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).toContain(words);
  });
});
