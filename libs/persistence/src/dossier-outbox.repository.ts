import { priorityOf } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { appendToLedger } from './ledger.repository.js';
import { ACCOUNT, openLanes } from './open-lanes.js';
import { returning } from './returning.js';

/** JSON text as it will travel; `null`: it could not be mapped, and `fault` says why. */
interface FrozenText {
  readonly body: string | null;
  readonly fault: string | null;
}

/** A committed change of one dossier, as `toPortalDossier` (libs/mapping) makes it. */
export interface DossierChange extends FrozenText {
  readonly dossierCode: string;
  /** 1…10, numbered as the portal does. */
  readonly status: number;
  /** Online service it was filed under, which the portal may have to know first; `null`: none. */
  readonly serviceCode: string | null;
  /** The step that made the change; `null`: the content has changed, not the status. */
  readonly step: FrozenText | null;
}

/** Committed changes of dossiers on their way to the portal. */
export class DossierOutboxRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Puts changes of dossiers on their lanes and wakes the dispatchers at commit. Each change is a state, and a step of
   * the journal where it has one. Several changes of one dossier keep the order in which they are given.
   * Run in the transaction that changes the dossiers. `cause` is `change`, `backfill:<id>`, `replay:<id>` …
   */
  async commitChanges(changes: readonly DossierChange[], cause = 'change'): Promise<void> {
    if (changes.length === 0) return;
    await this.db.query(SHARE_SERVICES, [ACCOUNT, changes.map(({ serviceCode }) => serviceCode)]);
    await openLanes(
      this.db,
      'D',
      changes.map(({ dossierCode }) => dossierCode),
    );
    const rows = changes.flatMap(toRows);
    const lanes = await returning<CommittedLane>(this.db, COMMIT, [
      ACCOUNT,
      JSON.stringify(rows),
      cause,
      priorityOf(cause),
    ]);
    await appendToLedger(
      this.db,
      lanes.map(({ laneId, ...detail }) => ({ laneId, event: 'committed', detail: { ...detail, cause } })),
      'province',
    );
    await this.db.query('UPDATE lane SET next_op = lane_next_op(id) WHERE id = ANY($1)', [
      lanes.map(({ laneId }) => laneId),
    ]);
    await this.db.query('NOTIFY lane_due');
  }
}

interface CommittedLane {
  readonly laneId: string;
  readonly version: number;
  readonly changes: number;
  readonly status: number;
}

/** The state before the step: the portal takes no step of a dossier it does not know. */
function toRows({ dossierCode, status, serviceCode, body, fault, step }: DossierChange): object[] {
  const common = { code: dossierCode, status, serviceCode };
  const state = { ...common, stream: 'state', body, fault };
  return step === null ? [state] : [state, { ...common, stream: 'journal', ...step }];
}

/** An answer that acknowledges a service waits for us, or we for it: one of the two sees what the other has written. */
const SHARE_SERVICES = `
  SELECT id FROM lane WHERE account_id = $1 AND kind = 'S' AND code = ANY($2::text[])
    AND EXISTS (SELECT 1 FROM portal_account a WHERE a.id = $1 AND a.service_first) ORDER BY id FOR SHARE`;

const COMMIT = `
  WITH row AS (
    SELECT r.*, l.id, l.version + row_number() OVER lane AS version,
      CASE r.stream WHEN 'state' THEN l.state_head ELSE l.step_head END
        + row_number() OVER (PARTITION BY l.id, r.stream ORDER BY r.n) AS seq,
      row_number() OVER (PARTITION BY l.id ORDER BY r.n DESC) = 1 AS "isNewest"
    FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (code text, status int, "serviceCode" text, stream text, body text,
      fault text)) WITH ORDINALITY AS r(code, status, "serviceCode", stream, body, fault, n)
    JOIN lane l ON l.account_id = $1 AND l.kind = 'D' AND l.code = r.code
    WINDOW lane AS (PARTITION BY l.id ORDER BY r.n)
  ), added AS (
    INSERT INTO outbox (lane_id, version, stream, seq, body, body_sha256, status_code, cause, created_at, state, settled_at)
    SELECT id, version, stream, seq, body, sha256(convert_to(body, 'UTF8')), status, $3, app_now(),
      CASE WHEN body IS NULL THEN 'rejected' ELSE 'pending' END, CASE WHEN body IS NULL THEN app_now() END
    FROM row
  ), head AS (
    SELECT id, max(version) AS version, count(*)::int AS changes,
      count(*) FILTER (WHERE stream = 'state') AS states, count(*) FILTER (WHERE stream = 'journal') AS steps,
      max(status) FILTER (WHERE "isNewest") AS status, max("serviceCode") FILTER (WHERE "isNewest") AS service,
      max(fault) FILTER (WHERE body IS NULL) AS fault
    FROM row GROUP BY id
  )
  UPDATE lane l SET version = head.version, state_head = l.state_head + head.states, step_head = l.step_head + head.steps,
    depends_on = head.service, priority = CASE WHEN l.next_op IS NULL THEN $4::int ELSE least(l.priority, $4::int) END,
    next_at = CASE WHEN l.intent_id IS NULL THEN least(l.next_at, app_now()) ELSE l.next_at END,
    last_class = CASE WHEN head.fault IS NULL THEN l.last_class ELSE 'CONFIG' END,
    last_message = CASE WHEN head.fault IS NULL THEN l.last_message ELSE head.fault END
  FROM head WHERE l.id = head.id
  RETURNING l.id AS "laneId", l.version, head.changes, head.status`;
