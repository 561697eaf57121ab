import { levelRank, type IsoDate, type Level, type Plan, type PlanRow, type Quarter, type Tier } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { PlanEntity } from './plan.entity.js';

/** What identifies a row inside its plan. */
export type PlanRowKey = Pick<PlanRow, 'serviceCode' | 'agencyCode'>;

/** Integration plans and their rows. Writes are one statement for any number of rows. */
export class PlanRepository {
  constructor(private readonly db: EntityManager) {}

  async list(): Promise<Plan[]> {
    return (await this.db.find(PlanEntity, { order: { id: 'ASC' } })).map(toPlan);
  }

  async find(id: string): Promise<Plan | null> {
    const row = await this.db.findOneBy(PlanEntity, { id });
    return row && toPlan(row);
  }

  /** Two imports of one plan come one after the other. Until the transaction ends. */
  async lock(id: string): Promise<void> {
    await this.db.query(`SELECT pg_advisory_xact_lock(hashtextextended('plan:' || $1, 0))`, [id]);
  }

  async save({ id, name, decision, periodFrom, periodTo }: Plan): Promise<void> {
    await this.db.upsert(PlanEntity, { id, name, decision, periodFrom, periodTo }, ['id']);
  }

  /** Rows in the plan's scope, in the order of their file. */
  async listRows(planId: string): Promise<PlanRow[]> {
    const rows = await this.db.query<PlanRowRecord[]>(`${SELECT_ROWS} ORDER BY i.line, i.service_code, i.agency_code`, [
      planId,
    ]);
    return rows.map(toPlanRow);
  }

  /** Rows in scope by service and agency, a page at a time: 50 000 rows at once are 100 MB. */
  async listRowsAfter(planId: string, after: PlanRowKey | null, limit: number): Promise<PlanRow[]> {
    const rows = await this.db.query<PlanRowRecord[]>(
      `${SELECT_ROWS} AND (i.service_code, i.agency_code) > ($2, $3) ORDER BY i.service_code, i.agency_code LIMIT $4`,
      [planId, after?.serviceCode ?? '', after?.agencyCode ?? '', limit],
    );
    return rows.map(toPlanRow);
  }

  /** Adds and changes; a row that had left the scope comes back. Services and agencies must be there. */
  async saveRows(planId: string, rows: readonly PlanRow[]): Promise<void> {
    const flat = rows.map(({ level, levelChange, ...row }) => {
      const { effectiveOn = null, reason = null } = levelChange ?? {};
      return { ...row, ...level, rank: levelRank(level), before: levelChange?.from.value ?? null, effectiveOn, reason };
    });
    await this.db.query(
      `INSERT INTO plan_item (plan_id, service_code, agency_code, line, tier, scheme, level, level_rank, quarter, deadline,
         level_before, effective_on, level_reason)
       SELECT $1, "serviceCode", "agencyCode", line, tier, scheme, value, rank, quarter, deadline, before, "effectiveOn", reason
       FROM jsonb_to_recordset($2) AS r("serviceCode" text, "agencyCode" text, line int, tier text, scheme text,
         value text, rank int, quarter int, deadline date, before text, "effectiveOn" date, reason text)
       ON CONFLICT (plan_id, service_code, agency_code) DO UPDATE SET line = excluded.line, tier = excluded.tier,
         scheme = excluded.scheme, level = excluded.level, level_rank = excluded.level_rank,
         quarter = excluded.quarter, deadline = excluded.deadline, level_before = excluded.level_before,
         effective_on = excluded.effective_on, level_reason = excluded.level_reason, excluded_at = NULL`,
      [planId, JSON.stringify(flat)],
    );
  }

  /** Takes rows out of the plan's scope; they stay, with the time they left. */
  async dropRows(planId: string, keys: readonly PlanRowKey[]): Promise<void> {
    await this.db.query(
      `UPDATE plan_item i SET excluded_at = app_now()
       FROM jsonb_to_recordset($2) AS k("serviceCode" text, "agencyCode" text)
       WHERE i.plan_id = $1 AND i.service_code = k."serviceCode" AND i.agency_code = k."agencyCode"`,
      [planId, JSON.stringify(keys)],
    );
  }
}

const SELECT_ROWS = `
  SELECT i.line, s.procedure_code, i.service_code, s.name, p.field_name, i.agency_code, a.name AS agency_name,
    i.tier, i.scheme, i.level, i.quarter, i.deadline::text, p.working_days, p.has_fee,
    i.level_before, i.effective_on::text, i.level_reason
  FROM plan_item i JOIN service s ON s.code = i.service_code JOIN procedure p ON p.code = s.procedure_code
    JOIN agency a ON a.code = i.agency_code
  WHERE i.plan_id = $1 AND i.excluded_at IS NULL`;

const toPlan = ({ id, name, decision, periodFrom, periodTo }: PlanEntity): Plan => ({
  id,
  name,
  decision,
  periodFrom,
  periodTo,
});

interface PlanRowRecord {
  readonly line: number;
  readonly procedure_code: string;
  readonly service_code: string;
  readonly name: string;
  readonly field_name: string;
  readonly agency_code: string;
  readonly agency_name: string;
  readonly tier: Tier;
  readonly scheme: Level['scheme'];
  readonly level: Level['value'];
  readonly quarter: Quarter;
  readonly deadline: IsoDate;
  readonly working_days: number | null;
  readonly has_fee: boolean;
  readonly level_before: Level['value'] | null;
  readonly effective_on: IsoDate | null;
  readonly level_reason: string | null;
}

const toPlanRow = (row: PlanRowRecord): PlanRow => ({
  line: row.line,
  procedureCode: row.procedure_code,
  serviceCode: row.service_code,
  serviceName: row.name,
  fieldName: row.field_name,
  agencyCode: row.agency_code,
  agencyName: row.agency_name,
  tier: row.tier,
  level: { scheme: row.scheme, value: row.level } as Level,
  quarter: row.quarter,
  deadline: row.deadline,
  workingDays: row.working_days,
  hasFee: row.has_fee,
  levelChange: toLevelChange(row),
});

function toLevelChange({
  scheme,
  level_before: value,
  effective_on: effectiveOn,
  level_reason: reason,
}: PlanRowRecord): PlanRow['levelChange'] {
  return value === null ? null : { from: { scheme, value } as Level, effectiveOn, reason: reason ?? '' };
}
