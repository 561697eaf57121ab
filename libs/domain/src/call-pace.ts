import type { Outcome } from './lane.js';

/** How many calls one process may have under way. Times are ms on the process's own clock. */
export interface CallPace {
  readonly allowed: number;
  /** Since an outage it has doubled with each step, else it grows by one. */
  readonly isRamping: boolean;
  /** The last step up, or the last thing that was not clean. */
  readonly steadySince: number;
  /** Calls that left before were part of what slowed us down already. */
  readonly slowedAt: number;
  /** Calls in a row with no known end. */
  readonly doubts: number;
}

/** How a call ended; `outcome` null: its items were answered one by one. */
export interface PacedCall {
  readonly leftAt: number;
  readonly outcome: Outcome | null;
  /** The portal asked for quiet. */
  readonly isBusy: boolean;
}

/** A step up takes so many clean ms, and there are never more calls than the account has. */
export interface PaceLimits {
  readonly stepMs: number;
  readonly callCap: number;
}

const AT_FIRST = 2;
const AFTER_OUTAGE = 1;
/** So many calls in a row in doubt are a burst. */
const BURST = 3;

export function firstPace(now: number): CallPace {
  return { allowed: AT_FIRST, isRamping: false, steadySince: now, slowedAt: -Infinity, doubts: 0 };
}

/** While the breaker is open, and from there on step by step. */
export function paceInOutage(now: number): CallPace {
  return { allowed: AFTER_OUTAGE, isRamping: true, steadySince: now, slowedAt: now, doubts: 0 };
}

/** More after a clean while, half at once where the portal is busy or falls silent. Only answers make it grow. */
export function paceAfter(pace: CallPace, call: PacedCall, now: number, limits: PaceLimits): CallPace {
  const isSilent = call.outcome === 'IN_DOUBT';
  const doubts = isSilent ? pace.doubts + 1 : 0;
  const isTooMuch = call.isBusy || call.outcome === 'RATE' || doubts >= BURST;
  if (isTooMuch && call.leftAt >= pace.slowedAt) return halved(pace, now);
  if (isSilent || isTooMuch || call.outcome === 'NOT_SENT') return { ...pace, doubts, steadySince: now };
  const { allowed, isRamping, steadySince } = pace;
  if (now - steadySince < limits.stepMs) return { ...pace, doubts };
  const next = Math.max(1, Math.min(limits.callCap, isRamping ? allowed * 2 : allowed + 1));
  return { ...pace, doubts, allowed: next, isRamping: isRamping && next < limits.callCap, steadySince: now };
}

function halved({ allowed }: CallPace, now: number): CallPace {
  const half = Math.max(1, Math.floor(allowed / 2));
  return { allowed: half, isRamping: false, steadySince: now, slowedAt: now, doubts: 0 };
}
