import { AgendaClock } from './agenda-clock.js';
import type { ClockMode } from './clock.js';

/** The longest wait a timer can hold; what is later is looked at again then. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Where a clock that runs by itself stands: `shown` at the wall instant `wallMs`, and how fast. */
export interface Running {
  readonly shown: Date;
  readonly wallMs: number;
  /** Clock seconds per wall second; 0 stands still. */
  readonly scale: number;
}

/** A clock that runs by itself: with the wall, or faster or slower, from any instant on. */
export class RunningClock extends AgendaClock {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly mode: Exclude<ClockMode, 'virtual'> = 'real',
    private running: Running = { shown: new Date(0), wallMs: 0, scale: 1 },
  ) {
    super();
  }

  now(): Date {
    const { shown, wallMs, scale } = this.running;
    return new Date(shown.getTime() + (Date.now() - wallMs) * scale);
  }

  get isPaused(): boolean {
    return this.running.scale === 0;
  }

  /** To go on from there in another process. */
  get state(): Running {
    return this.running;
  }

  /** Goes on from where it stands at another speed; 0 pauses it. */
  setScale(scale: number): void {
    this.running = { shown: this.now(), wallMs: Date.now(), scale };
    this.rearm();
  }

  protected rearm(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { first } = this.agenda;
    if (!first || this.running.scale === 0) return;
    const waitMs = (first.atMs - this.now().getTime()) / this.running.scale;
    this.timer = setTimeout(
      () => {
        this.runDue();
      },
      Math.min(Math.max(Math.ceil(waitMs), 0), LONGEST_TIMER_MS),
    );
  }

  private runDue(): void {
    const nowMs = this.now().getTime();
    for (let { first } = this.agenda; first && first.atMs <= nowMs; { first } = this.agenda) {
      this.agenda.remove(first);
      void first.run();
    }
    this.rearm();
  }
}
