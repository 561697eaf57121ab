import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { CHECK_KINDS, COUNTED, TIERS, type Counted, type KpiCheck, type Quarter, type Tier } from '@dvc/domain';

class CheckedMeasure {
  @IsIn(COUNTED)
  readonly of!: Counted;

  @IsOptional()
  @IsInt({ each: true })
  readonly ranks?: number[];

  @IsOptional()
  @IsIn(TIERS)
  readonly tier?: Tier;

  @IsOptional()
  @IsNotEmpty()
  readonly plan?: string;

  @IsOptional()
  @IsIn([1, 2, 3, 4])
  readonly quarter?: Quarter;
}

class CheckLine {
  @IsNotEmpty()
  readonly id!: string;

  @IsNotEmpty()
  readonly label!: string;

  @IsIn(CHECK_KINDS)
  readonly kind!: KpiCheck['kind'];

  @ValidateNested({ each: true })
  @Type(() => CheckedMeasure)
  readonly terms: CheckedMeasure[] = [];

  @IsInt()
  @Min(0)
  @Max(4)
  readonly decimals: number = 2;

  @IsInt()
  @Min(0)
  @Max(100)
  readonly percent: number = 0;

  @IsInt({ each: true })
  readonly values: number[] = [];

  @IsNotEmpty()
  readonly computed!: string;

  @IsOptional()
  @IsString()
  readonly printed: string | null = null;

  @IsString()
  readonly qualifier: string = '';

  @IsOptional()
  @IsBoolean()
  readonly match: boolean | null = null;

  @IsString()
  readonly note: string = '';
}

/** `checks.yaml` of a world's folder: what its article prints, and what must come out. */
export class CheckFile {
  @ValidateNested({ each: true })
  @Type(() => CheckLine)
  readonly checks!: CheckLine[];
}
