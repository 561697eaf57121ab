import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';

const PLAN = 'tuyen-quang-2020';

describeOnEachBackEnd('a plan of 277 services', (backEnd) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start(backEnd);
  }, 60_000);
  afterAll(async () => system.stop());

  it('goes onto the portal whole, each service once, at its level, in one session', async () => {
    const { added, faultsTotal } = await system.importPlan(PLAN, TUYEN_QUANG);
    expect({ added, faultsTotal }).toEqual({ added: 277, faultsTotal: 0 });

    const progress = await system.untilPublished(PLAN);

    expect(progress).toMatchObject({ total: 277, published: 277, rejected: 0, inDoubt: 0 });
    const services = await system.portal.services();
    expect(new Set(services.map(({ MADVC }) => MADVC)).size).toBe(277);
    const levels = services.flatMap(({ APDUNGDVC }) => APDUNGDVC.map(({ MUCDO }) => MUCDO));
    expect({ 3: levels.filter((l) => l === 3).length, 4: levels.filter((l) => l === 4).length }).toEqual({
      3: 155,
      4: 122,
    });
    expect(await system.portal.count({ service: 'login' })).toBe(1);
  }, 90_000);

  it('is counted by level, tier, quarter and agency, each list summing to the whole', async () => {
    const progress = await system.progress(PLAN);

    const totals = (groups: readonly { key: string; total: number }[]) =>
      Object.fromEntries(groups.map(({ key, total }) => [key, total]));
    expect(totals(progress.byLevel)).toEqual({ 3: 155, 4: 122 });
    expect(totals(progress.byLevelAndTier)).toEqual({
      '3|PROVINCE': 152,
      '3|DISTRICT': 2,
      '3|COMMUNE': 1,
      '4|PROVINCE': 122,
    });
    expect(totals(progress.byQuarter)).toEqual({ '2020-III': 180, '2020-IV': 97 });
    expect(progress.byAgency.reduce((sum, { total }) => sum + total, 0)).toBe(277);
    const lateQuarter = progress.byQuarterAndAgency
      .filter(({ key }) => key.startsWith('2020-IV'))
      .map(({ label }) => label);
    expect(lateQuarter.sort()).toEqual([
      'Sở Giao thông vận tải',
      'Sở Văn hóa, Thể thao và Du lịch',
      'Sở Xây dựng',
      'Sở Y tế',
    ]);
  });

  it('publishes nothing when it is imported again', async () => {
    const before = await system.portal.count({ service: 'DongBoDVC' });

    const again = await system.importPlan(PLAN, TUYEN_QUANG);

    expect(again).toMatchObject({ added: 0, unchanged: 277 });
    expect(await system.query('SELECT count(*)::int AS n FROM outbox')).toEqual([{ n: 277 }]);
    expect(await system.portal.count({ service: 'DongBoDVC' })).toBe(before);
  });
});
