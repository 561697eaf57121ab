import type { EntityManager } from 'typeorm';
import { appendToLedger } from './ledger.repository.js';
import { returning } from './returning.js';
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
    await this.db.query(`UPDATE lane SET batch_id = NULL, next_op = lane_next_op(id) WHERE batch_id = $1`, [batchId]);
    await this.db.query('NOTIFY lane_due');
  }
}

const toRow = ({ laneId, version, attemptId, source, move, nextInMs, offer, reads }: Settlement): object => ({
  ...move,
  ...move.verdict,
  laneId,
  version,
  attemptId,
  source,
  nextInMs,
  offer,
  reads,
});

const toEntry = ({
  laneId,
  version,
  attemptId,
  source,
  move: { verdict },
}: Settlement): {
  laneId: string;
  event: string;
  detail: Record<string, unknown>;
} => ({
  laneId,
  event: verdict.outcome,
  detail: { version, attemptId, source, code: verdict.code, field: verdict.field },
});

const ROWS = `jsonb_to_recordset($1::jsonb) AS s("laneId" bigint, version int, "attemptId" bigint, source text,
  outcome text, code text, field text, message text, change text, "isKnown" boolean, "flippedVersion" int,
  "isInDoubt" boolean, "nextInMs" double precision, fails int, "batchCap" int, offer jsonb, reads int)`;

/** A read that tells nothing has no attempt to settle. */
const RESULTS = `
  INSERT INTO attempt_result (attempt_id, n, class, code, field, message, source, at)
  SELECT "attemptId", 1 + (SELECT count(*) FROM attempt_result r WHERE r.attempt_id = s."attemptId"),
    outcome, code, field, message, source, app_now()
  FROM ${ROWS} WHERE "attemptId" IS NOT NULL`;

/** An acknowledged version settles the pending ones below it. */
const OUTBOX = `
  UPDATE outbox o SET settled_at = app_now(), settled_by = s."attemptId",
    state = CASE WHEN o.version = s.version THEN s.change ELSE 'superseded' END,
    superseded_by = CASE WHEN o.version < s.version THEN s.version END
  FROM ${ROWS}
  WHERE o.lane_id = s."laneId" AND o.state = 'pending' AND s.change <> 'pending'
    AND (o.version = s.version OR (o.version < s.version AND s.change = 'acked'))`;

const LANES = `
  UPDATE lane l SET is_known = s."isKnown", flipped_version = s."flippedVersion", fails = s.fails, reads = s.reads,
    batch_cap = s."batchCap", deaths = CASE WHEN s."isInDoubt" OR s.outcome = 'EXPIRED' THEN l.deaths ELSE 0 END,
    intent_id = CASE WHEN s."isInDoubt" THEN l.intent_id END,
    quarantine_until = CASE WHEN s."isInDoubt" THEN l.quarantine_until ELSE '-infinity' END,
    next_at = app_now() + s."nextInMs" * interval '1 millisecond',
    last_class = s.outcome, last_code = s.code, last_field = s.field, last_message = s.message,
    acked_version = CASE WHEN s.change = 'acked' THEN s.version ELSE l.acked_version END,
    acked_offer = CASE WHEN s.change = 'acked' THEN s.offer ELSE l.acked_offer END,
    acked_at = CASE WHEN s.change = 'acked' THEN app_now() ELSE l.acked_at END
  FROM ${ROWS} WHERE l.id = s."laneId"`;
