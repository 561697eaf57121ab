import type { Agency, AgencySuccession } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { TODAY } from './agency-on.sql.js';

/** Who decided a reform, and by which paper. */
export interface ReformDecision {
  readonly by: string;
  readonly decision: string;
}

/** Agencies that end and their heirs. Writes are one statement for any number of rows. */
export class ReformRepository {
  constructor(private readonly db: EntityManager) {}

  async list(): Promise<AgencySuccession[]> {
    return this.db.query(
      `SELECT from_code AS "from", procedure_code AS "procedureCode", to_code AS "to", since::text FROM agency_succession
       ORDER BY from_code, procedure_code`,
    );
  }

  /** Replaces all that was said of the same agencies; each ends on the eve, and agencies that begin are there first. */
  async save(
    opened: readonly Agency[],
    successions: readonly AgencySuccession[],
    decision: ReformDecision,
  ): Promise<void> {
    const rows = JSON.stringify(successions);
    await this.db.query(OPEN, [JSON.stringify(opened)]);
    await this.db.query(`DELETE FROM agency_succession WHERE from_code IN (SELECT "from" FROM ${ROWS})`, [rows]);
    await this.db.query(SAVE, [rows, decision.decision, decision.by]);
    await this.db.query(CLOSE, [rows]);
  }

  /**
   * Services offered at agencies that end; whoever asks has to tell the portal of them, in this transaction. Those
   * whose day is still to come are due on it, and are not among them.
   */
  async moveServices(successions: readonly AgencySuccession[]): Promise<{ moved: number; now: string[] }> {
    const rows = await this.db.query<{ code: string; isNow: boolean }[]>(MOVE, [JSON.stringify(successions)]);
    return { moved: rows.length, now: rows.filter(({ isNow }) => isNow).map(({ code }) => code) };
  }
}

const ROWS = `jsonb_to_recordset($1) AS r("from" text, "procedureCode" text, "to" text, since date)`;

const OPEN = `
  INSERT INTO agency (code, name, tier, valid_from)
  SELECT code, name, tier, "validFrom" FROM jsonb_to_recordset($1) AS a(code text, name text, tier text, "validFrom" date)
  ON CONFLICT (code) DO NOTHING`;

const SAVE = `
  INSERT INTO agency_succession (from_code, procedure_code, to_code, since, decision, by, recorded_at)
  SELECT "from", "procedureCode", "to", since, $2, $3, app_now() FROM ${ROWS}`;

const CLOSE = `
  UPDATE agency a SET valid_to = r.since - 1, merged_into = r."to" FROM ${ROWS}
  WHERE a.code = r."from" AND r."procedureCode" = ''`;

/** Also what agencies that ended before have left to one that ends now. */
const MOVE = `
  WITH RECURSIVE source (code, since) AS (
    SELECT "from", since FROM ${ROWS} WHERE "procedureCode" = ''
    UNION SELECT s.from_code, source.since FROM source JOIN agency_succession s ON s.to_code = source.code
  ), moved AS (
    SELECT DISTINCT v.service_code, source.since FROM source JOIN service_level v ON v.agency_code = source.code
  ), later AS (
    INSERT INTO offer_due (service_code, day) SELECT service_code, since FROM moved WHERE since > ${TODAY}
    ON CONFLICT DO NOTHING
  )
  SELECT service_code AS code, bool_or(since <= ${TODAY}) AS "isNow" FROM moved GROUP BY 1 ORDER BY 1`;
