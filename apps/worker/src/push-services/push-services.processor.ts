import { Handles, JobProcessor, type BatchPayload } from '@dvc/queue';
import { BatchSender } from '../batch/batch-sender.js';
import type { BatchCounts } from '../batch/batch-settler.js';

/** Tells the portal which online services the province offers: one job, one batch, one call. */
@Handles('push-services')
export class PushServicesProcessor extends JobProcessor<'push-services'> {
  constructor(private readonly sender: BatchSender) {
    super();
  }

  protected async run({ batchId }: BatchPayload): Promise<BatchCounts> {
    return this.sender.send(batchId);
  }
}
