import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockSpace } from '../support/mock-space.js';
import { MockRig } from '../support/running-mock.js';
import { afterDays, passDays } from '../support/virtual-days.js';

const PLAN = { start: '2026-01-05T00:00:00.000Z', days: 181, perDay: 20 };
const portal = new MockRig();
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

describe('half a year of virtual time', () => {
  it('passes with twenty dossiers a day, each of which is handed out two days later', async () => {
    const space = await MockSpace.make(portal, { clock: { mode: 'virtual', now: PLAN.start } });
    const startedMs = performance.now();

    const passed = await passDays(space, PLAN);

    const seconds = (performance.now() - startedMs) / 1_000;
    process.stdout.write(`${String(PLAN.days)} days, ${String(PLAN.perDay)} dossiers each: ${seconds.toFixed(1)} s\n`);
    expect(passed).toEqual(afterDays(PLAN));
  }, 600_000);
});
