import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DossierFlow } from './dossier-flow.js';
import { dossierCodes, expectAtPortal, expectNothingLost, untilSettled } from './dossier-story.js';
import { eventually } from './eventually.js';
import { freshDatabase } from './fresh-database.js';
import { callsAtOnce, passOutage, VirtualTime } from './outage.js';
import { RunningSystem } from './running-system.js';

const STEP_MS = 600;
/** The waits of production, which virtual time makes short; the pace in real time. */
const WAITS = {
  DISPATCH_BACKOFF_MS: '1000',
  DISPATCH_BACKOFF_MAX_MS: '300000',
  DISPATCH_BREAKER_MS: '10000',
  DISPATCH_PACE_MS: String(STEP_MS),
  // No call may time out on a busy machine: virtual time would end its doubt before the portal has.
  PORTAL_TIMEOUT_MS: '10000',
  PORTAL_IDLE_MS: '9000',
  DISPATCH_SEND_BY_MS: '4000',
  DISPATCH_LEASE_MS: '15000',
};
const CODES = dossierCodes(300);
const LIVE = CODES.slice(0, 60);
const MB = 1_048_576;
const GONE = {
  id: 'gone',
  service: '*',
  phase: 'before-auth',
  effect: { type: 'connection-reset' },
  schedule: { always: true },
};
const SLOW = {
  id: 'slow',
  service: '*',
  phase: 'before-commit',
  effect: { type: 'delay', ms: 40 },
  schedule: { always: true },
};

/** Hours without a portal in virtual time, dossiers that move on meanwhile, ten times as many at the end. */
export function tellOutage(hours: number): void {
  let system: RunningSystem;
  let flow: DossierFlow;
  beforeAll(async () => {
    const provinceUrl = await freshDatabase('province');
    const stores = { provinceUrl, mockUrl: await freshDatabase('mock') };
    system = await RunningSystem.start('postgres', stores, WAITS);
    flow = await DossierFlow.open(provinceUrl);
  }, 60_000);
  afterAll(async () => {
    await flow.close();
    await system.stop();
  });

  it('is asked once an interval, then gets everything in order, first one call at a time, then two, four, eight', async () => {
    const time = new VirtualTime(system, new Date());
    await time.goOn(-(hours + 2) * 3_600_000);
    await flow.work(LIVE, { clerks: 4, changes: 15, seed: 24 });
    await untilSettled(system);
    const atFirst = await system.rssBytes('worker');

    await system.portal.setFaults([GONE]);
    await flow.work(LIVE, { clerks: 2, changes: 30, seed: 25 });
    const before = (await system.portal.fired())['gone'] ?? 0;
    const seen = await passOutage(system, time, {
      hours,
      meanwhile: async (probe) => flow.move(CODES[probe % CODES.length] ?? '', 1),
    });
    const asked = ((await system.portal.fired())['gone'] ?? 0) - before;

    expect(seen.probes).toBeGreaterThan(hours * 12);
    expect(seen.probes).toBeLessThanOrEqual(hours * 12 + 10);
    expect(asked - seen.probes).toBeGreaterThanOrEqual(0);
    expect(asked - seen.probes).toBeLessThanOrEqual(10); // what opened the breaker
    expect(seen.mostOpenBatches).toBeLessThanOrEqual(1);
    expect(((await system.rssBytes('worker')) - atFirst) / MB).toBeLessThan(150);

    await flow.work(CODES, { clerks: 8, changes: 200, seed: 26 });
    const [at] = await system.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
    await system.portal.setFaults([SLOW]);
    await eventually(async () => {
      await time.goOn(10_000);
      await untilSettled(system, 0);
    }, 90_000);

    const atOnce = await callsAtOnce(system, at?.now ?? '', STEP_MS);
    process.stdout.write(`${String(seen.probes)} probes, ${String(asked)} calls; then at once ${atOnce.join(' ')}\n`);
    expect(atOnce.length).toBeGreaterThan(3);
    expect(atOnce.filter((count, step) => count > Math.min(8, 2 ** step))).toEqual([]);
    expect(Math.max(...atOnce)).toBeGreaterThan(2);
    await time.end();
    await expectAtPortal(system, flow, CODES);
    await expectNothingLost(system, flow);
  }, 300_000);
}
