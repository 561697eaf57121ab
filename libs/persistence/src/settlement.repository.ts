import type { EntityManager } from 'typeorm';
import { appendToLedger, type LedgerEntry } from './ledger.repository.js';
import { returning } from './returning.js';
import { LANES, OUTBOX, RELEASE, RESTATE, RESULTS } from './settlement.sql.js';
import type { ReplyRecord, Settlement, TakenBatch } from './sending.repository.js';

/** Writing down what became of a call, for all its lanes at once. Runs in one transaction of the caller. */
export class SettlementRepository {
  constructor(private readonly db: EntityManager) {}

  /** Closes the batch if it is still ours. `false`: it was given up, its lanes are in doubt, our answer is stale. */
  async close({ id, epoch }: TakenBatch, counts: Readonly<Record<string, number>>): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE batch SET closed_at = clock_timestamp(), counts = $3
       WHERE id = $1 AND epoch = $2 AND closed_at IS NULL RETURNING id`,
      [id, epoch, JSON.stringify(counts)],
    );
    if (rows.length === 0) return false;
    await this.db.query('SELECT id FROM lane WHERE batch_id = $1 ORDER BY id FOR UPDATE', [id]);
    return true;
  }

  async recordReply(batchId: string, { httpStatus, body, error, totalMs }: ReplyRecord): Promise<void> {
    await this.db.query(
      `INSERT INTO exchange_reply (exchange_id, http_status, body, error, total_ms, ended_at)
       SELECT id, $2::int, $3, $4, $5::int, app_now() FROM exchange WHERE batch_id = $1`,
      [batchId, httpStatus, body, error, totalMs],
    );
  }

  /** Results, outbox, ledger and last the lanes, one statement each. Lanes with more to send are due again. */
  async settle(batchId: string, settlements: readonly Settlement[], actor: string): Promise<void> {
    const rows = JSON.stringify(settlements.map(toRow));
    await this.db.query(RESULTS, [rows]);
    await this.db.query(OUTBOX, [rows]);
    await this.db.query(LANES, [rows]);
    const entries = settlements.filter(({ attemptId }) => attemptId !== null).map(toEntry);
    await appendToLedger(this.db, entries, actor);
    if (settlements.some(({ item, move }) => item.stream === 'journal' && !move.isKnown))
      await this.restate(batchId, actor);
    await this.db.query(`UPDATE lane SET batch_id = NULL, next_op = lane_next_op(id) WHERE batch_id = $1`, [batchId]);
    if (settlements.some(({ item, move }) => item.offer !== null && move.change === 'acked')) {
      await this.db.query(RELEASE, [rows]);
    }
    await this.db.query('NOTIFY lane_due');
  }

  /** The portal has lost a dossier whose steps we send: its newest acknowledged state goes there again, before them. */
  private async restate(batchId: string, actor: string): Promise<void> {
    const again = await returning<{ laneId: string; version: number }>(this.db, RESTATE, [batchId]);
    const entries = again.map(({ laneId, version }) => ({
      laneId,
      event: 'committed',
      detail: { version, changes: 1, cause: 'restate' },
    }));
    await appendToLedger(this.db, entries, actor);
  }
}

const toRow = ({ item, attemptId, source, move, nextInMs, reads }: Settlement): object => {
  const { laneId, stream, version, fromSeq, toSeq, offer } = item;
  const { verdict, ...rest } = move;
  return { ...rest, ...verdict, laneId, stream, version, fromSeq, toSeq, offer, attemptId, source, nextInMs, reads };
};

const toEntry = ({ item, attemptId, source, move: { verdict }, mayRepeat }: Settlement): LedgerEntry => {
  const { laneId, stream, version, fromSeq, toSeq } = item;
  const steps = stream === 'journal' ? { steps: [fromSeq, toSeq] } : {};
  const repeats = mayRepeat ? { mayRepeat } : {};
  const detail = { version, attemptId, source, code: verdict.code, field: verdict.field, ...steps, ...repeats };
  return { laneId, event: verdict.outcome, detail };
};
