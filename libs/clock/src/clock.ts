export type ClockMode = 'real' | 'scaled' | 'virtual';

/** Of what is due at one instant, lower ranks run first. */
export const EVENT_RANKS = { portal: 0, faults: 1, seeded: 2, sut: 3, checks: 4 } as const;

/** What an event is, for people. */
export interface EventNote {
  readonly rank: number;
  readonly kind: string;
  readonly ref: string;
}

export interface UpcomingEvent extends EventNote {
  readonly at: Date;
}

export type Cancel = () => void;

/** The time everything reads. How it moves differs: by itself, faster or slower, or only when told. */
export interface Clock {
  readonly mode: ClockMode;
  now(): Date;
  /** Wakes when this clock has gone on by `ms`. Rejects with `AbortError` when `signal` fires or the clock stops. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs something at an instant of this clock; calling the result takes it back. */
  at(instant: Date, run: () => Promise<void> | void, note?: Partial<EventNote>): Cancel;
  /** What is to come, in the order in which it will run; sleepers are not told. */
  upcoming(): readonly UpcomingEvent[];
  /** Nothing runs any more; who sleeps is woken with `AbortError`. */
  stop(): void;
}

/** What a broken sleep rejects with. */
export function abortError(): Error {
  return Object.assign(new Error('The clock was stopped or the wait was given up.'), { name: 'AbortError' });
}
