import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import {
  PLAN_BUCKETS,
  PLAN_KINDS,
  TIERS,
  TIMELINESS,
  type IsoDate,
  type PlanBucket,
  type PlanKind,
  type Tier,
  type Timeliness,
} from '@dvc/domain';
import { Day } from '../day.js';
import { Flag } from './flag.js';
import { PageLimit } from '../page-limit.js';
import { PLAIN_TEXT } from '../plain-text.js';

const PLAN_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;

export class PlanIdDto {
  /** Chosen by the importer. */
  @ApiProperty({ example: 'tuyen-quang-2020', pattern: PLAN_ID.source })
  @Matches(PLAN_ID)
  readonly id!: string;
}

/** Query of `POST /plans/:id/import`. What is left out stays as it is stored. */
export class ImportPlanDto {
  @ApiPropertyOptional({ description: 'Say what would change; store nothing.' })
  @Flag()
  @IsOptional()
  @IsBoolean()
  readonly dryRun: boolean = false;

  @ApiPropertyOptional({ description: 'Store the good rows although others are rejected. No row is dropped then.' })
  @Flag()
  @IsOptional()
  @IsBoolean()
  readonly partial: boolean = false;

  @ApiPropertyOptional({ example: 'Danh mục DVCTT tích hợp năm 2020' })
  @IsOptional()
  @Matches(PLAIN_TEXT)
  @MaxLength(500)
  readonly name?: string;

  @ApiPropertyOptional({ example: '1234/QĐ-UBND' })
  @IsOptional()
  @Matches(PLAIN_TEXT)
  @MaxLength(200)
  readonly decision?: string;

  @ApiPropertyOptional({ enum: PLAN_KINDS })
  @IsOptional()
  @IsIn(PLAN_KINDS)
  readonly kind?: PlanKind;

  @ApiPropertyOptional({ example: '2020-01-01' })
  @IsOptional()
  @Day()
  readonly from?: IsoDate;

  @ApiPropertyOptional({ example: '2020-12-31' })
  @IsOptional()
  @Day()
  readonly to?: IsoDate;

  @ApiPropertyOptional({ example: 'nguyen.van.a', description: 'Who answers for it; stands in the history of levels.' })
  @IsOptional()
  @Matches(PLAIN_TEXT)
  @MaxLength(100)
  readonly by: string = '';
}

/** Query of `GET /plans/:id/progress`. */
export class PlanProgressDto {
  @ApiPropertyOptional({
    example: '2025-06-30',
    description: 'By whose agencies: those of this day; today if left out.',
  })
  @IsOptional()
  @Day()
  readonly agenciesOn?: IsoDate;
}

/** Query of `GET /plans/:id/rows`: the words of the progress groups. */
export class PlanRowsDto extends PlanProgressDto {
  @ApiPropertyOptional({ enum: PLAN_BUCKETS })
  @IsOptional()
  @IsIn(PLAN_BUCKETS)
  readonly bucket?: PlanBucket;

  @ApiPropertyOptional({ enum: TIMELINESS })
  @IsOptional()
  @IsIn(TIMELINESS)
  readonly timeliness?: Timeliness;

  @ApiPropertyOptional({ example: '3' })
  @IsOptional()
  @IsIn(['1', '2', '3', '4', 'INFO', 'PARTIAL', 'FULL'])
  readonly level?: string;

  @ApiPropertyOptional({ enum: TIERS })
  @IsOptional()
  @IsIn(TIERS)
  readonly tier?: Tier;

  @ApiPropertyOptional({ example: '2020-III' })
  @IsOptional()
  @Matches(/^\d{4}-(I{1,3}|IV)$/)
  readonly quarter?: string;

  @ApiPropertyOptional({ example: 'H60.15' })
  @IsOptional()
  @Matches(/^[0-9A-Z.]{1,35}$/)
  readonly agency?: string;

  @PageLimit(500)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` of the page before.' })
  @IsOptional()
  @Matches(/^[0-9A-Z.|]{1,100}$/)
  readonly after?: string;
}

export class ExportPlanDto {
  @ApiPropertyOptional({ enum: ['csv', 'xlsx'] })
  @IsOptional()
  @IsIn(['csv', 'xlsx'])
  readonly format: 'csv' | 'xlsx' = 'csv';
}
