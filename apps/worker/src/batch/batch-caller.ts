import { Injectable } from '@nestjs/common';
import { PortalGateway, type PortalCall } from '@dvc/gateway';
import type { TakenBatch } from '@dvc/persistence';
import { wholeCallOf, type CallEnd, type SentEnd } from './call-end.js';
import { DOSSIER_CALLS } from '../push-dossiers/dossier-calls.js';
import { SERVICE_CALLS } from '../push-services/service-calls.js';
import { CallLimits } from './call-limits.js';
import { CallSlots } from './call-slots.js';
import { onlyItem, type PushCalls } from './push-calls.js';

/** A taken batch as one call to the portal. */
@Injectable()
export class BatchCaller {
  /** Other calls of this process obey an answer at once; the hold in the database comes a transaction later. */
  private quietUntil = 0;

  constructor(
    private readonly portal: PortalGateway,
    private readonly limits: CallLimits,
    private readonly slots: CallSlots,
  ) {}

  /** The bytes that will leave, but for the session. */
  prepare(batch: TakenBatch): PortalCall {
    return callsOf(batch).prepare(this.portal, batch);
  }

  /** `takenAt` on the process's own clock: one that was frozen since the intent must not send on waking. */
  async call(batch: TakenBatch, call: PortalCall, token: string, takenAt: number): Promise<CallEnd> {
    const now = performance.now();
    if (now - takenAt > this.limits.sendByMs) return { kind: 'unsent', why: 'late' };
    if (now < this.quietUntil) return { kind: 'unsent', why: 'held' };
    const end = await this.exchange(batch, call, token);
    const { verdict, holdMs } = wholeCallOf(end);
    this.quietUntil = Math.max(this.quietUntil, performance.now() + holdMs);
    this.slots.learn({ leftAt: now, outcome: verdict?.outcome ?? null, isBusy: holdMs > 0 });
    return end;
  }

  private async exchange(batch: TakenBatch, call: PortalCall, token: string): Promise<SentEnd> {
    if (batch.op !== 'read') return { kind: 'written', ...(await this.portal.send(call, token)) };
    return { kind: 'read', ...(await callsOf(batch).read(this.portal, call, token, onlyItem(batch))) };
  }
}

/** By job. */
const CALLS: Readonly<Record<string, PushCalls>> = {
  'push-services': SERVICE_CALLS,
  'push-dossiers': DOSSIER_CALLS,
};

function callsOf({ job }: TakenBatch): PushCalls {
  const calls = CALLS[job];
  if (!calls) throw new Error(`Nothing is known to be sent for ${job}`);
  return calls;
}
