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
      readonly mode: 'scaled';
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
}
