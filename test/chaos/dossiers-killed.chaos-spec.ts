import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from '@jest/globals';
import type { AppName } from '../../apps/cli/src/supervisor.js';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { chanceFrom } from '../support/chance.js';
import { dossierCodes, expectAtPortal, expectNothingLost, untilSettled } from '../support/dossier-story.js';
import { MovingDossiers } from '../support/moving-dossiers.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20_260_701);
const CODES = dossierCodes(40);
/** Kills fall while changes come in and calls are under way. */
const SENDING_MS = 1_200;

describeOnEachBackEnd(`kill -9 while 40 dossiers move (seed ${String(SEED)})`, (backEnd) => {
  const chance = chanceFrom(SEED);
  const moving = MovingDossiers.forStories(backEnd);
  let story = 0;
  beforeEach(() => {
    story += 1;
  });

  it.each<[AppName, number]>([
    ...[1, 2, 3, 4, 5].map((n): [AppName, number] => ['worker', n]),
    ...[1, 2].map((n): [AppName, number] => ['dvcqg-mock', n]),
  ])(
    'of the %s, time %i: each dossier once, with its last status and every step in order',
    async (app) => {
      const { system, flow } = moving;
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
