import {
  AppError,
  toRoman,
  type IsoDate,
  type Plan,
  type PlanBucket,
  type Quarter,
  type Tier,
  type Timeliness,
} from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { GROUPS, QUEUES, ROWS, type GroupRecord } from './progress.sql.js';
import { PlanRepository } from './plan.repository.js';

/** Rows of a plan that have something in common, by where they stand. */
export interface ProgressGroup {
  /** Value of what they share: `3`, `PROVINCE`, `2020-III`, an agency code; two of them joined by `|`. */
  readonly key: string;
  readonly label: string;
  readonly total: number;
  readonly buckets: Record<PlanBucket, number>;
  readonly timeliness: Record<Timeliness, number>;
}

/** One plan as the ledger tells it at one instant; each list of groups sums to `total`. */
export interface PlanProgress {
  readonly plan: Plan;
  /** ISO instant. */
  readonly asOf: string;
  /** Rows in scope. */
  readonly total: number;
  readonly published: number;
  readonly rejected: number;
  readonly inDoubt: number;
  readonly buckets: Record<PlanBucket, number>;
  readonly timeliness: Record<Timeliness, number>;
  readonly byLevel: readonly ProgressGroup[];
  readonly byTier: readonly ProgressGroup[];
  readonly byQuarter: readonly ProgressGroup[];
  readonly byAgency: readonly ProgressGroup[];
  readonly byLevelAndTier: readonly ProgressGroup[];
  readonly byQuarterAndAgency: readonly ProgressGroup[];
}

/** A figure opens its rows: the same words as in the groups. */
export interface ProgressFilter {
  readonly bucket?: PlanBucket | undefined;
  readonly timeliness?: Timeliness | undefined;
  readonly level?: string | undefined;
  readonly tier?: Tier | undefined;
  /** `2020-III`. */
  readonly quarter?: string | undefined;
  readonly agency?: string | undefined;
  /** The day by whose agencies it is told. */
  readonly agenciesOn?: IsoDate | undefined;
}

export interface PlanProgressRow {
  readonly line: number;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  /** As the plan names it; another one may answer by now. */
  readonly plannedAgencyCode: string;
  readonly tier: Tier;
  readonly level: string;
  readonly quarter: string;
  readonly deadline: IsoDate;
  readonly bucket: PlanBucket;
  readonly timeliness: Timeliness;
  readonly publishedAt: string | null;
  readonly lastClass: string | null;
  readonly lastMessage: string | null;
  readonly nextAt: string | null;
}

export interface ProgressRows {
  readonly asOf: string;
  /** All rows that fit the filter. */
  readonly total: number;
  readonly rows: readonly PlanProgressRow[];
  /** For `after` of the next page. */
  readonly next: string | null;
}

/** What waits for one job, as PostgreSQL knows it; the queue itself may be wiped and filled again. */
export interface QueueTruth {
  readonly job: string;
  readonly due: number;
  /** Waits for its time: back-off, hold, doubt. */
  readonly cooling: number;
  readonly openBatches: number;
  readonly sending: number;
  readonly oldestDueS: number | null;
  readonly asOf: string;
}

export class PlanNotFoundError extends AppError {
  readonly code = 'PLAN_NOT_FOUND';

  constructor(id: string) {
    super(`Không có kế hoạch "${id}"`, 'Xem danh sách bằng: dvcqg plan list');
  }
}

/** Progress is counted from the ledger each time it is asked for; there are no counters that could drift. */
export class ProgressQuery {
  constructor(private readonly db: EntityManager) {}

  /**
   * `agenciesOn`: the day by whose agencies it is told, today if left out.
   *
   * @throws {PlanNotFoundError}
   */
  async getPlan(planId: string, agenciesOn?: IsoDate): Promise<PlanProgress> {
    const plan = await new PlanRepository(this.db).find(planId);
    if (plan === null) throw new PlanNotFoundError(planId);
    const records = await this.db.query<GroupRecord[]>(GROUPS, [planId, agenciesOn ?? null]);
    const of = (grouping: string): ProgressGroup[] => records.filter((r) => r.grouping === grouping).map(toGroup);
    const [all] = of('all');
    const [first] = records;
    if (!all || !first) throw new Error('A grouping set without a grand total');
    const { total, buckets, timeliness } = all;
    const { published, rejected, inDoubt } = buckets;
    return {
      plan,
      asOf: first.as_of.toISOString(),
      ...{ total, published, rejected, inDoubt, buckets, timeliness },
      byLevel: of('level'),
      byTier: of('tier'),
      byQuarter: of('quarter'),
      byAgency: of('agency'),
      byLevelAndTier: of('level|tier'),
      byQuarterAndAgency: of('quarter|agency'),
    };
  }

  /** The rows behind a figure, in the order of the plan's file. */
  async listRows(
    planId: string,
    filter: ProgressFilter,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<ProgressRows> {
    const { agenciesOn, bucket, timeliness, level, tier, quarter, agency } = filter;
    const given = [agenciesOn, bucket, timeliness, level, tier, quarter, agency].map((value) => value ?? null);
    const [page] = await this.db.query<{ as_of: Date; total: number; rows: PlanProgressRow[] }[]>(ROWS, [
      planId,
      ...given,
      after ?? null,
      limit,
    ]);
    const { as_of: asOf, total, rows } = page ?? { as_of: new Date(0), total: 0, rows: [] };
    const last = rows.length === limit ? rows.at(-1) : undefined;
    const next = last ? keyOf(last) : null;
    return { asOf: asOf.toISOString(), total, rows, next };
  }

  async listQueues(): Promise<QueueTruth[]> {
    const rows = await this.db.query<(Omit<QueueTruth, 'asOf'> & { as_of: Date })[]>(QUEUES);
    return rows.map(({ as_of, ...row }) => ({ ...row, asOf: as_of.toISOString() }));
  }
}

const keyOf = ({ line, serviceCode, plannedAgencyCode }: PlanProgressRow): string =>
  `${String(line).padStart(9, '0')}|${serviceCode}|${plannedAgencyCode}`;

function toGroup(record: GroupRecord): ProgressGroup {
  const { level, tier, year, quarter, agency_code: agency, agency_name: agencyName } = record;
  const time = year !== null && quarter !== null ? `${String(year)}-${toRoman(quarter as Quarter)}` : null;
  const keys = [level, time, tier, agency].filter((key) => key !== null);
  return {
    key: keys.join('|'),
    label: agencyName ?? keys.join(' · '),
    total: record.total,
    buckets: record.buckets,
    timeliness: record.timeliness,
  };
}
