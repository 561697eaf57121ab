import { Injectable } from '@nestjs/common';
import { PortalGateway, type PortalCall } from '@dvc/gateway';
import type { TakenBatch } from '@dvc/persistence';
import type { CallEnd } from './call-end.js';
import { CallLimits } from './call-limits.js';

/** A taken batch as one call to the portal. */
@Injectable()
export class BatchCaller {
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
    if (performance.now() - takenAt > this.limits.sendByMs) return { kind: 'unsent' };
    const [first] = batch.items;
    if (batch.op === 'read' && first) return { kind: 'read', ...(await this.portal.read(call, token, first.body)) };
    return { kind: 'written', ...(await this.portal.send(call, token)) };
  }
}
