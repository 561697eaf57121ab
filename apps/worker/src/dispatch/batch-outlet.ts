import { Injectable, Logger } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { Seldom } from '@dvc/observability';
import type { QueuedBatch } from '@dvc/persistence';
import { JobQueues, isJobName } from '@dvc/queue';
import { BatchSender } from '../batch/batch-sender.js';

/** Where a batch goes that has been dealt: on the queue, or, while there is none, straight to the portal. */
@Injectable()
export class BatchOutlet {
  private readonly log = new Logger(BatchOutlet.name);
  private readonly seldom = new Seldom(5_000);
  /** While the queue is known to be gone, batches are sent from here; on the process's own clock (ms). */
  private queueGoneUntil = -Infinity;

  constructor(
    private readonly queues: JobQueues,
    private readonly sender: BatchSender,
    private readonly config: DispatchConfig,
  ) {}

  /**
   * A crash before this loses a job, not a change: the batch is added again, or its lease runs out and its lanes are
   * due again. Where the queue is gone, the batch is sent from here.
   */
  async add(batch: QueuedBatch): Promise<void> {
    if (performance.now() < this.queueGoneUntil || !(await this.isQueued(batch))) await this.sender.send(batch.id);
  }

  /** Sent from here, through an open breaker. */
  async probe({ id }: QueuedBatch): Promise<void> {
    await this.sender.probe(id);
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
