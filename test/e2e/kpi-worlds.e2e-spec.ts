import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckReport } from '../../apps/province/src/kpi/kpi.service.js';
import type { CountReply, KpiReport } from '../../apps/province/src/kpi/kpi-report.js';
import { dvcqg, type Ended } from '../support/dvcqg-command.js';
import { ProvinceRig } from '../support/province-rig.js';

const WORLDS = ['danh-muc-2018', 'quang-nam-2021', 'quang-ninh-2020', 'tinh-2023', 'tuyen-quang-2020'];
const TABLES = [
  'service',
  'service_level',
  'integration',
  'plan_item',
  'plan_scope_change',
  'duty',
  'dossier',
  'outbox',
];

const rig = ProvinceRig.forStories();
let settings: Record<string, string>;

beforeAll(async () => {
  settings = await rig.settings();
  for (const world of WORLDS) {
    const { status, text } = await rig.post(`/worlds/${world}/load`, {});
    if (status !== 200) throw new Error(text);
  }
}, 120_000);

const command = (...args: string[]): Promise<Ended> => dvcqg(args, settings);
const kpis = async (query: string): Promise<KpiReport> => (await rig.get(`/kpi?${query}`)).body as unknown as KpiReport;
const checks = async (): Promise<CheckReport> => (await rig.get('/kpi/checks')).body as unknown as CheckReport;
const countAll = (): Promise<number[]> => Promise.all(TABLES.map((table) => rig.count(table)));

async function keysBehind({ rows }: CountReply): Promise<string[]> {
  const keys: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page = await rig.get(`${rows}&limit=500${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`);
    const body = page.body as unknown as { rows: { key: string }[]; next: string | null };
    keys.push(...body.rows.map(({ key }) => key));
    next = body.next;
  }
  return keys;
}

describe('the five worlds', () => {
  it('are listed, and loading one again changes nothing', async () => {
    const before = await countAll();

    const again = await command('world', 'load', 'tuyen-quang-2020', '--json');
    const listed = await command('world', 'list');

    expect(JSON.parse(again.stdout)).toEqual({ name: 'tuyen-quang-2020', isNew: false });
    expect(await countAll()).toEqual(before);
    expect(listed.stdout.match(/● \S+/g)).toEqual(WORLDS.map((world) => `● ${world}`));
  });

  it('give every figure of the articles, and every contradiction with both figures', async () => {
    const { code, stdout } = await command('kpi', 'verify');

    expect(stdout).toContain('45 phép kiểm: 25 khớp, 4 mâu thuẫn của bài báo, 16 chỉ tính, 0 sai');
    expect(stdout).toMatch(/^MÂU THUẪN QN-tier-sum .*1\.509 , 282 , 100 → 1\.891; bài báo: 1\.742/m);
    expect(stdout).toMatch(/^MÂU THUẪN QN-L4-now-derived .*105 , 1\.742 → 6; bài báo: xấp xỉ 19/m);
    expect(stdout).toMatch(/^MÂU THUẪN PM-17-vs-18 .*18 → 18; bài báo: 17/m);
    expect(stdout).toMatch(/^MÂU THUẪN X-date-typo .*→ 13\/03\/2023; bài báo: 13\/03\/223/m);
    expect(code).toBe(0);
  });

  it('are not verified any more when one row is missing', async () => {
    const [row] = await rig.query<{ code: string }>(
      `UPDATE service_level SET rank = 2, value = 'INFO' WHERE ctid = (
         SELECT v.ctid FROM service_level v WHERE v.agency_code = 'H99.00' AND v.rank = 4 LIMIT 1)
       RETURNING service_code AS code`,
    );

    const { code, stdout, stderr } = await command('kpi', 'verify');
    await rig.query(`UPDATE service_level SET rank = 4, value = 'FULL' WHERE service_code = $1`, [row?.code]);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^SAI {7}X-services .*đếm được 334, 315, phải là 334, 316; tính ra 649, phải là 650/m);
    expect(stderr).toContain('phép kiểm sai');
    expect((await checks()).counts.failed).toBe(0);
  });

  it('refuse to be mixed with other files of the same name', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'worlds-'));
    cpSync('config', dir, { recursive: true });
    const file = join(dir, 'worlds/tinh-2023/world.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('count: 334', 'count: 335'));
    process.env['PROVINCE_WORLDS_DIR'] = join(dir, 'worlds');
    const other = new ProvinceRig();
    await other.start();
    delete process.env['PROVINCE_WORLDS_DIR'];

    await other.post('/worlds/tinh-2023/load', {});
    const { body } = await other.get('/kpi/checks');
    writeFileSync(file, readFileSync(file, 'utf8').replace('count: 335', 'count: 334'));
    const changed = await other.post('/worlds/tinh-2023/load', {});
    await other.stop();
    rmSync(dir, { recursive: true, force: true });

    const found = (body as unknown as CheckReport).checks.find(({ id }) => id === 'X-active-share');
    expect(found).toMatchObject({ state: 'failed', values: [139, 651], computed: '21,35', printed: '21,38' });
    expect([changed.status, changed.body['code']]).toEqual([409, 'WORLD_CHANGED']);
  });
});

describe('the figures of a day', () => {
  it('of 13/03/2023 are 650, 549, 139 and 17.067', async () => {
    const { stdout } = await command('kpi', 'show', '--world', 'tinh-2023', '--at', '2023-03-13');

    expect(stdout).toContain('số liệu ngày 13/03/2023; hồ sơ từ 01/01/2023 đến 13/03/2023');
    expect(stdout).toMatch(/^K3b Tỷ lệ tích hợp: 84,46 % {2}= 549 \/ 650 DVCTT một phần và toàn trình$/m);
    expect(stdout).toMatch(/^K5 {2}Tỷ lệ DVCTT phát sinh hồ sơ: 21,38 % {2}= 139 \/ 650 /m);
    expect(stdout).toMatch(/^K6 {2}Số hồ sơ trực tuyến: 17\.067$/m);
    expect(stdout).not.toMatch(/^K[123] /m);
  });

  it('open exactly their rows', async () => {
    const { figures } = await kpis('world=tinh-2023');
    const counts = figures.flatMap(({ numerator, denominator }) => [numerator, ...(denominator ? [denominator] : [])]);
    const small = counts.filter(({ count }) => count < 2_000);

    const behind = await Promise.all(small.map(keysBehind));

    expect(behind.map((keys) => new Set(keys).size)).toEqual(small.map(({ count }) => count));
    expect(small.map(({ count }) => count)).toEqual(expect.arrayContaining([549, 650, 139, 262, 287]));
  });

  it('are those of its era, and say what the other era’s words leave out', async () => {
    const before = await kpis('world=tinh-2023&at=2022-08-14');
    expect([before.era, before.figures.map(({ id }) => id)]).toEqual([
      'ND43',
      ['K1', 'K2', 'K3', 'K5', 'K6', 'K6', 'K6'],
    ]);

    const later = await kpis('world=quang-ninh-2020&at=2023-03-13');
    expect([later.era, later.leftOut.count]).toEqual(['ND42', 1_742]);
    expect(later.figures.find(({ id }) => id === 'K3b')).toMatchObject({ text: 'N/A', denominator: { count: 0 } });
  });

  it('of a world that is not loaded are refused', async () => {
    expect((await rig.get('/kpi?world=nowhere')).body).toMatchObject({ code: 'WORLD_NOT_LOADED' });
  });
});

describe('worlds beside the province', () => {
  const inWorlds = `SELECT 1 FROM agency a WHERE a.code = agency_code AND a.world IS NOT NULL`;

  it('are in no report of the province itself', async () => {
    const totalOf = async (name: string, figure: string): Promise<number | undefined> => {
      const { body } = await rig.get(`/reports/${name}?period=2023-I&format=json`);
      return (body as unknown as { total: Record<string, number> }).total[figure];
    };
    const [own] = await rig.query<{ dossiers: number; procedures: number }>(`
      SELECT (SELECT count(*)::int FROM dossier WHERE NOT EXISTS (${inWorlds})) AS dossiers,
        -- 1.933 of Tuyên Quang, which is the province itself
        (SELECT count(DISTINCT s.procedure_code)::int FROM service s JOIN service_level v ON v.service_code = s.code
           WHERE NOT EXISTS (SELECT 1 FROM agency a WHERE a.code = v.agency_code AND a.world IS NOT NULL)) AS procedures`);

    expect(await totalOf('II.06a', 'received')).toBe(own?.dossiers);
    expect(own?.procedures).toBe(1_933);
    expect(await totalOf('II.07b', 'procedures')).toBe(1_933);
  });

  it('offer nothing at the desks of the province', async () => {
    const { body } = await rig.get('/procedures?on=2023-03-13');
    const offered = (body as unknown as { agencyCodes: string[] }[]).flatMap(({ agencyCodes }) => agencyCodes);
    const worlds = await rig.query<{ code: string }>('SELECT code FROM agency WHERE world IS NOT NULL');

    expect(offered.length).toBeGreaterThan(0);
    expect(worlds.map(({ code }) => code).filter((code) => offered.includes(code))).toEqual([]);
  });
});

describe('the plan of Tuyên Quang', () => {
  it('on 03/10/2020 has its quarter III late, by agency', async () => {
    await rig.query(`UPDATE app_clock SET virtual_now = '2020-10-03T08:00:00+07:00'`);
    const { body } = await rig.get('/plans/tuyen-quang-2020/progress');
    const { late, figures } = await kpis('world=tuyen-quang-2020&at=2020-10-03');
    const shown = await command('kpi', 'show', '--world', 'tuyen-quang-2020', '--at', '2020-10-03');
    await rig.query('UPDATE app_clock SET virtual_now = NULL');

    const progress = body as unknown as {
      timeliness: { overdue: number };
      byAgency: { key: string; timeliness: { overdue: number } }[];
    };
    expect(progress.timeliness).toMatchObject({ overdue: 180, due: 97 });
    const overdue = progress.byAgency.filter(({ timeliness }) => timeliness.overdue > 0);
    const agencies = late.find(({ planId }) => planId === 'tuyen-quang-2020')?.agencies ?? [];
    expect(agencies.reduce((sum, agency) => sum + agency.late, 0)).toBe(180);
    expect(new Map(agencies.map((agency) => [agency.agencyCode, agency.late]))).toEqual(
      new Map(overdue.map(({ key, timeliness }) => [key, timeliness.overdue])),
    );
    // Quarter IV belongs to health, construction, culture and transport alone.
    expect(agencies.map(({ agencyCode }) => agencyCode)).not.toEqual(
      expect.arrayContaining(['H60.15', 'H60.08', 'H60.12', 'H60.07']),
    );
    expect(figures.find(({ id, name }) => id === 'K7' && name.includes('tích hợp'))?.text).toBe('100,00 %');
    expect(shown.stdout).toMatch(/^Chậm: Kế hoạch tích hợp[^\n]*\n {2}Sở /m);
  });

  it('is late for nobody on the last day of quarter III', async () => {
    expect((await kpis('world=tuyen-quang-2020&at=2020-09-30')).late).toEqual([]);
  });

  it('shares services with the list of upgrades, and tells how its scope came to be', async () => {
    const { body } = await rig.get('/plans/tuyen-quang-2020/scope');

    expect(body).toMatchObject({
      changes: [{ added: 277, dropped: 0, scope: 277 }],
      overlaps: [{ planId: 'nang-cap-tuyen-quang-2020', services: 141 }],
    });
  });

  it('shows a service that leaves and comes back as two dated changes', async () => {
    const whole = readFileSync('config/plan/tuyen-quang-2020.csv', 'utf8');
    const lines = whole.trimEnd().split('\n');
    await rig.send('/plans/tuyen-quang-2020/import', lines.slice(0, -1).join('\n'));
    await rig.send('/plans/tuyen-quang-2020/import', whole);

    const { body } = await rig.get('/plans/tuyen-quang-2020/scope');

    expect((body['changes'] as { scope: number }[]).map(({ scope }) => scope)).toEqual([277, 276, 277]);
  });
});
