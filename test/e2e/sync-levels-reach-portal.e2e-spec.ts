import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { RunningSystem, TUYEN_QUANG, TUYEN_QUANG_UPGRADE } from '../support/running-system.js';

const WITHIN_MS = 90_000;
const fault = (id: string, phase: string, effect: object, schedule: object): object => {
  return { id, service: 'DongBoDVC', phase, effect, schedule };
};
const itemErrors = (count: number, stored: boolean): object => {
  return { type: 'item-errors', count, errorCode: 900, message: 'Lỗi hệ thống', stored };
};
/** All that the portal can do to a call, spread over the calls of one upgrade; each must strike. */
const TROUBLES = [
  fault('slow', 'on-reply', { type: 'delay', ms: 300 }, { every: 2 }),
  fault('busy', 'before-commit', { type: 'throttle', status: 429, retryAfterS: 1, form: 'seconds' }, { nth: [5] }),
  fault('refused', 'before-commit', { type: 'reply', status: 500 }, { nth: [2, 7] }),
  fault('late', 'before-commit', { type: 'late-commit', ms: 1_100 }, { nth: [3] }),
  fault('items-lost', 'within-batch', itemErrors(3, false), { nth: [1, 3] }),
  fault('items-kept', 'within-batch', itemErrors(3, true), { nth: [2, 4] }),
  fault('reset', 'after-commit', { type: 'connection-reset' }, { nth: [1, 4] }),
  fault('failed-after', 'after-commit', { type: 'reply', status: 500 }, { nth: [2] }),
  fault('twice', 'after-commit', { type: 'duplicate-delivery', times: 2, gap: 'PT0.05S' }, { nth: [3, 5, 6] }),
  fault('doubled-list', 'on-reply', { type: 'result-list', kind: 'duplicated' }, { nth: [3] }),
];
const CHANGES = `
  SELECT service_code AS code, from_value || '→' || value AS move, count(*)::int AS times FROM level_change
  WHERE from_value IS NOT NULL GROUP BY 1, 2`;

describeOnEachBackEnd('an upgrade of 141 services from level 3 to 4', (backEnd) => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start(backEnd);
    await system.forgetEverything();
    await system.importPlan('integration', TUYEN_QUANG);
    await system.untilPublished('integration');
  }, WITHIN_MS);
  afterAll(async () => system.stop());

  it(
    'is on the portal with its history, exactly once each, whatever the portal does meanwhile',
    async () => {
      await system.portal.setFaults(TROUBLES);

      const told = await system.importPlan('upgrade', TUYEN_QUANG_UPGRADE);
      const progress = await system.untilPublished('upgrade');

      expect(told).toMatchObject({ added: 141, faultsTotal: 0 });
      expect(progress).toMatchObject({ total: 141, published: 141, rejected: 0, inDoubt: 0 });
      const fired = await system.portal.fired();
      expect(Object.entries(fired).filter(([, times]) => times === 0)).toEqual([]);
      await expectHistory(system);
    },
    WITHIN_MS,
  );

  it('is over once: the same file again changes nothing on either side', async () => {
    const before = await system.query('SELECT count(*)::int AS n FROM outbox');

    expect(await system.importPlan('upgrade', TUYEN_QUANG_UPGRADE)).toMatchObject({ added: 0, unchanged: 141 });

    expect(await system.query('SELECT count(*)::int AS n FROM outbox')).toEqual(before);
    await expectHistory(system);
  });
});

async function expectHistory(system: RunningSystem): Promise<void> {
  const ours = await system.query<{ code: string; move: string; times: number }>(CHANGES);
  expect(ours).toHaveLength(141);
  expect(ours.filter(({ move, times }) => move !== '3→4' || times !== 1)).toEqual([]);

  const services = await system.portal.services();
  expect(services).toHaveLength(277);
  expect(await system.wrongLevels(services)).toEqual([]);
  const upgraded = new Set(ours.map(({ code }) => code));
  for (const { MADVC } of services) {
    const history = (await system.portal.serviceHistory(MADVC)).map(({ from, to }) => [from, to]);
    expect([MADVC, history]).toEqual([MADVC, upgraded.has(MADVC) ? [[3, 4]] : []]);
  }
  const [first] = ours;
  const { changes } = await system.serviceHistory(first?.code ?? '');
  expect(changes).toMatchObject([
    { from: null, to: { value: '3' } },
    { from: { value: '3' }, to: { value: '4' }, planId: 'upgrade', by: 'lãnh đạo' },
  ]);
  expect(changes.every(({ publishedAt }) => publishedAt !== null)).toBe(true);
}
