import type { CommittedChange, LaneHistory, Violation, WriteAttempt } from './history.js';

/** I1, I4, I8: every change has one end, with its reason; numbers have no gap; what was acknowledged, in order. */
export function checkChanges(lane: LaneHistory): Violation[] {
  const { changes } = lane;
  const say = sayOf(lane.code);
  return [
    ...changes.flatMap(({ version }, place) =>
      version === place + 1 ? [] : [say('I1', `no version ${String(place + 1)}`)],
    ),
    ...(['state', 'journal'] as const).flatMap((stream) => {
      const own = changes.filter((change) => change.stream === stream);
      return [...gapsIn(own, say), ...ackedOutOfOrder(own, say)];
    }),
    ...changes.flatMap((change) => endOf(change, lane, say)),
    ...(lane.isAtRest ? [] : [say('I8', 'is not at rest')]),
    ...unlikeBusiness(lane, say),
  ];
}

/** I6, I14: nobody writes what became of a call that was taken from him, and no call leaves while one is open. */
export function checkAttempts({ code, attempts, arrivals, changes, ledgerAcks }: LaneHistory): Violation[] {
  const say = sayOf(code);
  const stale = attempts.filter(({ results }) => {
    const taken = results.findIndex(({ source }) => source === 'takeover');
    return taken >= 0 && results.slice(taken + 1).some(({ source }) => source === 'reply');
  });
  const early = attempts.filter((attempt, place) => {
    const before = attempts[place - 1];
    return before !== undefined && attempt.intentAt < (closedAt(before) ?? Infinity);
  });
  const acked = new Set(changes.flatMap(({ state, settledBy }) => (state === 'acked' ? [settledBy] : [])));
  const told = new Set(ledgerAcks);
  return [
    ...stale.map(({ id }) => say('I6', `attempt ${String(id)} has an answer of one who was replaced`)),
    ...early.map(({ id }) => say('I6', `attempt ${String(id)} left while another was open`)),
    ...(arrivals > attempts.length
      ? [say('I6', `${String(arrivals)} calls arrived of ${String(attempts.length)} that were written down`)]
      : []),
    ...(ledgerAcks.length === told.size && told.size === acked.size && ledgerAcks.every((id) => acked.has(id))
      ? []
      : [
          say(
            'I14',
            `the ledger tells ${String(ledgerAcks.length)} acknowledgements, the outbox ${String(acked.size)}`,
          ),
        ]),
  ];
}

type Say = (invariant: Violation['invariant'], what: string) => Violation;

export const sayOf =
  (lane: string): Say =>
  (invariant, what) => ({ invariant, lane, what });

/** When its outcome was known; `null` while it is not. */
function closedAt({ results }: WriteAttempt): number | null {
  return results.find(({ outcome }) => outcome !== 'IN_DOUBT')?.at ?? null;
}

function gapsIn(own: readonly CommittedChange[], say: Say): Violation[] {
  return own.flatMap(({ stream, seq }, place) =>
    seq === place + 1 ? [] : [say('I1', `no ${stream} ${String(place + 1)}`)],
  );
}

function ackedOutOfOrder(own: readonly CommittedChange[], say: Say): Violation[] {
  const acked = own.filter(({ state }) => state === 'acked');
  return acked.flatMap(({ seq, settledBy, stream }, place) =>
    (acked[place - 1]?.settledBy ?? 0) > (settledBy ?? 0)
      ? [say('I4', `${stream} ${String(seq)} was acknowledged before the one below it`)]
      : [],
  );
}

function endOf(change: CommittedChange, { changes, effects, attempts, code }: LaneHistory, say: Say): Violation[] {
  const { version, stream, state, hash, supersededBy, settledBy } = change;
  const name = `version ${String(version)}`;
  switch (state) {
    case 'acked': {
      const ack = attempts.find(({ id }) => id === settledBy)?.results.find(({ outcome }) => outcome === 'OK');
      if (ack === undefined) return [say('I1', `${name} is acknowledged by nothing`)];
      const isThere = effects.some((effect) => effect.hash === hash && effect.at <= ack.at + CLOCKS_APART_MS);
      return isThere ? [] : [say('I1', `${name} is acknowledged, and the portal had not stored it`)];
    }
    case 'superseded': {
      const newer = changes.find((other) => other.version === supersededBy);
      const isBetter = newer !== undefined && newer.version > version && newer.state === 'acked';
      return isBetter && stream === 'state' ? [] : [say('I1', `${name} of ${code} is superseded by nothing newer`)];
    }
    case 'rejected':
      return attempts.some(({ id }) => id === settledBy) ? [] : [say('I1', `${name} is rejected without a reason`)];
    case 'pending': {
      const isBehind = changes.some(
        (other) => other.stream === stream && other.state === 'rejected' && other.version < version,
      );
      return stream === 'journal' && isBehind ? [] : [say('I1', `${name} was never sent`)];
    }
    case 'skipped':
      return [say('I1', `${name} was skipped, and nobody was there to do so`)];
  }
}

/** Two clocks of one machine, read by two processes, in whole milliseconds. */
export const CLOCKS_APART_MS = 2;

/** I2: what the outbox tells is what the province did, step by step. */
function unlikeBusiness({ kind, business, changes }: LaneHistory, say: Say): Violation[] {
  const newest = changes.filter(({ stream }) => stream === 'state').at(-1);
  const steps = changes.filter(({ stream }) => stream === 'journal').map(({ token }) => token);
  return [
    ...(newest?.token === business.token
      ? []
      : [say('I1', `stands at ${business.token}, the outbox at ${newest?.token ?? 'nothing'}`)]),
    ...(kind === 'S' || steps.join(' ') === business.steps.join(' ')
      ? []
      : [say('I1', 'has other steps than the outbox')]),
  ];
}
