import { AgendaClock } from './agenda-clock.js';

/** Why virtual time did not move. */
export class ClockMoveError extends Error {
  constructor(readonly reason: 'backwards' | 'overlapping') {
    super(reason === 'backwards' ? 'A clock does not go back.' : 'The clock is being moved already.');
  }
}

/** Time that stands still until somebody moves it. */
export class VirtualClock extends AgendaClock {
  readonly mode = 'virtual';
  private currentMs: number;
  private advancing = false;

  /** `untilQuiet` resolves when nobody works any more on what an event has started; the next event waits for it. */
  constructor(
    start: Date,
    private readonly untilQuiet: () => Promise<void> = () => Promise.resolve(),
  ) {
    super();
    this.currentMs = start.getTime();
  }

  now(): Date {
    return new Date(this.currentMs);
  }

  get isAdvancing(): boolean {
    return this.advancing;
  }

  /** The instant of the next event or sleeper; null when there is none. */
  get nextAt(): Date | null {
    const { first } = this.agenda;
    return first ? new Date(Math.max(first.atMs, this.currentMs)) : null;
  }

  /**
   * Moves to `target`. What is due until then, `target` included, runs on the way, each at its own instant;
   * what it adds runs too, if it is due.
   *
   * @throws {ClockMoveError} Backwards, or while it is moving.
   */
  async advanceTo(target: Date): Promise<void> {
    const targetMs = target.getTime();
    if (this.advancing) throw new ClockMoveError('overlapping');
    if (targetMs < this.currentMs) throw new ClockMoveError('backwards');
    this.advancing = true;
    try {
      await this.untilQuiet();
      for (let { first } = this.agenda; first && first.atMs <= targetMs; { first } = this.agenda) {
        this.agenda.remove(first);
        this.currentMs = Math.max(this.currentMs, first.atMs);
        await first.run();
        await letOthersBegin();
        await this.untilQuiet();
      }
      if (!this.isStopped) this.currentMs = targetMs;
    } finally {
      this.advancing = false;
    }
  }

  protected rearm(): void {
    // Nothing runs by itself.
  }
}

/** Who was woken gets to say that it is busy. */
async function letOthersBegin(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
