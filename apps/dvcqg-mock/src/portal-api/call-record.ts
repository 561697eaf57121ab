import type { Delivery } from '../faults/delivery.js';
import { effectOf } from '../faults/effects/effect-table.js';
import type { Fault } from '../faults/fault.js';
import { joinKeys } from '../faults/keyed-draw.js';
import type { DrawNote, FaultNote, JournalEntry } from '../journal/journal-entry.js';
import type { Json } from './json.js';
import type { PortalAnswer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';

/** Gathers, while a call goes its way, what the journal will say of it. */
export class CallRecord {
  retryUntil: Date | null = null;
  private readonly notes: { readonly faults: FaultNote[]; readonly draws: DrawNote[] } = { faults: [], draws: [] };

  constructor(
    private readonly call: PortalCall,
    private readonly redactedBody: Json,
    private readonly isInsideRetryAfter: boolean,
  ) {}

  note(acting: Fault | null, draws: readonly DrawNote[], now: Date): void {
    this.notes.draws.push(...draws);
    if (!acting) return;
    this.notes.faults.push({ id: acting.id, phase: acting.phase, effect: acting.effect.type });
    this.retryUntil = effectOf(acting.effect).retryUntil?.(acting.effect, now) ?? this.retryUntil;
  }

  /** The magic values that acted, for the caller to see; null when none has. */
  get magic(): string | null {
    const ids = this.notes.faults.flatMap(({ id }) => (id.startsWith('magic-') ? [id] : []));
    return ids.length > 0 ? ids.join(', ') : null;
  }

  toEntry(answer: PortalAnswer | null, delivery: Delivery): JournalEntry {
    const { call } = this;
    const isReply = delivery.kind === 'reply';
    return {
      at: call.at,
      service: call.service,
      madonvi: call.madonvi,
      isUpdating: call.isUpdating,
      keys: call.keys,
      drawKey: joinKeys(call.keys),
      requestSha256: call.requestSha256,
      requestBytes: call.bytes.length,
      requestBody: this.redactedBody,
      outcomeCode: answer?.code ?? null,
      errorCode: isReply ? delivery.errorCode : null,
      httpStatus: isReply ? delivery.status : null,
      items: answer?.items ?? [],
      warnings: answer?.warnings ?? [],
      committedRows: answer?.committedRows ?? 0,
      ...this.notes,
      insideRetryAfter: this.isInsideRetryAfter,
      retryUntil: this.retryUntil,
    };
  }
}
