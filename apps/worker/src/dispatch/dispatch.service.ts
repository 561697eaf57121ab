import { Injectable, Logger } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { Seldom } from '@dvc/observability';
import { Store, type QueuedBatch } from '@dvc/persistence';
import { JobQueues, isJobName } from '@dvc/queue';
import { BatchSender } from '../batch/batch-sender.js';
import { CallSlots } from '../batch/call-slots.js';

/** Urgent, live, replay, backfill. */
const PRIORITIES = [1, 5, 10, 20];

/** Turns due lanes into batches. Any number of processes may do it at once: PostgreSQL deals the lanes out. */
@Injectable()
export class DispatchService {
  private readonly log = new Logger(DispatchService.name);
  private readonly seldom = new Seldom(5_000);
  /** While the queue is known to be gone, batches are sent from here; on the process's own clock (ms). */
  private queueGoneUntil = -Infinity;

  constructor(
    private readonly store: Store,
    private readonly queues: JobQueues,
    private readonly sender: BatchSender,
    private readonly slots: CallSlots,
    private readonly config: DispatchConfig,
  ) {}

  /** One look: what was lost is given up, what waits too long is put on the queue again, what is due is dealt. */
  async look(): Promise<void> {
    await this.store.inTransaction(({ batches }) => batches.giveUpLost());
    for (const batch of await this.store.direct.batches.listUnsent(this.config.DISPATCH_READD_MS))
      await this.add(batch);
    const gate = await this.store.direct.account.getGate();
    this.slots.see(gate);
    if (gate.mayProbe) await this.probe();
    if (gate.state === 'open') await this.deal();
  }

  /** A lone change makes a batch of one at once; under load batches fill by themselves. */
  private async deal(): Promise<void> {
    const { batches } = this.store.direct;
    let room = await batches.countRoom(this.config.DISPATCH_OPEN_BATCHES);
    while (room > 0) {
      const batch = await this.claim(this.config.DISPATCH_BATCH_SIZE);
      if (batch === null) return;
      await this.add(batch);
      room -= 1;
    }
  }

  /** The breaker's time is over: the winner sends one lane alone, by itself, and its answer decides. */
  private async probe(): Promise<void> {
    if (!(await this.store.direct.account.claimProbe(this.config.DISPATCH_LEASE_MS))) return;
    const batch = await this.claim(1);
    if (batch === null) await this.store.direct.account.dropProbe();
    else await this.sender.probe(batch.id);
  }

  private async claim(size: number): Promise<QueuedBatch | null> {
    return this.store.direct.batches.claim({
      size,
      steps: Math.min(size, this.config.DISPATCH_STEPS_PER_CALL),
      stepDossiers: this.config.DISPATCH_DOSSIERS_PER_STEP_CALL,
      leaseMs: this.config.DISPATCH_LEASE_MS,
      priorities: PRIORITIES,
    });
  }

  /**
   * A crash before this loses a job, not a change: the batch is added again, or its lease runs out and its lanes are
   * due again. Where the queue is gone, the batch is sent from here.
   */
  private async add(batch: QueuedBatch): Promise<void> {
    if (performance.now() < this.queueGoneUntil || !(await this.isQueued(batch))) await this.sender.send(batch.id);
  }

  private async isQueued({ id, job, priority }: QueuedBatch): Promise<boolean> {
    const { DISPATCH_LEASE_MS, DISPATCH_READD_MS } = this.config;
    try {
      if (!isJobName(job)) throw new Error(`No job is named ${job}`);
      await this.queues.add(job, { batchId: id }, { priority, withinMs: Math.min(2_000, DISPATCH_LEASE_MS / 4) });
      return true;
    } catch (error) {
      this.queueGoneUntil = performance.now() + DISPATCH_READD_MS;
      this.seldom.tell((keptBack) => {
        this.log.warn(`The queue takes no jobs, sending from here: ${String(error)} (and ${String(keptBack)} more)`);
      });
      return false;
    }
  }
}
