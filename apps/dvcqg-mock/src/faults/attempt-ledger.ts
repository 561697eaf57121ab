import type { JournalRepository } from '../records/journal.repository.js';
import type { DrawnCall } from './drawn-call.js';
import { joinKeys } from './keyed-draw.js';

/** Which time a key comes to a service: by itself, in a batch, and a batch as a whole. */
export interface CallAttempts {
  readonly ofCall: number;
  ofKey(key: string): number;
}

/** Counts attempts. What happened before it was first asked comes from the journal, one query for each service. */
export class AttemptLedger {
  private readonly services = new Map<string, Promise<Map<string, number>>>();
  private readonly counted = new WeakMap<DrawnCall, Promise<CallAttempts>>();

  constructor(private readonly journal: Pick<JournalRepository, 'countByKey'>) {}

  /** Counts a call, once however often it is asked. */
  count(call: DrawnCall): Promise<CallAttempts> {
    const known = this.counted.get(call) ?? this.enter(call);
    this.counted.set(call, known);
    return known;
  }

  /** Nobody asks for a while, or the journal is gone: the next who asks reads anew. */
  forget(): void {
    this.services.clear();
  }

  private async enter(call: DrawnCall): Promise<CallAttempts> {
    const counts = await this.open(call.service);
    const whole = joinKeys(call.keys);
    for (const key of new Set([...call.keys, whole])) counts.set(key, (counts.get(key) ?? 0) + 1);
    const now = new Map([...call.keys, whole].map((key) => [key, counts.get(key) ?? 1]));
    return { ofCall: now.get(whole) ?? 1, ofKey: (key) => now.get(key) ?? 1 };
  }

  private open(service: string): Promise<Map<string, number>> {
    const known = this.services.get(service) ?? this.journal.countByKey(service);
    this.services.set(service, known);
    return known;
  }
}
