import { Injectable } from '@nestjs/common';
import type { PortalCall } from '@dvc/gateway';
import { Store, type TakenBatch } from '@dvc/persistence';
import { WorkerIdentity } from '../worker-identity.js';
import { BatchCaller } from './batch-caller.js';
import { CallLimits } from './call-limits.js';

/** A call about to leave: from here on it may have reached the portal. */
export interface Intent {
  readonly batch: TakenBatch;
  readonly call: PortalCall;
  /** Attempt by lane id. */
  readonly attempts: ReadonlyMap<string, string>;
  /** On the process's own monotonic clock (ms). */
  readonly takenAt: number;
}

/** Takes a batch and writes down what is about to be sent, both or neither. What cannot be recorded is not sent. */
@Injectable()
export class IntentRecorder {
  constructor(
    private readonly store: Store,
    private readonly caller: BatchCaller,
    private readonly limits: CallLimits,
    private readonly me: WorkerIdentity,
  ) {}

  /** `null`: sent before, given up, or nothing left in it. */
  async record(batchId: string, sessionEpoch: number): Promise<Intent | null> {
    const { leaseMs, quarantineMs } = this.limits;
    return this.store.inTransaction(async ({ sending }) => {
      const batch = await sending.take(batchId, this.me.id, leaseMs);
      if (batch === null) return null;
      const takenAt = performance.now();
      const call = this.caller.prepare(batch);
      const { request } = call;
      const attempts = await sending.recordIntent(batch, { request, sessionEpoch, worker: this.me.id, quarantineMs });
      return { batch, call, attempts, takenAt };
    });
  }
}
