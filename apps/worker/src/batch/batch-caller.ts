import { Injectable } from '@nestjs/common';
import { PortalGateway, type PortalCall } from '@dvc/gateway';
import type { TakenBatch } from '@dvc/persistence';
import type { CallEnd } from './call-end.js';
import { CallLimits } from './call-limits.js';

/** A taken batch as one call to the portal. */
@Injectable()
export class BatchCaller {
  /** Other calls of this process obey an answer at once; the hold in the database comes a transaction later. */
  private quietUntil = 0;

  constructor(
    private readonly portal: PortalGateway,
    private readonly limits: CallLimits,
  ) {}

  /** The bytes that will leave, but for the session. */
  prepare({ op, items, isUpdating }: TakenBatch): PortalCall {
    const [first] = items;
    if (op === 'services') return this.portal.prepareServices(items, isUpdating);
    if (op === 'read' && first) return this.portal.prepareReading(first);
    throw new Error(`Nothing can be sent as ${op}`);
  }

  /** `takenAt` on the process's own clock: one that was frozen since the intent must not send on waking. */
  async call(batch: TakenBatch, call: PortalCall, token: string, takenAt: number): Promise<CallEnd> {
    const now = performance.now();
    if (now - takenAt > this.limits.sendByMs) return { kind: 'unsent', why: 'late' };
    if (now < this.quietUntil) return { kind: 'unsent', why: 'held' };
    const end = await this.exchange(batch, call, token);
    this.quietUntil = Math.max(this.quietUntil, performance.now() + holdOf(end));
    return end;
  }

  private async exchange({ op, items }: TakenBatch, call: PortalCall, token: string): Promise<SentEnd> {
    const [first] = items;
    if (op === 'read' && first) return { kind: 'read', ...(await this.portal.read(call, token, first.body)) };
    return { kind: 'written', ...(await this.portal.send(call, token)) };
  }
}

type SentEnd = Exclude<CallEnd, { kind: 'unsent' }>;

const holdOf = (end: SentEnd): number => (end.kind === 'read' ? end.holdMs : end.answer.holdMs);
