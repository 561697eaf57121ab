import { describe, expect, it } from '@jest/globals';
import { checkHistory } from '../support/nemesis/check-history.js';
import type { History, LaneHistory, PortalEffect } from '../support/nemesis/history.js';
import { keptHistory } from '../support/nemesis/sample-history.js';

const HISTORIES = 200;
const SEEDS = Array.from({ length: HISTORIES }, (_, n) => n + 1);

/** The history with its first lane bent. */
function bend(history: History, how: (lane: LaneHistory) => Partial<LaneHistory>): History {
  return { ...history, lanes: history.lanes.map((lane, place) => (place === 0 ? { ...lane, ...how(lane) } : lane)) };
}
const bendEffects =
  (how: (effects: readonly PortalEffect[]) => PortalEffect[]) =>
  (history: History): History =>
    bend(history, ({ effects }) => ({ effects: how(effects) }));
const placeOf = (effects: readonly PortalEffect[], stream: string, nth: number): number =>
  effects.findIndex((effect) => effect === effects.filter((each) => each.stream === stream)[nth]);
const without = <T>(things: readonly T[], place: number): T[] => things.filter((_, at) => at !== place);

/** What may have gone wrong, and the promise that is broken by it. */
const MUTATIONS: readonly (readonly [string, string, (history: History) => History])[] = [
  ['loses what it acknowledged', 'I1', bendEffects((effects) => without(effects, placeOf(effects, 'state', 0)))],
  [
    'leaves a change without an end',
    'I1',
    (history) =>
      bend(history, ({ changes }) => {
        return { changes: changes.map((change, place) => (place === 0 ? { ...change, state: 'pending' } : change)) };
      }),
  ],
  [
    'stores what nobody committed',
    'I2',
    bendEffects((effects) => [...effects, { stream: 'journal', token: 'back.1', hash: 'h', at: 99_000 }]),
  ],
  [
    'stores other bytes',
    'I2',
    bendEffects((effects) => effects.map((effect, place) => (place === 1 ? { ...effect, hash: 'other' } : effect))),
  ],
  [
    'stores a step twice without a word',
    'I3',
    bendEffects((effects) => [...effects, ...effects.slice(placeOf(effects, 'journal', 1)).slice(0, 1)]),
  ],
  ['leaves a step out', 'I4', bendEffects((effects) => without(effects, placeOf(effects, 'journal', 0)))],
  [
    'lets an old state come last',
    'I5',
    bendEffects((effects) => [...effects, ...effects.slice(placeOf(effects, 'state', 0)).slice(0, 1)]),
  ],
  [
    'takes the answer of one who was replaced',
    'I6',
    (history) =>
      bend(history, ({ attempts }) => ({
        attempts: attempts.map((attempt) => ({
          ...attempt,
          results: [
            { outcome: 'IN_DOUBT', source: 'takeover', at: attempt.intentAt },
            { outcome: 'OK', source: 'reply', at: attempt.intentAt + 20 },
          ],
        })),
      })),
  ],
  ['sends a batch twice', 'I6', (history) => bend(history, ({ arrivals }) => ({ arrivals: arrivals + 1 }))],
  ['stops', 'I8', (history) => bend(history, () => ({ isAtRest: false }))],
  ['logs in at every call', 'I12', (history) => ({ ...history, logins: { made: 9, epochs: 1, mayBeLost: 1 } })],
  ['counts on its own', 'I13', (history) => ({ ...history, samples: [{ total: 3, buckets: { published: 3 } }] })],
  [
    'forgets to write down',
    'I14',
    (history) => bend(history, ({ ledgerAcks }) => ({ ledgerAcks: ledgerAcks.slice(1) })),
  ],
];

describe('the judge of histories', () => {
  it(`finds nothing in ${String(HISTORIES)} runs that kept every promise`, () => {
    expect(SEEDS.map((seed) => checkHistory(keptHistory(seed))).filter(({ kind }) => kind !== 'kept')).toEqual([]);
  });

  it.each(MUTATIONS)(`finds each of ${String(HISTORIES)} runs that %s`, (_, invariant, mutate) => {
    const missed = SEEDS.filter((seed) => {
      const verdict = checkHistory(mutate(keptHistory(seed)));
      return verdict.kind !== 'broken' || !verdict.violations.some((violation) => violation.invariant === invariant);
    });
    expect(missed).toEqual([]);
  });

  it('says nothing of order where the portal has stored a call after its time', () => {
    const late = bendEffects((effects) => {
      const [first] = effects;
      return first === undefined ? [] : [...effects, { ...first, at: first.at + 50_000 }];
    })(keptHistory(1));

    expect(checkHistory(late).kind).toBe('inconclusive');
  });
});
