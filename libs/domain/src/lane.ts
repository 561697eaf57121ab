/**
 * What became of one change in one call. Only IN_DOUBT leaves open what the portal has stored.
 *
 * OK acknowledged · FLIP known where we said new, or the reverse · NOT_SENT nothing left us · RATE told to wait ·
 * SESSION log in again · REJECT the item is wrong · CONFIG a code has no mapping · ACCOUNT the caller is refused ·
 * WHOLE the call was refused, not the item · CONFLICT cannot be right either way · EXPIRED the doubt ran out unproved.
 */
export const OUTCOMES = [
  'OK',
  'FLIP',
  'NOT_SENT',
  'RATE',
  'SESSION',
  'IN_DOUBT',
  'REJECT',
  'CONFIG',
  'ACCOUNT',
  'WHOLE',
  'CONFLICT',
  'EXPIRED',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The portal's word on one item: code, field and message as received, for people. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

/** What the lane looked like when the call left. */
export interface LaneInCall {
  readonly version: number;
  readonly isKnown: boolean;
  /** Version for which `isKnown` was corrected last. */
  readonly flippedVersion: number;
  /** Failures in a row that were nobody's fault. */
  readonly fails: number;
  /** Lanes it may share a call with, as halved by earlier trouble. */
  readonly batchCap: number;
}

/** Where the lane goes from here. */
export interface LaneMove {
  readonly verdict: Verdict;
  readonly change: 'acked' | 'rejected' | 'pending';
  readonly isKnown: boolean;
  readonly flippedVersion: number;
  /** The outcome stays open: nothing but reads may leave on the lane. */
  readonly isInDoubt: boolean;
  /** `soon`: due at once · `later`: after a back-off that grows with `fails` · `read`: when a read may tell · `never`: a person or new data must move it. */
  readonly next: 'soon' | 'later' | 'read' | 'never';
  readonly fails: number;
  /** Lanes it may share the next call with. */
  readonly batchCap: number;
}

export const FULL_BATCH = 50;

/** The rules of docs/engine.md §2. `size` is the number of items that travelled in the call. */
export function moveAfter(verdict: Verdict, lane: LaneInCall, size: number): LaneMove {
  const { isKnown, flippedVersion, fails, batchCap } = lane;
  const stay = { verdict, change: 'pending', isKnown, flippedVersion, isInDoubt: false, batchCap } as const;
  switch (verdict.outcome) {
    case 'OK':
      return { ...stay, change: 'acked', isKnown: true, next: 'soon', fails: 0, batchCap: FULL_BATCH };
    case 'FLIP':
      return flippedVersion === lane.version
        ? moveAfter({ ...verdict, outcome: 'CONFLICT' }, lane, size)
        : { ...stay, isKnown: !isKnown, flippedVersion: lane.version, next: 'soon', fails };
    case 'REJECT':
    case 'CONFIG':
    case 'CONFLICT':
      return { ...stay, change: 'rejected', next: 'never', fails: 0, batchCap: FULL_BATCH };
    case 'WHOLE':
      return size === 1
        ? moveAfter({ ...verdict, outcome: 'REJECT' }, lane, size)
        : { ...stay, next: 'soon', fails, batchCap: halfOf(size) };
    case 'IN_DOUBT':
      return { ...stay, isInDoubt: true, next: 'read', fails: fails + 1, batchCap: halfOf(size) };
    case 'NOT_SENT':
    case 'EXPIRED':
      return { ...stay, next: 'later', fails: fails + 1 };
    case 'RATE':
    case 'SESSION':
    case 'ACCOUNT':
      return { ...stay, next: 'soon', fails }; // the gate says when
  }
}

const halfOf = (size: number): number => Math.max(1, Math.floor(size / 2));

/** Waits before the reads that may resolve a doubt (ms): +1, +3, +10, +30, then every 60 s. */
const READ_WAITS_MS = [1_000, 3_000, 10_000, 30_000];
const READ_WAIT_MAX_MS = 60_000;

/** Wait before the next read after `reads` of them, scaled for places where everything is faster (1 in production). */
export function readWaitMs(reads: number, scale = 1): number {
  return Math.round((READ_WAITS_MS[reads] ?? READ_WAIT_MAX_MS) * scale);
}

/** Full jitter: anywhere between zero and the doubled wait. `chance` is 0…1. */
export function backOffMs(
  fails: number,
  chance: number,
  { firstMs, maxMs }: { firstMs: number; maxMs: number },
): number {
  const top = Math.min(maxMs, firstMs * 2 ** Math.min(fails, 30));
  return Math.round(chance * top);
}
