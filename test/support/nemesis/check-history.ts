import { checkEffects, lateEffects } from './check-effects.js';
import { checkAttempts, checkChanges } from './check-lane.js';
import type { History, Verdict, Violation } from './history.js';

/** Judges a run: every promise that a history can break. Linear in its length, and nothing but its argument counts. */
export function checkHistory(history: History): Verdict {
  const late = history.lanes.flatMap((lane) => lateEffects(lane, history.quarantineMs));
  const ofLanes = history.lanes.flatMap((lane) => [
    ...checkChanges(lane),
    ...checkAttempts(lane),
    ...checkEffects(lane),
  ]);
  const violations = [...ofLanes, ...checkTransactions(history), ...checkProgress(history), ...checkWhole(history)];
  if (violations.length > 0 && late.length > 0) return { kind: 'inconclusive', why: late, violations };
  return violations.length > 0 ? { kind: 'broken', violations } : { kind: 'kept' };
}

/** Committed is there, rolled back is not, and of what nobody knows all is there or nothing. */
function checkTransactions({ transactions, lanes }: History): Violation[] {
  const there = new Set(lanes.flatMap(({ changes }) => changes.map(({ token }) => token)));
  const atPortal = new Set(lanes.flatMap(({ effects }) => effects.map(({ token }) => token)));
  return transactions.flatMap(({ id, tokens, end }): Violation[] => {
    const found = tokens.filter((token) => there.has(token));
    if (end === 'committed' && found.length < tokens.length)
      return [{ invariant: 'I1', lane: '', what: `transaction ${id} was committed, and is not in the outbox` }];
    if (end === 'rolled back' && (found.length > 0 || tokens.some((token) => atPortal.has(token))))
      return [{ invariant: 'I2', lane: '', what: `transaction ${id} was rolled back, and is on its way` }];
    if (end === 'unknown' && found.length > 0 && found.length < tokens.length)
      return [{ invariant: 'I1', lane: '', what: `transaction ${id} is there in part` }];
    return [];
  });
}

function checkProgress({ samples, recount }: History): Violation[] {
  const say = (what: string): Violation => ({ invariant: 'I13', lane: '', what });
  const sumOf = ({ buckets }: History['samples'][number]): number =>
    Object.values(buckets).reduce((sum, count) => sum + count, 0);
  const torn = samples.filter((sample) => sumOf(sample) !== sample.total);
  const last = samples.at(-1);
  const shown = { total: last?.total ?? 0, published: last?.buckets['published'] ?? 0 };
  return [
    ...torn.map((sample) => say(`the buckets of ${JSON.stringify(sample)} do not sum to its total`)),
    ...(shown.total === recount.total && shown.published === recount.published
      ? []
      : [say(`the plan shows ${JSON.stringify(shown)}, the ledger has ${JSON.stringify(recount)}`)]),
  ];
}

function checkWhole({ brokenLedgers, logins: { made, epochs, mayBeLost } }: History): Violation[] {
  const broken = brokenLedgers.map((lane): Violation => {
    return { invariant: 'I14', lane, what: 'its ledger is not a whole chain' };
  });
  if (made <= epochs + mayBeLost) return broken;
  const what = `${String(made)} logins for ${String(epochs)} sessions, though at most ${String(mayBeLost)} could be lost`;
  return [...broken, { invariant: 'I12', lane: '', what }];
}
