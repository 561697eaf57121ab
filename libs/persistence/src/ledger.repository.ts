import type { EntityManager } from 'typeorm';
import { LedgerEntity } from './ledger.entity.js';

/** One thing that happened on one lane. `detail` holds no personal data. */
export interface LedgerEntry {
  readonly laneId: string;
  readonly event: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What happened, per lane, for good. */
export class LedgerRepository {
  constructor(private readonly db: EntityManager) {}

  /** Oldest first. */
  async listByService(serviceCode: string): Promise<Pick<LedgerEntity, 'n' | 'at' | 'actor' | 'event' | 'detail'>[]> {
    return this.db.find(LedgerEntity, {
      select: { n: true, at: true, actor: true, event: true, detail: true },
      where: { lane: { kind: 'S', code: serviceCode } },
      order: { n: 'ASC' },
    });
  }
}

/** Appends at most one entry per lane, chained under the locks of the surrounding transaction. */
export async function appendToLedger(db: EntityManager, entries: readonly LedgerEntry[], actor: string): Promise<void> {
  if (entries.length > 0) await db.query('SELECT ledger_append($1, $2)', [JSON.stringify(entries), actor]);
}
