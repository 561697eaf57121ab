import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import {
  LEVEL_SCHEMES,
  PLAN_BUCKETS,
  TIERS,
  TIMELINESS,
  type PlanBucket,
  type Tier,
  type Timeliness,
} from '@dvc/domain';
import type { RowsFilterDto } from './progress.dto.js';

const LEVELS = [...LEVEL_SCHEMES.ND43, ...LEVEL_SCHEMES.ND42];
const oneOf = (name: string, values: readonly string[]): { message: string } => ({
  message: `${name}: chỉ nhận một trong ${values.join(', ')}`,
});

/** Path of everything about one plan. */
export class PlanParamsDto {
  @Matches(/^[\p{L}\p{N}._-]{1,80}$/u, { message: 'id: mã kế hoạch chỉ gồm chữ, số và . _ -' })
  readonly id!: string;
}

/** Which rows of a plan. Without a filter: all. */
export class PlanRowsFilterDto {
  @IsOptional()
  @IsIn(PLAN_BUCKETS, oneOf('bucket', PLAN_BUCKETS))
  readonly bucket?: PlanBucket;

  @IsOptional()
  @IsIn(TIMELINESS, oneOf('timeliness', TIMELINESS))
  readonly timeliness?: Timeliness;

  @IsOptional()
  @IsIn(LEVELS, oneOf('level', LEVELS))
  readonly level?: string;

  @IsOptional()
  @IsIn(TIERS, oneOf('tier', TIERS))
  readonly tier?: Tier;

  @IsOptional()
  @Matches(/^\d{4}-(I|II|III|IV)$/, { message: 'quarter: viết như 2020-III' })
  readonly quarter?: string;

  @IsOptional()
  @Matches(/^[A-Za-z0-9.]{1,40}$/, { message: 'agency: viết mã cơ quan, như H60.15' })
  readonly agency?: string;
}

/** Only what was asked for: an absent key is absent. */
export function rowsFilter({ bucket, timeliness, level, tier, quarter, agency }: PlanRowsFilterDto): RowsFilterDto {
  const asked = Object.entries({ bucket, timeliness, level, tier, quarter, agency }).filter(
    ([, wanted]) => wanted !== undefined,
  );
  return Object.fromEntries(asked);
}

/** A page of them. */
export class PlanRowsQueryDto extends PlanRowsFilterDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'limit: là số nguyên' })
  @Min(1, { message: 'limit: ít nhất 1' })
  @Max(200, { message: 'limit: nhiều nhất 200' })
  readonly limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString({ message: 'after: là giá trị next của trang trước' })
  @Length(1, 200, { message: 'after: là giá trị next của trang trước' })
  readonly after?: string;
}
