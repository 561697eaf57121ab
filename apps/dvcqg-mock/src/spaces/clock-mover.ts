import { RunningClock, VirtualClock, type Clock, type UpcomingEvent } from '@dvc/clock';
import type { ClockState } from '../records/space-record.js';
import { clockTrouble } from './clock-trouble.js';

/** The longest leap of virtual time. */
const LONGEST_MS = 366 * 86_400_000;
const ZONE = 'Asia/Ho_Chi_Minh';

/** Where to move virtual time: by so much (ms), to an instant, or to whatever comes next. */
export type Move = { readonly byMs: number } | { readonly to: Date } | { readonly toNextEvent: true };

export interface ClockView {
  readonly mode: string;
  readonly now: Date;
  readonly zone: string;
  readonly status: 'ready' | 'advancing';
  readonly isPaused: boolean;
  readonly next: readonly UpcomingEvent[];
}

export interface Advance {
  readonly from: Date;
  readonly target: Date;
  /** Resolves when the clock is there. */
  readonly done: Promise<void>;
}

const MOST_SHOWN = 20;

/** Moves, pauses and shows the clock of one space; where it stands is stored. */
export class ClockMover {
  constructor(
    private readonly clock: Clock,
    private state: ClockState,
    private readonly save: (state: ClockState) => Promise<void>,
  ) {}

  show(): ClockView {
    const { clock } = this;
    return {
      mode: clock.mode,
      now: clock.now(),
      zone: ZONE,
      status: this.isAdvancing ? 'advancing' : 'ready',
      isPaused: clock instanceof RunningClock && clock.isPaused,
      next: clock.upcoming().slice(0, MOST_SHOWN),
    };
  }

  get isAdvancing(): boolean {
    return this.clock instanceof VirtualClock && this.clock.isAdvancing;
  }

  /** The state as it would have to be stored now. */
  get current(): ClockState {
    return this.clock instanceof VirtualClock ? { mode: 'virtual', now: this.clock.now().toISOString() } : this.state;
  }

  /** @throws {SimProblem} 409 no virtual clock, or moving already; 422 backwards, or beyond a year and a day. */
  advance(move: Move): Advance {
    const { clock } = this;
    if (!(clock instanceof VirtualClock)) throw clockTrouble.notVirtual(clock.mode);
    if (clock.isAdvancing) throw clockTrouble.overlapping();
    const from = clock.now();
    const target = targetOf(move, clock);
    if (target < from) throw clockTrouble.backwards(from, target);
    if (target.getTime() - from.getTime() > LONGEST_MS) throw clockTrouble.tooFar();
    const done = clock.advanceTo(target).then(() => this.save({ mode: 'virtual', now: clock.now().toISOString() }));
    return { from, target, done };
  }

  async pause(): Promise<void> {
    const clock = this.running();
    const scale = this.state.mode === 'scaled' ? this.state.scale : 1;
    clock.setScale(0);
    await this.keep(clock, scale);
  }

  async resume(): Promise<void> {
    const clock = this.running();
    const scale = 'scale' in this.state ? this.state.scale : 1;
    if (clock.isPaused) clock.setScale(scale);
    await this.keep(clock, scale);
  }

  private async keep(clock: RunningClock, scale: number): Promise<void> {
    const { shown, wallMs } = clock.state;
    this.state = { mode: clock.mode, scale, shown: shown.toISOString(), wallMs, isPaused: clock.isPaused };
    await this.save(this.state);
  }

  private running(): RunningClock {
    if (this.clock instanceof RunningClock) return this.clock;
    throw clockTrouble.cannotPause();
  }
}

function targetOf(move: Move, clock: VirtualClock): Date {
  if ('to' in move) return move.to;
  if ('byMs' in move) return new Date(clock.now().getTime() + move.byMs);
  const next = clock.nextAt;
  if (!next) throw clockTrouble.nothingToCome();
  return next;
}
