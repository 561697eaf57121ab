import { EVENT_RANKS, RunningClock, VirtualClock, type Clock } from '@dvc/clock';
import { Logger } from '@nestjs/common';
import type { Repositories, SpaceRecords } from '../records/portal-records.js';
import type { TimerRecord } from '../records/timer.repository.js';
import type { IdSource } from './id-source.js';
import type { OpenCalls } from './open-calls.js';

const AFTER_A_FAILURE_MS = 1_000;

/** What is to happen, before it has a number. */
export type NewTimer = Pick<TimerRecord, 'dueAt' | 'kind' | 'ref' | 'payload'> & { readonly rank?: number };

/**
 * Does what a timer of its kind is for, in the transaction that also takes the timer away. What it gives back is done
 * after the commit, and virtual time waits for it.
 */
export type TimerWork = (
  timer: TimerRecord,
  repositories: Repositories,
) => Promise<(() => Promise<void> | void) | null>;

interface Surroundings {
  readonly records: SpaceRecords;
  readonly clock: Clock;
  readonly calls: OpenCalls;
  readonly ids: IdSource;
  readonly workOf: (kind: string) => TimerWork | undefined;
  /** Stores where the clock stands, with what the timer did. */
  readonly keepClock: (repositories: Repositories) => Promise<void>;
}

/** What is still to happen in a space. It is stored: neither a restart nor a kill loses it, and it happens once. */
export class TimerBoard {
  private readonly log = new Logger(TimerBoard.name);
  private readonly wall = new RunningClock('real');
  private isStopped = false;

  constructor(private readonly space: Surroundings) {}

  async load(): Promise<void> {
    for (const timer of await this.space.records.direct.timers.list()) this.arm(timer);
  }

  /** Stores timers in a transaction; they count from its commit on. */
  async set(timers: readonly NewTimer[], repositories: Repositories): Promise<void> {
    const records: TimerRecord[] = [];
    for (const timer of timers) {
      const id = await this.space.ids.nextNumber('timer');
      records.push({ rank: EVENT_RANKS.portal, ...timer, id });
    }
    if (records.length === 0) return;
    await repositories.timers.add(records);
    repositories.afterCommit(() => {
      for (const record of records) this.arm(record);
    });
  }

  /** Nothing happens here any more; it is stored, for who opens the space next. */
  stop(): void {
    this.isStopped = true;
    this.wall.stop();
  }

  private arm(timer: TimerRecord): void {
    const { clock } = this.space;
    const { dueAt, rank, kind, ref } = timer;
    if (this.isStopped) return;
    // Where time stands still, what is due already would wait until somebody moves it.
    const isStanding = clock instanceof VirtualClock && !clock.isAdvancing;
    if (isStanding && dueAt <= clock.now()) void this.run(timer);
    else clock.at(dueAt, () => this.run(timer), { rank, kind, ref });
  }

  private async run(timer: TimerRecord): Promise<void> {
    const { records, calls, workOf, keepClock } = this.space;
    calls.enter();
    try {
      const goOn = await records.inTransaction(async (repositories) => {
        if (!(await repositories.timers.take(timer.id))) return null;
        const rest = (await workOf(timer.kind)?.(timer, repositories)) ?? null;
        await keepClock(repositories);
        return rest;
      });
      await goOn?.();
    } catch (failure) {
      this.log.error(`${timer.kind} ${timer.ref}: ${failure instanceof Error ? failure.message : String(failure)}`);
      this.runLater(timer);
    } finally {
      calls.leave();
    }
  }

  /** It is stored still: the database did not answer, or what was done was taken back. */
  private runLater(timer: TimerRecord): void {
    this.wall.sleep(AFTER_A_FAILURE_MS).then(
      () => this.run(timer),
      () => undefined,
    );
  }
}
