import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { COUNTED, TIERS, type Counted, type IsoDate, type Quarter, type Tier } from '@dvc/domain';
import { Day } from '../day.js';
import { PageLimit } from '../page-limit.js';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Where and when to count. */
export class KpiPlaceDto {
  @ApiPropertyOptional({ example: 'tuyen-quang-2020', description: 'A loaded world; without it the province itself.' })
  @IsOptional()
  @Matches(NAME)
  readonly world?: string;

  @ApiPropertyOptional({ example: '2020-10-03', description: 'Day of the figures; the world’s own day, or today.' })
  @IsOptional()
  @Day()
  readonly at?: IsoDate;

  @ApiPropertyOptional({ description: 'First day of submission of dossiers; the world’s, or the first of the year.' })
  @IsOptional()
  @Day()
  readonly from?: IsoDate;

  @ApiPropertyOptional({ description: 'Last day of submission of dossiers; the world’s, or the day of the figures.' })
  @IsOptional()
  @Day()
  readonly to?: IsoDate;
}

/** Query of `GET /kpi/rows`: the question that a count answers. */
export class KpiRowsDto extends KpiPlaceDto {
  @IsIn(COUNTED)
  readonly of!: Counted;

  @ApiPropertyOptional({ example: '3,4' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',').map(Number) : value))
  @IsIn([1, 2, 3, 4], { each: true })
  readonly ranks?: number[];

  @IsOptional()
  @IsIn(TIERS)
  readonly tier?: Tier;

  @IsOptional()
  @Matches(NAME)
  readonly plan?: string;

  @IsOptional()
  @Type(() => Number)
  @IsIn([1, 2, 3, 4])
  readonly quarter?: Quarter;

  @PageLimit(500)
  readonly limit: number = 100;

  @ApiPropertyOptional({ description: '`next` of the page before.' })
  @IsOptional()
  @MaxLength(100)
  readonly after?: string;
}
