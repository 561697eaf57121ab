import { levelRank, type IsoDate, type Level, type Plan, type PlanRow, type Quarter, type Tier } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { PlanEntity } from './plan.entity.js';
import { DROP_ROWS, OVERLAPS, SAVE_ROWS, SCOPE_CHANGES, SELECT_ROWS } from './plan.sql.js';

/** What identifies a row inside its plan. */
export type PlanRowKey = Pick<PlanRow, 'serviceCode' | 'agencyCode'>;

/** Rows that came into a plan's scope or left it at one instant. */
export interface PlanScopeChange {
  readonly at: Date;
  readonly added: number;
  readonly dropped: number;
  /** Rows in scope from then on. */
  readonly scope: number;
}

/** A plan that shares services with another. */
export interface PlanOverlap {
  readonly planId: string;
  readonly name: string;
  readonly services: number;
}

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

  async save(plan: Plan): Promise<void> {
    await this.db.upsert(PlanEntity, plan, ['id']);
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
    await this.db.query(SAVE_ROWS, [planId, JSON.stringify(flat)]);
  }

  /** Takes rows out of the plan's scope; they stay, with the time they left. */
  async dropRows(planId: string, keys: readonly PlanRowKey[]): Promise<void> {
    await this.db.query(DROP_ROWS, [planId, JSON.stringify(keys)]);
  }

  /** How the scope came to be what it is, the oldest change first. */
  async listScopeChanges(planId: string): Promise<PlanScopeChange[]> {
    return this.db.query(SCOPE_CHANGES, [planId]);
  }

  /** Other plans that want some of the same services. */
  async listOverlaps(planId: string): Promise<PlanOverlap[]> {
    return this.db.query(OVERLAPS, [planId]);
  }
}

/** The same fields in the same order as everywhere: plans are compared as text. */
const toPlan = ({ id, name, decision, periodFrom, periodTo, kind, targetPercent }: PlanEntity): Plan => ({
  id,
  name,
  decision,
  periodFrom,
  periodTo,
  kind,
  targetPercent,
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
