import type { PlanBucket, Tier, Timeliness } from '@dvc/domain';

export type TimelinessKey = Timeliness;

export interface PlanDto {
  readonly id: string;
  readonly name: string;
  readonly decision: string;
  readonly periodFrom: string;
  readonly periodTo: string;
}

/** Answer of `GET /api/plans`. */
export interface PlanListDto {
  readonly plans: readonly PlanDto[];
}

/** What `GET /api/plans/:id/rows` takes: the very rows a figure counts. */
export interface RowsFilterDto {
  readonly bucket?: PlanBucket;
  readonly timeliness?: Timeliness;
  readonly level?: string;
  readonly tier?: Tier;
  readonly quarter?: string;
  readonly agency?: string;
}

/** A figure of the whole plan, with its word and share. */
export interface FigureDto<K extends string> {
  readonly key: K;
  readonly text: string;
  readonly symbol: string;
  readonly count: number;
  readonly percentText: string;
}

/** The plan rows that share something: an agency, a quarter, a level and a tier. */
export interface ProgressGroupDto {
  readonly key: string;
  readonly label: string;
  /** Opens all of its rows; with a bucket or timeliness added, the rows of that figure. */
  readonly filter: RowsFilterDto;
  readonly total: number;
  /** Share published: `64,98 %`, or `N/A` where the group is empty. */
  readonly percentText: string;
  readonly buckets: Readonly<Record<PlanBucket, number>>;
  readonly timeliness: Readonly<Record<Timeliness, number>>;
}

/** Answer of `GET /api/plans/:id/progress`. Every figure is of the same instant. */
export interface PlanProgressDto {
  readonly asOf: string;
  readonly plan: PlanDto;
  readonly total: number;
  readonly published: number;
  readonly percentText: string;
  /** Something can still change by itself: ask again soon. */
  readonly isOpen: boolean;
  readonly buckets: readonly FigureDto<PlanBucket>[];
  readonly timeliness: readonly FigureDto<Timeliness>[];
  readonly byLevelAndTier: readonly ProgressGroupDto[];
  readonly byQuarter: readonly ProgressGroupDto[];
  readonly byAgency: readonly ProgressGroupDto[];
  readonly byQuarterAndAgency: readonly ProgressGroupDto[];
}

/** One row of the plan, in words where people read it. */
export interface PlanRowDto {
  readonly line: number;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly tierText: string;
  readonly levelText: string;
  readonly quarterText: string;
  /** Last day of compliance, `yyyy-mm-dd`. */
  readonly deadline: string;
  readonly bucket: PlanBucket;
  readonly bucketText: string;
  readonly bucketSymbol: string;
  readonly timeliness: Timeliness;
  readonly timelinessText: string;
  readonly publishedAt: string | null;
  readonly lastClass: string | null;
  readonly lastMessage: string | null;
  readonly nextAt: string | null;
}

/** Answer of `GET /api/plans/:id/rows`. */
export interface PlanRowsDto {
  readonly asOf: string;
  /** All rows of the filter, not of this page. */
  readonly total: number;
  readonly rows: readonly PlanRowDto[];
  /** Give it as `after` for the next page; `null` at the end. */
  readonly next: string | null;
}
