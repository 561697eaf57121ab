import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { AppName } from '../../apps/cli/src/supervisor.js';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { chanceFrom } from '../support/chance.js';
import { DossierFlow } from '../support/dossier-flow.js';
import { dossierCodes, expectAtPortal, expectNothingLost, untilSettled } from '../support/dossier-story.js';
import { freshDatabase } from '../support/fresh-database.js';
import { RunningSystem } from '../support/running-system.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20_260_701);
const CODES = dossierCodes(40);
/** Kills fall while changes come in and calls are under way. */
const SENDING_MS = 1_200;

describeOnEachBackEnd(`kill -9 while 40 dossiers move (seed ${String(SEED)})`, (backEnd) => {
  const chance = chanceFrom(SEED);
  let system: RunningSystem;
  let flow: DossierFlow;
  let story = 0;

  beforeAll(async () => {
    const provinceUrl = await freshDatabase('province');
    system = await RunningSystem.start(backEnd, { provinceUrl, mockUrl: await freshDatabase('mock') });
    flow = await DossierFlow.open(provinceUrl);
  }, 60_000);
  afterAll(async () => {
    await flow.close();
    await system.stop();
  }, 30_000);
  beforeEach(async () => {
    story += 1;
    await system.forgetEverything();
    // A step that comes twice is there twice, and shows.
    await system.portal.setSwitches({ 'progress.duplicateRow': 'append' });
    flow.forget();
  });

  it.each<[AppName, number]>([
    ...[1, 2, 3, 4, 5].map((n): [AppName, number] => ['worker', n]),
    ...[1, 2].map((n): [AppName, number] => ['dvcqg-mock', n]),
  ])(
    'of the %s, time %i: each dossier once, with its last status and every step in order',
    async (app) => {
      const work = flow.work(CODES, { clerks: 4, changes: 30, seed: SEED + 100 * story });
      const kill = sleep(chance() * SENDING_MS).then(() => system.kill(app));
      await Promise.allSettled([work, kill]);
      await Promise.all([work, kill]);
      await untilSettled(system);

      await expectAtPortal(system, flow, CODES);
      await expectNothingLost(system, flow);
      expect(await system.unsettledChanges()).toBe(0);
    },
    90_000,
  );
});
