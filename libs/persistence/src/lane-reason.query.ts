import type { LaneReason } from '@dvc/domain';
import type { EntityManager } from 'typeorm';

/** Why a dossier is not, or is, at the portal as it stands with us. */
export interface DossierReason {
  readonly reason: LaneReason;
  /** What moves next by itself, and when; `null`: nothing does. */
  readonly nextAt: Date | null;
  readonly version: number;
  readonly pending: number;
  readonly lastClass: string | null;
  readonly lastCode: string | null;
  readonly lastField: string | null;
  readonly lastMessage: string | null;
}

/** Questions people ask of one lane. */
export class LaneReasonQuery {
  constructor(private readonly db: EntityManager) {}

  /** `null`: nothing of this dossier was ever committed. */
  async findByDossier(dossierCode: string): Promise<DossierReason | null> {
    const [row] = await this.db.query<DossierReason[]>(REASON, [dossierCode]);
    return row ?? null;
  }
}

/**
 * Lanes with why each is where it is (`why.reason`) and when it moves by itself (`why.next_at`). The first reason that
 * fits, in this order: on the wire, final, stopped by people, by the portal, merely waiting.
 */
export const LANES_AND_REASONS = `
  lane l JOIN portal_account a ON a.id = l.account_id LEFT JOIN batch b ON b.id = l.batch_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS pending FROM outbox WHERE lane_id = l.id AND state = 'pending') open
  CROSS JOIN LATERAL (
    SELECT bool_or(newest.state = 'rejected') AS newest_rejected, bool_or(step.rejected) AS step_rejected
    FROM (SELECT state FROM outbox WHERE lane_id = l.id AND stream = 'state' ORDER BY seq DESC LIMIT 1) newest,
      LATERAL (SELECT EXISTS (SELECT 1 FROM outbox WHERE lane_id = l.id AND stream = 'journal' AND state = 'rejected')
        AS rejected) step
  ) stuck
  CROSS JOIN LATERAL (SELECT CASE
    WHEN l.intent_id IS NOT NULL AND b.op <> 'read' AND b.lease_until > clock_timestamp() THEN 'IN_FLIGHT'
    WHEN l.intent_id IS NOT NULL THEN 'IN_DOUBT'
    WHEN stuck.newest_rejected AND l.last_class = 'CONFIG' THEN 'CONFIG_ERROR'
    WHEN stuck.newest_rejected AND l.last_class = 'CONFLICT' THEN 'CONFLICT'
    WHEN stuck.newest_rejected THEN 'REJECTED'
    WHEN l.parked_at IS NOT NULL THEN 'QUARANTINED'
    WHEN l.held_at IS NOT NULL THEN 'HELD_BY_OPERATOR'
    WHEN open.pending = 0 AND NOT stuck.step_rejected THEN 'NONE'
    WHEN a.paused_at IS NOT NULL THEN 'QUEUE_PAUSED'
    WHEN a.breaker <> 'closed' THEN 'PORTAL_BREAKER_OPEN'
    WHEN a.hold_until > app_now() THEN 'THROTTLED'
    WHEN l.batch_id IS NOT NULL AND l.lost > 0 THEN 'LOST_BATCH'
    WHEN l.batch_id IS NOT NULL THEN 'QUEUED'
    WHEN l.next_op IS NULL AND stuck.step_rejected THEN 'BLOCKED_BY_STEP'
    WHEN l.next_op IS NULL THEN 'DEPENDENCY_MISSING'
    WHEN l.lost > 0 THEN 'LOST_BATCH'
    WHEN l.next_at > app_now() THEN 'RETRYING'
    ELSE 'OUTBOX_WAITING' END AS reason) told
  CROSS JOIN LATERAL (SELECT told.reason,
    CASE WHEN told.reason IN ('IN_DOUBT', 'RETRYING', 'OUTBOX_WAITING') THEN l.next_at
      WHEN told.reason = 'THROTTLED' THEN a.hold_until WHEN told.reason = 'PORTAL_BREAKER_OPEN' THEN a.breaker_until
      WHEN told.reason IN ('IN_FLIGHT', 'QUEUED') THEN b.lease_until END AS next_at) why`;

const REASON = `
  SELECT why.reason, l.version, open.pending, l.last_class AS "lastClass", l.last_code AS "lastCode",
    l.last_field AS "lastField", l.last_message AS "lastMessage", why.next_at AS "nextAt"
  FROM ${LANES_AND_REASONS}
  WHERE l.kind = 'D' AND l.code = $1`;
