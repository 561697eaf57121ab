import { priorityOf, type Offer } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { appendToLedger } from './ledger.repository.js';
import { ACCOUNT, openLanes } from './open-lanes.js';
import { returning } from './returning.js';

/** A committed change of one service, ready to travel. */
export interface ServiceChange {
  readonly serviceCode: string;
  /** Frozen JSON text of the item; `null`: it could not be mapped, and `fault` says why. */
  readonly body: string | null;
  readonly fault?: string;
  readonly offer: Offer;
}

/** Committed changes on their way to the portal. */
export class OutboxRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Puts changes of services on their lanes and wakes the dispatchers at commit.
   * A change whose bytes equal the lane's newest ones is none.
   *
   * @returns Number of changes committed.
   */
  async appendServices(changes: readonly ServiceChange[], cause: string): Promise<number> {
    const codes = changes.map(({ serviceCode }) => serviceCode);
    await openLanes(this.db, 'S', codes);
    const rows = await returning<{ laneId: string; version: number }>(this.db, APPEND, [
      ACCOUNT,
      JSON.stringify(changes),
      cause,
      priorityOf(cause),
    ]);
    const laneIds = rows.map(({ laneId }) => laneId);
    await appendToLedger(
      this.db,
      rows.map(({ laneId, version }) => ({ laneId, event: 'committed', detail: { version, cause } })),
      'province',
    );
    await this.db.query('UPDATE lane SET next_op = lane_next_op(id) WHERE id = ANY($1)', [laneIds]);
    if (rows.length > 0) await this.db.query('NOTIFY lane_due');
    return rows.length;
  }
}

const APPEND = `
  WITH change AS (
    SELECT c."serviceCode" AS code, c.body, c.fault, c.offer, sha256(convert_to(c.body, 'UTF8')) AS hash
    FROM jsonb_to_recordset($2) AS c("serviceCode" text, body text, fault text, offer jsonb)
  ), fresh AS (
    SELECT l.id, l.version + 1 AS version, c.* FROM change c
    JOIN lane l ON l.account_id = $1 AND l.kind = 'S' AND l.code = c.code
    LEFT JOIN outbox o ON o.lane_id = l.id AND o.version = l.version
    WHERE l.version = 0 OR o.body_sha256 IS DISTINCT FROM c.hash
  ), added AS (
    INSERT INTO outbox (lane_id, version, seq, body, body_sha256, offer, cause, created_at, state, settled_at)
    SELECT id, version, version, body, hash, offer, $3, app_now(), CASE WHEN body IS NULL THEN 'rejected' ELSE 'pending' END,
      CASE WHEN body IS NULL THEN app_now() END
    FROM fresh
  )
  UPDATE lane l SET version = fresh.version, state_head = fresh.version,
    priority = CASE WHEN l.next_op IS NULL THEN $4::int ELSE least(l.priority, $4::int) END,
    next_at = CASE WHEN l.intent_id IS NULL THEN least(l.next_at, app_now()) ELSE l.next_at END,
    last_class = CASE WHEN fresh.body IS NULL THEN 'CONFIG' ELSE l.last_class END,
    last_message = CASE WHEN fresh.body IS NULL THEN fresh.fault ELSE l.last_message END
  FROM fresh WHERE l.id = fresh.id RETURNING l.id AS "laneId", l.version`;
