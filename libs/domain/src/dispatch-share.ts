/** What a lane's work is worth: somebody waits for it, it is today's, it is sent anew, it is old. */
export const PRIORITY = { urgent: 1, live: 5, replay: 10, backfill: 20 } as const;

/** What one round of dealing serves first. */
export interface DispatchShare {
  /** Where `isOldestFirst` is not set, from first to last. */
  readonly priorities: readonly number[];
  /** The lane that has been due the longest, whatever its priority. */
  readonly isOldestFirst: boolean;
}

const { urgent, live, replay, backfill } = PRIORITY;
const LIVE: DispatchShare = { priorities: [urgent, live, replay, backfill], isOldestFirst: false };
const BACKLOG: DispatchShare = { priorities: [replay, backfill, urgent, live], isOldestFirst: false };
const OLDEST: DispatchShare = { priorities: [urgent, live, replay, backfill], isOldestFirst: true };
const TEN_ROUNDS = [LIVE, LIVE, OLDEST, LIVE, LIVE, BACKLOG, LIVE, LIVE, OLDEST, LIVE] as const;

/** Of ten rounds seven are for live work, two for what is oldest, one for the backlog; what one does not need, others get. */
export const shareOf = (round: number): DispatchShare => TEN_ROUNDS[round % TEN_ROUNDS.length] ?? LIVE;

/** By what made a change: `change`, `replay:<id>`, `finding:<id>`, `backfill:<id>` … */
export function priorityOf(cause: string): number {
  if (cause.startsWith('backfill:')) return backfill;
  return cause.startsWith('replay:') || cause.startsWith('finding:') ? replay : live;
}
