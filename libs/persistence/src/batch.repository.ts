import type { DispatchShare } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { DUE } from './due-lane.sql.js';
import { appendToLedger } from './ledger.repository.js';
import { ACCOUNT } from './open-lanes.js';
import { returning } from './returning.js';

/** A batch that waits for its job to be put on the queue. */
export interface QueuedBatch {
  readonly id: string;
  readonly job: string;
  readonly priority: number;
}

/** Which lanes a round may claim. */
export interface ClaimLimits {
  readonly size: number;
  /** Steps in one call at most, of so many dossiers. */
  readonly steps: number;
  readonly stepDossiers: number;
  readonly leaseMs: number;
  readonly share: DispatchShare;
}

/** Dealing lanes out. Plain SQL: each step is one statement, leases on the database's real clock. */
export class BatchRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Batches that may be opened now: never more than `most` at once, two for each call that the living workers may make,
   * and two seconds of the account's rate. So each waits for about one call, and the backlog where it can be counted.
   */
  async countRoom(most: number): Promise<number> {
    const [row] = await this.db.query<{ room: number }[]>(ROOM, [most]);
    return Math.max(0, row?.room ?? 0);
  }

  /**
   * Claims the due lanes of one priority that may share one call, oldest first, into a new batch; `null` where nothing
   * is due.
   */
  async claim({ size, leaseMs, share, steps, stepDossiers }: ClaimLimits): Promise<QueuedBatch | null> {
    const { priorities, isOldestFirst } = share;
    const limits = [size, leaseMs, priorities, steps, stepDossiers, isOldestFirst];
    const rows = await returning<QueuedBatch>(this.db, CLAIM, limits);
    return rows[0] ?? null;
  }

  /** Batches still queued after `afterMs`, to be put on the queue again under the same id. */
  async listUnsent(afterMs: number): Promise<QueuedBatch[]> {
    return returning<QueuedBatch>(
      this.db,
      `UPDATE batch SET added_at = clock_timestamp()
       WHERE id IN (SELECT id FROM batch WHERE closed_at IS NULL AND sent_at IS NULL AND lease_until > clock_timestamp()
                      AND added_at <= clock_timestamp() - $1 * interval '1 millisecond'
                    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
       RETURNING id, job, priority`,
      [afterMs],
    );
  }

  /**
   * Closes batches that nobody will close any more. Unsent: their lanes are due as before. Sent: the lanes are in
   * doubt, and after three deaths alone in a call parked. Run in a transaction.
   *
   * @returns Number of batches given up.
   */
  async giveUpLost(): Promise<number> {
    const gone = await returning<{ id: string }>(
      this.db,
      `UPDATE batch SET epoch = epoch + 1, closed_at = clock_timestamp()
       WHERE id IN (SELECT id FROM batch WHERE closed_at IS NULL AND lease_until <= clock_timestamp()
                    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [],
    );
    if (gone.length === 0) return 0;
    const batchIds = gone.map(({ id }) => id);
    await this.db.query('SELECT id FROM lane WHERE batch_id = ANY($1) ORDER BY id FOR UPDATE', [batchIds]);
    const freed = await returning<{ laneId: string; wasSent: boolean; batchId: string }>(this.db, FREE, [batchIds]);
    const laneIds = freed.map(({ laneId }) => laneId);
    await this.db.query(TAKEN_OVER, [freed.filter(({ wasSent }) => wasSent).map(({ laneId }) => laneId)]);
    await appendToLedger(
      this.db,
      freed.map(({ laneId, wasSent, batchId }) => ({
        laneId,
        event: wasSent ? 'taken over' : 'lost batch',
        detail: { batchId },
      })),
      'dispatcher',
    );
    await this.db.query('UPDATE lane SET next_op = lane_next_op(id) WHERE id = ANY($1)', [laneIds]);
    return gone.length;
  }
}

const ROOM = `
  SELECT least($1::int, (SELECT 2 * sum(calls_allowed)::int FROM worker WHERE beat_at > clock_timestamp() - interval '15 s'),
      CASE WHEN rate_per_s IS NOT NULL THEN greatest(1, ceil(2 * rate_per_s)::int) END)
    - (SELECT count(*)::int FROM batch WHERE closed_at IS NULL) AS room
  FROM portal_account WHERE id = 1`;

/**
 * Both looks at the lanes end after as many rows of the index `lane_due` as they need, however many lanes are due.
 * The batch's size counts what will stand in `data[]`: a state per lane, or the steps.
 */
const CLAIM = `
  WITH head AS (
    SELECT oldest.* FROM unnest($3::int[]) WITH ORDINALITY AS wish(priority, nth)
    CROSS JOIN LATERAL (
      SELECT account_id, next_op, is_known, batch_cap, kind, priority, next_at,
        CASE next_op WHEN 'read' THEN 1 WHEN 'steps' THEN least($4::int, batch_cap) ELSE least($1::int, batch_cap) END AS room
      FROM lane WHERE account_id = ${String(ACCOUNT)} AND priority = wish.priority AND ${DUE} ORDER BY next_at LIMIT 1
    ) oldest
    ORDER BY CASE WHEN $6 THEN oldest.next_at END, wish.nth LIMIT 1
  ), due AS (
    SELECT l.id, l.next_at,
      CASE l.next_op WHEN 'steps' THEN least(greatest(l.step_head - l.step_settled, 1), (SELECT room FROM head)) ELSE 1 END
        AS items
    FROM lane l
    WHERE account_id = (SELECT account_id FROM head) AND priority = (SELECT priority FROM head)
      AND next_op = (SELECT next_op FROM head) AND is_known = (SELECT is_known FROM head)
      AND batch_cap = (SELECT batch_cap FROM head) AND kind = (SELECT kind FROM head) AND ${DUE}
    ORDER BY next_at
    LIMIT (SELECT CASE next_op WHEN 'steps' THEN least($5::int, room) ELSE room END FROM head) FOR UPDATE OF l SKIP LOCKED
  ), chosen AS (
    SELECT id, items FROM (
      SELECT id, items, sum(items) OVER best AS upto, row_number() OVER best AS nth
      FROM due WINDOW best AS (ORDER BY next_at, id)
    ) d, head WHERE upto <= room OR nth = 1
  ), opened AS (
    INSERT INTO batch (id, account_id, job, op, is_updating, size, priority, lease_until)
    SELECT gen_random_uuid(), account_id, CASE kind WHEN 'S' THEN 'push-services' ELSE 'push-dossiers' END, next_op,
      is_known, (SELECT sum(items) FROM chosen), priority, clock_timestamp() + $2 * interval '1 millisecond'
    FROM head WHERE EXISTS (SELECT 1 FROM chosen)
    RETURNING id, job, priority
  )
  UPDATE lane l SET batch_id = opened.id FROM chosen, opened WHERE l.id = chosen.id
  RETURNING opened.id, opened.job, opened.priority`;

const FREE = `
  UPDATE lane l SET batch_id = NULL,
    lost = CASE WHEN b.sent_at IS NULL THEN l.lost + 1 ELSE 0 END,
    next_at = CASE WHEN b.sent_at IS NULL THEN l.next_at ELSE app_now() END,
    deaths = l.deaths + was.alone::int,
    batch_cap = CASE WHEN was.sent THEN greatest(1, least(l.batch_cap, b.size) / 2) ELSE l.batch_cap END,
    parked_at = CASE WHEN was.alone AND l.deaths >= 2 THEN app_now() ELSE l.parked_at END
  FROM batch b, LATERAL (SELECT b.sent_at IS NOT NULL AND b.op <> 'read' AS sent,
    b.sent_at IS NOT NULL AND b.op <> 'read' AND b.size = 1 AS alone) was
  WHERE b.id = ANY($1) AND l.batch_id = b.id
  RETURNING l.id AS "laneId", was.sent AS "wasSent", b.id AS "batchId"`;

/** Nobody will tell the outcome of these attempts; where the answer was written down before, it stands. */
const TAKEN_OVER = `
  INSERT INTO attempt_result (attempt_id, n, class, code, field, message, source, at)
  SELECT intent_id, 1, 'IN_DOUBT', '', '', 'The sender is gone', 'takeover', app_now()
  FROM lane WHERE id = ANY($1) AND intent_id IS NOT NULL ON CONFLICT DO NOTHING`;
