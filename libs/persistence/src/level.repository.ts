import { levelRank, type IsoDate, type Level, type LevelChange } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { returning } from './returning.js';

/** Who decided it, and by which plan. */
export interface LevelDecision {
  readonly by: string;
  readonly planId: string | null;
}

/** One line of a service's history. */
export interface RecordedLevelChange {
  readonly agencyCode: string;
  readonly agencyName: string;
  /** `null`: the service began at the agency. */
  readonly from: Level | null;
  readonly to: Level;
  readonly effectiveOn: IsoDate;
  readonly by: string;
  readonly planId: string | null;
  readonly reason: string;
  readonly recordedAt: Date;
  /** When the portal first acknowledged the level after that; `null`: not yet, or a newer one overtook it. */
  readonly publishedAt: Date | null;
}

/** Dated levels and their history. Writes are one statement for any number of rows. */
export class LevelRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Writes changes down and lets them hold from their day on; one that is still to come gives way to a newer one.
   * A service whose level begins later is due on that day.
   */
  async record(changes: readonly LevelChange[], { by, planId }: LevelDecision, today: IsoDate): Promise<void> {
    if (changes.length === 0) return;
    const rows = JSON.stringify(changes.map(toRow));
    await this.db.query(HISTORY, [rows, planId, by]);
    await this.db.query(GIVE_WAY, [rows, today]);
    await this.db.query(HOLD, [rows]);
    await this.db.query(BE_DUE, [rows, today]);
  }

  /** Services that change by themselves up to this day; whoever asks has to tell the portal, in this transaction. */
  async takeDue(today: IsoDate): Promise<string[]> {
    const rows = await returning<{ code: string }>(
      this.db,
      'DELETE FROM offer_due WHERE day <= $1 RETURNING service_code AS code',
      [today],
    );
    return [...new Set(rows.map(({ code }) => code))].sort();
  }

  /** Oldest first. */
  async listHistory(serviceCode: string): Promise<RecordedLevelChange[]> {
    return this.db.query(LIST, [serviceCode]);
  }
}

const toRow = ({ from, to, ...change }: LevelChange): object => ({
  ...change,
  ...to,
  rank: levelRank(to),
  fromScheme: from?.scheme ?? null,
  fromValue: from?.value ?? null,
});

const ROWS = `jsonb_to_recordset($1) AS c("serviceCode" text, "agencyCode" text, "fromScheme" text, "fromValue" text,
  scheme text, value text, rank int, "effectiveOn" date, reason text)`;

const HISTORY = `
  INSERT INTO level_change (service_code, agency_code, from_scheme, from_value, scheme, value, rank, effective_on,
    plan_id, by, reason, recorded_at)
  SELECT "serviceCode", "agencyCode", "fromScheme", "fromValue", scheme, value, rank, "effectiveOn", $2, $3, reason, app_now()
  FROM ${ROWS}`;

const GIVE_WAY = `
  DELETE FROM service_level v USING ${ROWS}
  WHERE v.service_code = c."serviceCode" AND v.agency_code = c."agencyCode" AND v.valid_from > $2`;

/** A level for the same agency and day is replaced; older ones stay. */
const HOLD = `
  INSERT INTO service_level (service_code, agency_code, valid_from, scheme, value, rank)
  SELECT DISTINCT ON ("serviceCode", "agencyCode", "effectiveOn") "serviceCode", "agencyCode", "effectiveOn", scheme, value, rank
  FROM jsonb_array_elements($1) WITH ORDINALITY AS e(change, n), jsonb_to_record(change) AS c("serviceCode" text,
    "agencyCode" text, scheme text, value text, rank int, "effectiveOn" date)
  ORDER BY "serviceCode", "agencyCode", "effectiveOn", n DESC
  ON CONFLICT (service_code, agency_code, valid_from)
    DO UPDATE SET scheme = excluded.scheme, value = excluded.value, rank = excluded.rank`;

const BE_DUE = `
  INSERT INTO offer_due (service_code, day) SELECT DISTINCT "serviceCode", "effectiveOn" FROM ${ROWS}
  WHERE "effectiveOn" > $2 ON CONFLICT DO NOTHING`;

const LIST = `
  SELECT c.agency_code AS "agencyCode", a.name AS "agencyName", c.effective_on::text AS "effectiveOn", c.by,
    c.plan_id AS "planId", c.reason, c.recorded_at AS "recordedAt", ack.at AS "publishedAt",
    CASE WHEN c.from_value IS NOT NULL THEN jsonb_build_object('scheme', c.from_scheme, 'value', c.from_value) END AS "from",
    jsonb_build_object('scheme', c.scheme, 'value', c.value) AS "to"
  FROM level_change c JOIN agency a ON a.code = c.agency_code
    LEFT JOIN lane l ON l.account_id = 1 AND l.kind = 'S' AND l.code = c.service_code
    LEFT JOIN LATERAL (
      SELECT min(o.settled_at) AS at FROM outbox o
      WHERE o.lane_id = l.id AND o.state = 'acked' AND o.created_at >= c.recorded_at
        AND (o.offer ->> c.agency_code)::int = c.rank
    ) ack ON true
  WHERE c.service_code = $1 ORDER BY c.id`;
