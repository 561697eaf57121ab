import type { WireFields } from './dossier-record.js';

/** The space of every call that names none; it is always there. */
export const DEFAULT_SPACE = 'default';

/** A user name that opens a session in one space, and nowhere else. */
export interface Account {
  readonly username: string;
  readonly password: string;
}

/** Where a clock stood when it was last set, in a form that outlives the process. */
export type ClockState =
  | { readonly mode: 'real' }
  | { readonly mode: 'virtual'; readonly now: string }
  | {
      /** `real`: one that was paused, and lags behind the wall since. */
      readonly mode: 'real' | 'scaled';
      readonly scale: number;
      /** What the clock showed, and what the wall showed then (ms). */
      readonly shown: string;
      readonly wallMs: number;
      /** To go on with `scale` later. */
      readonly isPaused: boolean;
    };

/** What the portal does with a call it does not know: answers as the portal, or fails it loudly. */
export type Unmatched = 'answer' | 'fail';

/** What is known of a space besides its records. */
export interface SpaceRecord {
  readonly id: string;
  readonly seed: number;
  /** Session tokens are made from it; it never leaves the mock. */
  readonly secret: string;
  /** The seed was given, so that the secret, too, comes from it. */
  readonly isSeeded: boolean;
  readonly createdAt: Date;
  /** By the wall; null is never. */
  readonly expiresAt: Date | null;
  readonly clock: ClockState;
  readonly magic: boolean;
  readonly unmatched: Unmatched;
  readonly listener: 'shared' | 'own';
  /** Empty: the account of the mock's settings. */
  readonly accounts: readonly Account[];
  /** Set when its records are gone. */
  readonly lastStateHash: string | null;
  /** A reset goes back to it. */
  readonly startClock: ClockState;
  /** What was put into it by hand; a reset puts it there again. */
  readonly seedings: readonly WireFields[];
  /** Id of the first journal entry since the last restore: what was before is not its past. */
  readonly segmentFrom: number;
  /** Until when callers had been told to keep away when the segment began. */
  readonly retryUntil: Date | null;
}

/** What a snapshot keeps of a space beside its rows. */
export type SpaceOrigin = Pick<SpaceRecord, 'seed' | 'secret' | 'isSeeded' | 'clock' | 'magic' | 'unmatched'> & {
  readonly accounts: readonly Account[];
  readonly retryUntil: string | null;
};
