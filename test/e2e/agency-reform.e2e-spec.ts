import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { ProvinceRig } from '../support/province-rig.js';

const HEADING = 'ma_co_quan_cu,ma_tthc,ma_co_quan_moi,ten_co_quan_moi,cap_co_quan_moi,ngay_hieu_luc';
/** Two districts end: one procedure goes to a department, all the rest to a commune that begins; two departments merge. */
const MAP = [
  HEADING,
  'H60.31,,H60.61,UBND phường Minh Xuân,Cấp xã,01/07/2025',
  'H60.31,9.000272,H60.02,,,2025-07-01',
  'H60.37,,H60.61,,,2025-07-01',
  'H60.11,,H60.01,,,2025-07-01',
];

interface Group {
  readonly key: string;
  readonly total: number;
}

process.env['PROVINCE_DUE_EVERY_MS'] = '50';
const province = ProvinceRig.forStories();
let districtRows: { code: string; procedure: string; agency: string }[];
beforeAll(async () => {
  await setDay('2025-06-20');
  await province.send(
    '/plans/p/import?from=2020-07-01&to=2020-12-31',
    readFileSync('config/plan/tuyen-quang-2020.csv'),
  );
  districtRows = await province.query(
    `SELECT i.service_code AS code, s.procedure_code AS procedure, i.agency_code AS agency FROM plan_item i
     JOIN service s ON s.code = i.service_code WHERE i.tier = 'DISTRICT' ORDER BY 1`,
  );
});

const setDay = async (day: string): Promise<void> => {
  await province.query(`UPDATE app_clock SET virtual_now = '${day} 09:00+07'`);
};
async function groups(by: 'byAgency' | 'byTier', agenciesOn = ''): Promise<Record<string, number>> {
  const query = agenciesOn === '' ? '' : `?agenciesOn=${agenciesOn}`;
  const { body } = await province.get(`/plans/p/progress${query}`);
  return Object.fromEntries((body[by] as Group[]).map(({ key, total }) => [key, total]));
}
/** What the portal was told last. */
async function offers(): Promise<Record<string, Record<string, number>>> {
  const rows = await province.query<{ code: string; offer: Record<string, number> }>(
    'SELECT l.code, o.offer FROM lane l JOIN outbox o ON o.lane_id = l.id AND o.version = l.version',
  );
  return Object.fromEntries(rows.map(({ code, offer }) => [code, offer]));
}

describe('a reform of agencies', () => {
  it('stores nothing of a map with faults, and tells each at its line', async () => {
    const wrong = [...MAP, 'H60.98,,H60.01,,,01/07/2025', 'H60.32,,H60.01,,,31/06/2025'].join('\n');

    const { status, body } = await province.send('/agencies/reform', wrong);

    expect(status).toBe(422);
    expect(body).toMatchObject({
      isStored: false,
      faults: [
        { row: 6, column: 'ma_co_quan_cu', value: 'H60.98', reason: 'AGENCY_UNKNOWN' },
        { row: 7, column: 'ngay_hieu_luc', value: '31/06/2025', reason: 'DATE_IMPOSSIBLE' },
      ],
    });
    expect((await province.send('/agencies/reform', 'a,b\n1,2')).body).toMatchObject({ faultsTotal: 6 });
    expect(await province.count('agency_succession')).toBe(0);
  });

  it('is tried first, then stored, days before it happens', async () => {
    expect(districtRows.map(({ agency }) => agency)).toEqual(['H60.31', 'H60.37']);
    expect((await province.send('/agencies/reform?dryRun', MAP.join('\n'))).body).toMatchObject({
      isStored: false,
      closed: 3,
    });
    expect(await province.count('agency_succession')).toBe(0);

    const { body } = await province.send('/agencies/reform?decision=NQ%20202&by=lanh.dao', MAP.join('\n'));

    expect(body).toMatchObject({ isStored: true, closed: 3, opened: 1, faults: [] });
    expect(await groups('byTier')).toEqual({ PROVINCE: 274, DISTRICT: 2, COMMUNE: 1 });
    expect(Object.values(await offers()).some((offer) => 'H60.61' in offer)).toBe(false);
  });

  it('gives the portal the new agencies on its day, and each day is told by its own map', async () => {
    const before = await groups('byAgency');
    expect(before['H60.11']).toBeGreaterThan(0);

    await setDay('2025-07-01');

    const [toDepartment, toCommune] = districtRows.map(({ code }) => code);
    await eventually(async () => {
      const told = await offers();
      expect([told[toDepartment ?? ''], told[toCommune ?? '']]).toEqual([{ 'H60.02': 3 }, { 'H60.61': 3 }]);
    });
    expect(await groups('byTier')).toEqual({ PROVINCE: 275, COMMUNE: 2 });
    expect(await groups('byTier', '2025-06-30')).toEqual({ PROVINCE: 274, DISTRICT: 2, COMMUNE: 1 });
    expect(await groups('byAgency', '2025-06-30')).toEqual(before);
    const after = await groups('byAgency', '2025-07-01');
    expect([after['H60.11'], after['H60.31'], after['H60.37']]).toEqual([undefined, undefined, undefined]);
    expect(after['H60.01']).toBe((before['H60.01'] ?? 0) + (before['H60.11'] ?? 0));
    expect(after['H60.61']).toBe(1);
    const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, n) => sum + n, 0);
    expect([total(before), total(after)]).toEqual([277, 277]);
  });

  it('opens the rows behind a figure, which keep the agency that the plan names', async () => {
    const now = await province.get('/plans/p/rows?agency=H60.61');
    const then = await province.get('/plans/p/rows?agency=H60.37&agenciesOn=2025-06-30');

    expect(now.body).toMatchObject({
      total: 1,
      rows: [{ agencyCode: 'H60.61', plannedAgencyCode: 'H60.37', tier: 'COMMUNE' }],
    });
    expect(then.body).toMatchObject({ total: 1, rows: [{ agencyCode: 'H60.37', tier: 'DISTRICT' }] });
    expect(
      await province.query(`SELECT DISTINCT agency_code FROM service_level WHERE agency_code LIKE 'H60.3_'`),
    ).toHaveLength(2);
  });

  it('keeps what it has ended when the catalogue is read again, and an upgrade goes on at the heir', async () => {
    await province.readCatalogueAgain();
    const [agency] = await province.query(`SELECT valid_to::text AS "validTo" FROM agency WHERE code = 'H60.11'`);
    expect(agency).toEqual({ validTo: '2025-06-30' });
    const [row] = await province.query<{ code: string; name: string }>(
      `SELECT p.code, p.name FROM procedure p WHERE code = '${districtRows[1]?.procedure ?? ''}'`,
    );
    const upgrade = [
      'ma_tthc,ten_dich_vu,linh_vuc,ma_co_quan,cap_thuc_hien,muc_do_hien_tai,muc_do,quy',
      `${row?.code ?? ''},"${row?.name ?? ''}",Hộ tịch,H60.61,Cấp xã,Một phần,Toàn trình,IV`,
    ].join('\n');

    const { body } = await province.send('/plans/u/import?from=2025-07-01&to=2025-12-31', upgrade);

    expect(body).toMatchObject({ isStored: true, faults: [] });
    expect((await offers())[districtRows[1]?.code ?? '']).toEqual({ 'H60.61': 4 });
  });
});
