import type { JsonObject } from '../portal-api/json.js';
import type { PushKind, PushMethod } from './push-kinds.js';

/** `waiting` for its time, `sending`, `done` (answered as often as asked), `given-up`. */
export type PushState = 'waiting' | 'sending' | 'done' | 'given-up';

/**
 * How one try ended. `failed`: no answer, or one that says nothing about the content (5xx, a redirect), so it is tried
 * again. `interrupted`: the mock stopped meanwhile; whether the province has it nobody knows.
 */
export type AttemptOutcome = EndedOutcome | 'interrupted';
export type EndedOutcome = 'accepted' | 'duplicate' | 'refused' | 'failed';

/** A call to be made, as it is put into the queue. */
export interface NewPush {
  readonly kind: PushKind;
  readonly method: PushMethod;
  readonly url: string;
  readonly body: JsonObject | null;
  /** Deliveries the province is to get; more than one stands for a portal that repeats itself. */
  readonly times: number;
  /** Between two deliveries (ms). */
  readonly gapMs: number;
  /** Not before (ms from now). */
  readonly delayMs: number;
  /** Tries in a row without an answer before it is given up. */
  readonly mostFailures: number;
  /** Wait after the first failure (ms); it doubles with each further one. */
  readonly backoffMs: number;
  /** Whole call (ms), on the real clock: the wire knows no other. */
  readonly timeoutMs: number;
}

/** What came back, or did not. */
export interface AttemptResult {
  readonly outcome: EndedOutcome;
  readonly httpStatus: number | null;
  readonly error: string | null;
  readonly reply: object | null;
  readonly replyBytes: number | null;
  readonly replySha256: string | null;
}

export const PUSH_DEFAULTS = {
  times: 1,
  gapMs: 0,
  delayMs: 0,
  mostFailures: 8,
  backoffMs: 30_000,
  timeoutMs: 10_000,
} as const;
