import type { LaneMove, Offer } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { returning } from './returning.js';

/** A batch in the hands of one worker. Every later write carries its epoch. */
export interface TakenBatch {
  readonly id: string;
  readonly epoch: number;
  readonly op: 'services' | 'dossiers' | 'read';
  readonly isUpdating: boolean;
  readonly items: readonly TakenItem[];
}

/** One lane's share of the call. */
export interface TakenItem {
  readonly laneId: string;
  /** Service or dossier code: what the portal names the item by. */
  readonly code: string;
  readonly version: number;
  readonly body: string;
  readonly offer: Offer | null;
  readonly isKnown: boolean;
  readonly flippedVersion: number;
  readonly fails: number;
  /** Lanes it may share a call with. */
  readonly batchCap: number;
  readonly reads: number;
  /** The attempt in doubt (reads only). */
  readonly intentId: string | null;
  /** The portal may still commit what is in doubt. */
  readonly isQuarantined: boolean;
  /** The same bytes were acknowledged in the last 15 minutes: a read that shows them proves nothing. */
  readonly isAmbiguous: boolean;
}

/** The call as it will leave, its session replaced. */
export interface CallRecord {
  readonly request: string;
  readonly sessionEpoch: number;
  readonly worker: string;
  /** Longest time of the call plus the longest time the portal may commit it after (ms). */
  readonly quarantineMs: number;
}

/** What came back. */
export interface ReplyRecord {
  readonly httpStatus: number | null;
  readonly body: string | null;
  readonly error: string | null;
  readonly totalMs: number;
}

/** What becomes of one lane. `nextInMs` counts only while something is left to send. */
export interface Settlement {
  readonly laneId: string;
  readonly version: number;
  /** The attempt that this settles; `null`: a read that told nothing. */
  readonly attemptId: string | null;
  readonly source: 'reply' | 'read';
  readonly move: LaneMove;
  readonly nextInMs: number;
  readonly offer: Offer | null;
  readonly reads: number;
}

/** Taking a batch, and the intent before its call leaves. All of it runs in one transaction of the caller. */
export class SendingRepository {
  constructor(private readonly db: EntityManager) {}

  /** Takes a batch, once; `null` when it was taken before, given up, or nothing in it is left to send. */
  async take(batchId: string, worker: string, leaseMs: number): Promise<TakenBatch | null> {
    const [taken] = await returning<Omit<TakenBatch, 'items'>>(
      this.db,
      `UPDATE batch SET epoch = epoch + 1, worker = $2, sent_at = clock_timestamp(),
         lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1 AND sent_at IS NULL AND closed_at IS NULL AND lease_until > clock_timestamp()
       RETURNING id, epoch, op, is_updating AS "isUpdating"`,
      [batchId, worker, leaseMs],
    );
    if (!taken) return null;
    await this.db.query('SELECT id FROM lane WHERE batch_id = $1 ORDER BY id FOR UPDATE', [batchId]);
    const items = await this.db.query<TakenItem[]>(taken.op === 'read' ? READ_ITEMS : WRITE_ITEMS, [batchId]);
    await this.letGoOfOthers(batchId, items);
    if (items.length > 0) return { ...taken, items };
    await this.closeUnsent(batchId);
    return null;
  }

  /** Closes a batch that was not sent; its lanes stay due. */
  async closeUnsent(batchId: string): Promise<void> {
    await this.db.query('UPDATE batch SET closed_at = clock_timestamp(), sent_at = NULL WHERE id = $1', [batchId]);
    await this.db.query('UPDATE lane SET batch_id = NULL WHERE batch_id = $1', [batchId]);
  }

  /** As {@link closeUnsent}, where nobody has taken the batch. */
  async voidQueued(batchId: string): Promise<void> {
    await this.db.query(
      `WITH void AS (UPDATE batch SET closed_at = clock_timestamp()
                     WHERE id = $1 AND sent_at IS NULL AND closed_at IS NULL RETURNING id)
       UPDATE lane SET batch_id = NULL FROM void WHERE batch_id = void.id`,
      [batchId],
    );
  }

  /**
   * Writes down the call and marks each lane: from here on it may have reached the portal.
   *
   * @returns Attempt by lane id.
   */
  async recordIntent(batch: TakenBatch, call: CallRecord): Promise<Map<string, string>> {
    const items = batch.items.map(({ laneId, version }) => ({ laneId, version }));
    const rows = await returning<{ laneId: string; attemptId: string }>(this.db, INTENT, [
      batch.id,
      batch.op,
      call.sessionEpoch,
      batch.isUpdating,
      call.request,
      call.worker,
      JSON.stringify(items),
      call.quarantineMs,
    ]);
    return new Map(rows.map(({ laneId, attemptId }) => [laneId, attemptId]));
  }

  /** Lanes held since the claim, or with nothing of this kind to send any more. */
  private async letGoOfOthers(batchId: string, items: readonly TakenItem[]): Promise<void> {
    await this.db.query('UPDATE lane SET batch_id = NULL WHERE batch_id = $1 AND NOT id = ANY($2)', [
      batchId,
      items.map(({ laneId }) => laneId),
    ]);
  }
}

const ITEM = `l.id AS "laneId", l.code, o.version, o.body, o.offer, l.is_known AS "isKnown",
  l.flipped_version AS "flippedVersion", l.fails, l.batch_cap AS "batchCap", l.reads, l.intent_id AS "intentId",
  l.quarantine_until > app_now() AS "isQuarantined",
  EXISTS (SELECT 1 FROM outbox acked WHERE acked.lane_id = l.id AND acked.state = 'acked' AND acked.version < o.version
    AND acked.body_sha256 = o.body_sha256 AND acked.settled_at > app_now() - interval '15 minutes') AS "isAmbiguous"`;
const STILL_MEANT = `l.held_at IS NULL AND l.parked_at IS NULL AND l.next_op = b.op`;

/** The newest pending change of each lane, at most 256 KB of items in all. */
const WRITE_ITEMS = `
  SELECT * FROM (
    SELECT ${ITEM}, sum(octet_length(o.body)) OVER (ORDER BY l.id) AS bytes, row_number() OVER (ORDER BY l.id) AS nth
    FROM batch b JOIN lane l ON l.batch_id = b.id
    JOIN LATERAL (SELECT * FROM outbox WHERE lane_id = l.id AND state = 'pending' ORDER BY version DESC LIMIT 1) o ON true
    WHERE b.id = $1 AND ${STILL_MEANT} AND l.is_known = b.is_updating
  ) item WHERE bytes <= 262144 OR nth = 1`;

const READ_ITEMS = `
  SELECT ${ITEM} FROM batch b JOIN lane l ON l.batch_id = b.id JOIN attempt a ON a.id = l.intent_id
  JOIN outbox o ON o.lane_id = l.id AND o.version = a.version
  WHERE b.id = $1 AND ${STILL_MEANT}`;

const INTENT = `
  WITH call AS (
    INSERT INTO exchange (batch_id, op, session_epoch, is_updating, item_count, request, request_sha256, worker, sent_at)
    SELECT $1::uuid, $2, $3::int, $4::boolean, jsonb_array_length($7::jsonb), $5, sha256(convert_to($5, 'UTF8')), $6, app_now()
    RETURNING id
  ), tried AS (
    INSERT INTO attempt (lane_id, exchange_id, version, from_seq, to_seq, started_at)
    SELECT "laneId", call.id, version, version, version, app_now()
    FROM jsonb_to_recordset($7::jsonb) AS i("laneId" bigint, version int), call
    RETURNING id, lane_id
  )
  UPDATE lane l SET intent_id = CASE WHEN $2 = 'read' THEN l.intent_id ELSE tried.id END,
    quarantine_until = CASE WHEN $2 = 'read' THEN l.quarantine_until ELSE app_now() + $8 * interval '1 millisecond' END,
    reads = CASE WHEN $2 = 'read' THEN l.reads ELSE 0 END, lost = 0
  FROM tried WHERE l.id = tried.lane_id AND l.batch_id = $1::uuid
  RETURNING l.id AS "laneId", tried.id AS "attemptId"`;
