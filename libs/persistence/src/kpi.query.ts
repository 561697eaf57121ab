import { schemeOn, type Count, type CountingPlace, type IsoDate, type Measure, type Plan } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { LATE_BY_AGENCY, countOf, rowsOf } from './kpi.sql.js';

/** One of the rows that a figure counts. */
export interface CountedRow {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly agency: string | null;
  /** Rank of its level. */
  readonly level: number | null;
  /** Deadline of a row of a plan, day of submission of a dossier. */
  readonly day: IsoDate | null;
}

/** Rows of a plan at one agency whose last day is over. */
export interface LateAgency {
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly late: number;
  readonly due: number;
}

/** Counts rows for figures, and lists exactly the rows that were counted. */
export class KpiQuery {
  constructor(private readonly db: EntityManager) {}

  async count(place: CountingPlace, measure: Measure): Promise<Count> {
    const [row] = await this.db.query<{ n: number }[]>(countOf(measure.of), askOf(place, measure));
    return { measure, count: row?.n ?? 0 };
  }

  /** A page of rows, by their keys. */
  async listRows(
    place: CountingPlace,
    measure: Measure,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<CountedRow[]> {
    return this.db.query(rowsOf(measure.of), [...askOf(place, measure), after ?? null, limit]);
  }

  async listLate(place: CountingPlace, plan: string): Promise<LateAgency[]> {
    return this.db.query(LATE_BY_AGENCY, askOf(place, { of: 'planLate', plan }));
  }

  /** Plans with a row at an agency that counts. */
  async listPlans(world: string | null): Promise<Pick<Plan, 'id' | 'name'>[]> {
    return this.db.query(
      `SELECT p.id, p.name FROM plan p WHERE EXISTS (SELECT 1 FROM plan_item i JOIN agency a ON a.code = i.agency_code
         WHERE i.plan_id = p.id AND i.excluded_at IS NULL AND a.world IS NOT DISTINCT FROM $1::text) ORDER BY p.id`,
      [world],
    );
  }
}

/** The parameters that every text of kpi.sql.ts takes. */
function askOf({ world, at, period }: CountingPlace, { ranks, tier, plan, quarter }: Measure): unknown[] {
  const days = [period?.from ?? null, period?.to ?? null];
  return [world, at, ...days, ranks ?? null, schemeOn(at), tier ?? null, plan ?? null, quarter ?? null];
}
