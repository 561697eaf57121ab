import { RunningClock } from '@dvc/clock';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { payWhatIsDue } from '../payment/payer.js';
import { PortalRecords } from '../records/portal-records.js';
import type { PushEntity } from '../records/push.entity.js';
import { SimProblem } from '../spaces/sim-problem.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import { progressAfter } from './push-schedule.js';
import { PushSender } from './push-sender.js';

/** Calls under way at once. */
const MOST_AT_ONCE = 8;
/** Between two looks, by the wall; what was just put in does not wait for it. */
const LOOK_EVERY_MS = 100;
const AFTER_A_FAILURE_MS = 1_000;

/**
 * Does what the portal owes by itself in every space: payers that pay unasked, calls to provinces that are due by the
 * space's clock. The queue is in the database, and a try is written down before it leaves: after a stop at any point
 * every push is still there, at worst it goes out a second time.
 */
@Injectable()
export class PushRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(PushRunner.name);
  private readonly wall = new RunningClock('real');
  private readonly stopping = new AbortController();
  private readonly underWay = new Set<Promise<void>>();
  private resting: AbortController | null = null;
  private isAwaited = false;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly records: PortalRecords,
    private readonly spaces: SpaceRegistry,
    private readonly sender: PushSender,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.records.recoverPushes();
    this.looking = this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.looking;
    await Promise.allSettled(this.underWay);
  }

  /** Something may be due now. */
  wake(): void {
    this.isAwaited = true;
    this.resting?.abort();
  }

  private async look(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.isAwaited = false;
      try {
        for (const id of await this.records.listSpacesWithWork()) await this.visit(id);
        await this.rest(LOOK_EVERY_MS);
      } catch (failure) {
        this.complain(failure);
        await this.rest(AFTER_A_FAILURE_MS);
      }
    }
  }

  /** A space that is over keeps what it owes, and pays nothing. */
  private async visit(id: string): Promise<void> {
    try {
      const space = await this.spaces.find(id);
      await payWhatIsDue(space);
      const room = MOST_AT_ONCE - this.underWay.size;
      const due = room > 0 ? await claimDue(space, room) : [];
      for (const push of due) this.start(space, push);
    } catch (failure) {
      if (!(failure instanceof SimProblem)) throw failure;
    }
  }

  private start(space: Space, push: PushEntity): void {
    const work: Promise<void> = this.deliver(space, push)
      .catch((failure: unknown) => {
        this.complain(failure);
      })
      .finally(() => {
        this.underWay.delete(work);
        this.wake();
      });
    this.underWay.add(work);
  }

  private async deliver(space: Space, push: PushEntity): Promise<void> {
    const { signal } = this.stopping;
    const result = await this.sender.send(push, signal);
    const now = space.clock.now();
    const progress = progressAfter(push, result.outcome, now);
    for (;;) {
      try {
        await space.records.inTransaction(({ pushes }) => pushes.complete(push, result, progress, now));
        return;
      } catch (failure) {
        // While the mock runs nobody else would ever take it again; after a start it is due by itself.
        if (signal.aborted) throw failure;
        this.complain(failure);
        await this.wall.sleep(AFTER_A_FAILURE_MS, signal).catch(() => undefined);
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    if (this.isAwaited) return;
    this.resting = new AbortController();
    await this.wall.sleep(ms, this.resting.signal).catch(() => undefined);
    this.resting = null;
  }

  private complain(failure: unknown): void {
    this.log.error(failure instanceof Error ? failure.message : String(failure));
  }
}

async function claimDue(space: Space, limit: number): Promise<PushEntity[]> {
  return space.records.inTransaction(({ pushes }) => pushes.claimDue(space.clock.now(), limit));
}
