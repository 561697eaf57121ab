import { CLOCKS_APART_MS, sayOf } from './check-lane.js';
import type { CommittedChange, LaneHistory, PortalEffect, Violation, WriteAttempt } from './history.js';

/** I2 to I5: what the portal stored is what was committed, in order, once, and it ends where the province does. */
export function checkEffects(lane: LaneHistory): Violation[] {
  const known = new Map(lane.changes.map((change) => [`${change.stream} ${change.token}`, change]));
  const say = sayOf(lane.code);
  const met: { change: CommittedChange; effect: PortalEffect }[] = [];
  const strange: Violation[] = [];
  for (const effect of lane.effects) {
    const change = known.get(`${effect.stream} ${effect.token}`);
    if (change?.hash !== effect.hash)
      strange.push(say('I2', `the portal has ${effect.stream} ${effect.token}, which is not ours`));
    else if (effect.at < change.committedAt - CLOCKS_APART_MS)
      strange.push(say('I2', `${effect.token} was there before it was committed`));
    else met.push({ change, effect });
  }
  const states = met.filter(({ effect }) => effect.stream === 'state').map(({ change }) => change);
  const steps = met.filter(({ effect }) => effect.stream === 'journal').map(({ change }) => change);
  return [...strange, ...regress(lane, states), ...stepsOutOfOrder(lane, steps), ...wrongEnd(lane)];
}

/** Effects outside the time in which the portal may store a call: our assumption did not hold, so order is not ours. */
export function lateEffects({ code, changes, attempts, effects }: LaneHistory, quarantineMs: number): string[] {
  const seqs = new Map(changes.map(({ stream, token, seq }) => [`${stream} ${token}`, seq]));
  return effects
    .filter(({ stream, token, at }) => {
      const seq = seqs.get(`${stream} ${token}`);
      const own =
        seq === undefined ? [] : attempts.filter((attempt) => attempt.stream === stream && covers(attempt, seq));
      return (
        own.length > 0 && !own.some(({ intentAt }) => at >= intentAt - CLOCKS_APART_MS && at <= intentAt + quarantineMs)
      );
    })
    .map(({ token, at }) => `${code}: the portal stored ${token} at ${new Date(at).toISOString()}, after its time`);
}

const covers = ({ fromSeq, toSeq }: WriteAttempt, seq: number): boolean => fromSeq <= seq && seq <= toSeq;

function regress({ code }: LaneHistory, states: readonly CommittedChange[]): Violation[] {
  let newest = 0;
  return states.flatMap(({ version, token }) => {
    const isOlder = version < newest;
    newest = Math.max(newest, version);
    return isOlder ? [sayOf(code)('I5', `state ${token} came after a newer one`)] : [];
  });
}

/** The first time each appears they run 1, 2, 3 …; again only where the ledger says that it may be. */
function stepsOutOfOrder({ code, attempts }: LaneHistory, steps: readonly CommittedChange[]): Violation[] {
  const say = sayOf(code);
  let last = 0;
  return steps.flatMap(({ seq }) => {
    if (seq === last + 1) {
      last = seq;
      return [];
    }
    if (seq > last) return [say('I4', `step ${String(seq)} came before step ${String(last + 1)}`)];
    const isTold = attempts.some(
      (attempt) => attempt.stream === 'journal' && attempt.mayRepeat && covers(attempt, seq),
    );
    return isTold ? [] : [say('I3', `step ${String(seq)} is there twice, and nothing says why`)];
  });
}

/** The portal shows the newest change it took, once; its status is that of the newest change of either stream. */
function wrongEnd({ code, kind, changes, shown }: LaneHistory): Violation[] {
  const say = sayOf(code);
  const acked = changes.filter(({ state }) => state === 'acked');
  const state = acked.filter(({ stream }) => stream === 'state').at(-1);
  if (shown.length > 1) return [say('I3', `is there ${String(shown.length)} times`)];
  const [found] = shown;
  if (found?.token !== state?.token)
    return [say('I5', `shows ${found?.token ?? 'nothing'}, not ${state?.token ?? 'nothing'}`)];
  const status = acked.at(-1)?.status ?? null;
  const isRight = kind === 'S' || found?.status === status || stepsLag(changes);
  return isRight ? [] : [say('I5', `is in status ${String(found?.status)}, not ${String(status)}`)];
}

/** A rejected step stops the journal, and the newest step that was taken may have moved the status. */
const stepsLag = (changes: readonly CommittedChange[]): boolean =>
  changes.some(({ stream, state }) => stream === 'journal' && state === 'rejected');
