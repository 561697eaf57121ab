import { chanceFrom } from '../chance.js';
import type { CommittedChange, History, LaneHistory, PortalEffect, WriteAttempt } from './history.js';

const LANES = 3;
const CALL_MS = 10;

/** A history in which every promise is kept, as long as the seed has it: lost answers, takeovers, superseded states. */
export function keptHistory(seed: number): History {
  const chance = chanceFrom(seed);
  const lanes = Array.from({ length: LANES }, (_, n) => keptLane(n, chance));
  const published = { published: 2, waiting: 1 };
  return {
    transactions: [
      ...lanes.map(({ code, changes }) => {
        return { id: code, tokens: changes.map(({ token }) => token), end: 'committed' as const };
      }),
      { id: 'back', tokens: ['back.1'], end: 'rolled back' },
      { id: 'gone', tokens: ['gone.1'], end: 'unknown' },
    ],
    lanes,
    samples: [{ total: 3, buckets: published }],
    recount: { total: 3, published: 2 },
    logins: { made: 2, epochs: 1, mayBeLost: 1 },
    brokenLedgers: [],
    quarantineMs: 1_000,
  };
}

/** A dossier whose changes are told in calls of one, one after the other; some states are overtaken before they leave. */
function keptLane(n: number, chance: () => number): LaneHistory {
  const code = `H60.15-260105-000${String(n + 1)}`;
  const changes: CommittedChange[] = [];
  const attempts: WriteAttempt[] = [];
  const effects: PortalEffect[] = [];
  const count = 8 + Math.floor(chance() * 12);
  const seqs = { state: 0, journal: 0 };
  for (let place = 0; place < count; place += 1) {
    const stream = place % 2 === 0 ? 'state' : 'journal';
    seqs[stream] += 1;
    const token = `${String(n)}.${String(place + 1)}`;
    const isOvertaken = place > 0 && stream === 'state' && place + 2 < count && chance() < 0.3;
    const id = 100 * (n + 1) + place;
    const at = 1_000 * (place + 1);
    changes.push({
      ...{ version: place + 1, stream, seq: seqs[stream], token, hash: `h${token}`, status: 4, committedAt: at },
      state: isOvertaken ? 'superseded' : 'acked',
      supersededBy: isOvertaken ? 0 : null,
      settledBy: isOvertaken ? null : id,
    });
    if (isOvertaken) continue;
    const results = resultsAt(at + 2 * CALL_MS, chance());
    attempts.push({
      id,
      stream,
      fromSeq: seqs[stream],
      toSeq: seqs[stream],
      intentAt: at + 1,
      results,
      mayRepeat: false,
    });
    effects.push({ stream, token, hash: `h${token}`, at: at + CALL_MS });
  }
  return laneOf(code, { changes: changes.map(overtakenBy), attempts, effects });
}

/** An answer; or none, and a read that finds it. */
function resultsAt(at: number, draw: number): WriteAttempt['results'] {
  if (draw < 0.6) return [{ outcome: 'OK', source: 'reply', at }];
  const doubt = { outcome: 'IN_DOUBT', source: draw < 0.8 ? 'reply' : 'takeover', at } as const;
  return [doubt, { outcome: 'OK', source: 'read', at: at + CALL_MS }];
}

function overtakenBy(change: CommittedChange, _: number, all: readonly CommittedChange[]): CommittedChange {
  if (change.state !== 'superseded') return change;
  const newer = all.find(
    ({ version, stream, state }) => version > change.version && stream === 'state' && state === 'acked',
  );
  return newer === undefined ? { ...change, state: 'acked' } : { ...change, supersededBy: newer.version };
}

function laneOf(
  code: string,
  { changes, attempts, effects }: Pick<LaneHistory, 'changes' | 'attempts' | 'effects'>,
): LaneHistory {
  const tokens = (stream: string): string[] =>
    changes.filter((each) => each.stream === stream).map(({ token }) => token);
  return {
    ...{ kind: 'D', code, changes, attempts, effects, arrivals: attempts.length, isAtRest: true },
    business: { token: tokens('state').at(-1) ?? '', steps: tokens('journal') },
    shown: [{ token: effects.filter(({ stream }) => stream === 'state').at(-1)?.token ?? '', status: 4 }],
    ledgerAcks: changes.flatMap(({ settledBy }) => settledBy ?? []),
  };
}
