import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnEachBackEnd, type BackEnd } from '../back-ends.js';
import type { History, LaneHistory } from './history.js';
import { runSeed } from './run-seed.js';
import { Stage } from './stage.js';

/** `NEMESIS_SEED=17` tells that one alone. */
const wanted = process.env['NEMESIS_SEED'];

/** Everything fails while dossiers and services move, and every promise is kept. */
export function tellNemesis(seeds: Readonly<Record<BackEnd, readonly number[]>>): void {
  describeOnEachBackEnd('dossiers and services that move while everything fails', (backEnd) => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.start(backEnd);
    }, 120_000);
    afterAll(async () => stage.stop(), 30_000);

    it.each(wanted === undefined ? seeds[backEnd] : [Number(wanted)])(
      'keep every promise, seed %i',
      async (seed) => {
        const startedMs = performance.now();
        const { verdict, history, struck } = await runSeed(stage, seed);
        const changes = history.lanes.reduce((sum, lane) => sum + lane.changes.length, 0);
        const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
        process.stdout.write(
          `seed ${String(seed)}: ${String(changes)} changes, ${JSON.stringify(struck)}, ${seconds} s\n`,
        );
        if (verdict.kind !== 'kept') keep(history, `${backEnd}-${String(seed)}`);
        expect(history.lanes.filter(isThin).map(({ code }) => code)).toEqual([]);
        expect(history.lanes).toHaveLength(24);
        expect({ again: againWith(seed), verdict }).toEqual({ again: againWith(seed), verdict: { kind: 'kept' } });
      },
      120_000,
    );
  });
}

/** A lane on which too little happened to prove anything. */
const isThin = ({ changes }: LaneHistory): boolean =>
  changes.filter(({ stream }) => stream === 'state').length < 100 || !changes.some(({ state }) => state === 'acked');

/** The whole of it, for whoever asks what happened. */
function keep(history: History, name: string): void {
  mkdirSync('.dvcqg/nemesis', { recursive: true });
  writeFileSync(`.dvcqg/nemesis/${name}.json`, JSON.stringify(history));
}

const againWith = (seed: number): string =>
  `NEMESIS_SEED=${String(seed)} npm run jest -- --selectProjects night --testPathPatterns nemesis -i`;
