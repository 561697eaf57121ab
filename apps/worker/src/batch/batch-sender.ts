import { Injectable } from '@nestjs/common';
import type { Session } from '@dvc/gateway';
import { BatchCaller } from './batch-caller.js';
import { BatchSettler, type BatchCounts } from './batch-settler.js';
import { IntentRecorder } from './intent-recorder.js';
import { PortalAccess } from './portal-access.js';

/** Sends one batch in one call, and writes down what happened, whatever happened. The only code that sends. */
@Injectable()
export class BatchSender {
  constructor(
    private readonly access: PortalAccess,
    private readonly intents: IntentRecorder,
    private readonly caller: BatchCaller,
    private readonly settler: BatchSettler,
  ) {}

  /** Lanes per outcome; empty where nothing was sent. */
  async send(batchId: string): Promise<BatchCounts> {
    const counts = await this.access.within(batchId, (session) => this.sendIn(session, batchId));
    return counts ?? {};
  }

  /** As {@link send}, through a breaker that this process has been chosen to probe. */
  async probe(batchId: string): Promise<BatchCounts> {
    const session = await this.access.logIn(batchId);
    return session === null ? {} : this.sendIn(session, batchId);
  }

  private async sendIn(session: Session, batchId: string): Promise<BatchCounts> {
    const intent = await this.intents.record(batchId, session.epoch);
    if (intent === null) return {};
    const { batch, call, attempts, takenAt } = intent;
    const end = await this.caller.call(batch, call, session.token, takenAt);
    return this.settler.settle({ batch, attempts }, end, session.epoch);
  }
}
