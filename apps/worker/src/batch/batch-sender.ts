import { Injectable } from '@nestjs/common';
import type { Session } from '@dvc/gateway';
import { BatchCaller } from './batch-caller.js';
import { BatchSettler, type BatchCounts } from './batch-settler.js';
import { wholeCallOf, type CallEnd } from './call-end.js';
import { CallSlots } from './call-slots.js';
import { IntentRecorder } from './intent-recorder.js';
import { PortalAccess } from './portal-access.js';

/** Sends one batch in one call, and writes down what happened, whatever happened. The only code that sends. */
@Injectable()
export class BatchSender {
  constructor(
    private readonly slots: CallSlots,
    private readonly access: PortalAccess,
    private readonly intents: IntentRecorder,
    private readonly caller: BatchCaller,
    private readonly settler: BatchSettler,
  ) {}

  /** Lanes per outcome; empty where nothing was sent. */
  async send(batchId: string): Promise<BatchCounts> {
    if (!(await this.slots.take())) return this.access.turnAway(batchId);
    try {
      return await this.sendIn(await this.access.enter(batchId), batchId);
    } finally {
      this.slots.free();
    }
  }

  /** As {@link send}, through a breaker that this process has been chosen to probe. */
  async probe(batchId: string): Promise<BatchCounts> {
    return this.sendIn(await this.access.logIn(batchId), batchId);
  }

  private async sendIn(session: Session | null, batchId: string): Promise<BatchCounts> {
    if (session === null) return {};
    const intent = await this.intents.record(batchId, session.epoch);
    if (intent === null) return {};
    const { batch, call, attempts, takenAt } = intent;
    const end = await this.caller.call(batch, call, session.token, takenAt);
    this.learn(end, takenAt);
    return this.settler.settle({ batch, attempts }, end, session.epoch);
  }

  private learn(end: CallEnd, leftAt: number): void {
    if (end.kind === 'unsent') return;
    const { verdict, holdMs } = wholeCallOf(end);
    this.slots.learn({ leftAt, outcome: verdict?.outcome ?? null, isBusy: holdMs > 0 });
  }
}
