import type { EndedOutcome } from './push-record.js';

const LONGEST_WAIT_MS = 3_600_000;

interface Standing {
  readonly times: number;
  readonly delivered: number;
  readonly failures: number;
  readonly gapMs: number;
  readonly mostFailures: number;
  readonly backoffMs: number;
}

export interface Progress {
  readonly state: 'waiting' | 'done' | 'given-up';
  readonly delivered: number;
  readonly failures: number;
  readonly nextAt: Date;
}

/** How a push goes on after a try: the next delivery, the next try, or the end. */
export function progressAfter(push: Standing, outcome: EndedOutcome, now: Date): Progress {
  const { times, delivered, failures, gapMs, mostFailures, backoffMs } = push;
  if (outcome === 'failed') {
    const waitMs = Math.min(backoffMs * 2 ** Math.min(failures, 30), LONGEST_WAIT_MS);
    const state = failures + 1 >= mostFailures ? 'given-up' : 'waiting';
    return { state, delivered, failures: failures + 1, nextAt: new Date(now.getTime() + waitMs) };
  }
  const isDone = delivered + 1 >= times;
  const nextAt = new Date(now.getTime() + gapMs);
  return { state: isDone ? 'done' : 'waiting', delivered: delivered + 1, failures: 0, nextAt };
}
