import { Handles, JobProcessor, type BatchPayload } from '@dvc/queue';
import { BatchSender } from '../batch/batch-sender.js';
import type { BatchCounts } from '../batch/batch-settler.js';

/** Tells the portal what has become of dossiers: one job, one batch, one call. */
@Handles('push-dossiers')
export class PushDossiersProcessor extends JobProcessor<'push-dossiers'> {
  constructor(private readonly sender: BatchSender) {
    super();
  }

  protected async run({ batchId }: BatchPayload): Promise<BatchCounts> {
    return this.sender.send(batchId);
  }
}
