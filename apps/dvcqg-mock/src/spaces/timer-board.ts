import { EVENT_RANKS, type Cancel, type Clock } from '@dvc/clock';
import { Logger } from '@nestjs/common';
import type { Repositories, SpaceRecords } from '../records/portal-records.js';
import type { TimerRecord } from '../records/timer.repository.js';
import type { IdSource } from './id-source.js';
import type { OpenCalls } from './open-calls.js';

/** What is to happen, before it has a number. */
export type NewTimer = Pick<TimerRecord, 'dueAt' | 'kind' | 'ref' | 'payload'> & { readonly rank?: number };

/**
 * Does what a timer of its kind is for, in the transaction that also takes the timer away. What it gives back is called
 * after the commit.
 */
export type TimerWork = (timer: TimerRecord, repositories: Repositories) => Promise<(() => void) | null>;

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
  private readonly armed = new Map<number, Cancel>();

  constructor(private readonly space: Surroundings) {}

  async load(): Promise<void> {
    for (const timer of await this.space.records.direct.timers.list()) this.arm(timer);
  }

  /** Stores and arms a timer. */
  async set(timer: NewTimer): Promise<void> {
    this.arm(await this.store(timer, this.space.records.direct));
  }

  /** Stores a timer in a transaction; {@link arm} it when that has been committed. */
  async store(timer: NewTimer, { timers }: Repositories): Promise<TimerRecord> {
    const id = await this.space.ids.nextNumber('timer');
    const record = { rank: EVENT_RANKS.portal, ...timer, id };
    await timers.add(record);
    return record;
  }

  arm(timer: TimerRecord): void {
    const { id, dueAt, rank, kind, ref } = timer;
    this.armed.set(
      id,
      this.space.clock.at(dueAt, () => this.run(timer), { rank, kind, ref }),
    );
  }

  private async run(timer: TimerRecord): Promise<void> {
    const { records, calls, workOf, keepClock } = this.space;
    this.armed.delete(timer.id);
    calls.enter();
    try {
      const goOn = await records.inTransaction(async (repositories) => {
        if (!(await repositories.timers.take(timer.id))) return null;
        const rest = (await workOf(timer.kind)?.(timer, repositories)) ?? null;
        await keepClock(repositories);
        return rest;
      });
      goOn?.();
    } catch (failure) {
      this.log.error(`${timer.kind} ${timer.ref}: ${failure instanceof Error ? failure.message : String(failure)}`);
    } finally {
      calls.leave();
    }
  }
}
