import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PLAN_KINDS, TIERS, type IsoDate, type PlanKind, type Tier } from '@dvc/domain';
import { Day } from '../day.js';

/** real: printed in the source or verified · derived: follows from it by arithmetic or rule · invented: made to fit. */
const BASES = ['real', 'derived', 'invented'] as const;
const LEVELS = ['1', '2', '3', '4', 'INFO', 'PARTIAL', 'FULL'];

class Based {
  @IsIn(BASES)
  readonly basis!: (typeof BASES)[number];

  /** How it follows from the source, or why it was made so. */
  @IsOptional()
  @IsString()
  readonly why?: string;
}

class WorldPeriod {
  @Day()
  readonly from!: IsoDate;

  @Day()
  readonly to!: IsoDate;
}

class WorldAgency extends Based {
  @Matches(/^[A-Z]\d{2}(\.\d{2})*$/)
  readonly code!: string;

  @IsNotEmpty()
  readonly name!: string;

  @IsIn(TIERS)
  readonly tier!: Tier;

  @IsOptional()
  @Day()
  readonly validFrom?: IsoDate;

  @IsOptional()
  @Day()
  readonly validTo?: IsoDate;
}

/** A plan of the world: rows from a file of the usual form, or from the groups that name it, or none. */
export class WorldPlan extends Based {
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/)
  readonly id!: string;

  @IsNotEmpty()
  readonly name!: string;

  @IsString()
  readonly decision: string = '';

  @IsIn(PLAN_KINDS)
  readonly kind!: PlanKind;

  @Day()
  readonly from!: IsoDate;

  @Day()
  readonly to!: IsoDate;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100)
  readonly targetPercent?: number;

  /** Relative to the world's folder. */
  @IsOptional()
  @IsNotEmpty()
  readonly file?: string;
}

class WorldPlanned {
  @IsNotEmpty()
  readonly plan!: string;

  @IsIn(LEVELS)
  readonly level!: string;

  @IsIn(TIERS)
  readonly tier!: Tier;

  @Day()
  readonly deadline!: IsoDate;
}

/** So many services alike; `basis` is that of their number. The single rows are invented wherever there is a group. */
export class WorldGroup extends Based {
  @IsInt()
  @Min(0)
  @Max(99_999)
  readonly count!: number;

  @IsIn(LEVELS)
  readonly level!: string;

  @IsIn(TIERS, { each: true })
  readonly tiers!: Tier[];

  @IsString({ each: true })
  readonly agencies!: string[];

  @Day()
  readonly since!: IsoDate;

  @IsInt()
  @Min(0)
  readonly integrated: number = 0;

  @IsInt()
  @Min(0)
  readonly active: number = 0;

  @IsInt()
  @Min(0)
  readonly dossiers: number = 0;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => WorldPlanned)
  readonly planned: WorldPlanned[] = [];
}

export class WorldDuty extends Based {
  @IsNotEmpty()
  readonly plan!: string;

  @IsNotEmpty()
  readonly actor!: string;

  @IsNotEmpty()
  readonly text!: string;

  /** As the directive words it; empty where it sets no day. */
  @IsString()
  readonly wording!: string;
}

/** `world.yaml` of a world's folder. See config/README.md. */
export class WorldFile {
  @IsNotEmpty()
  readonly title!: string;

  @IsNotEmpty()
  readonly source!: string;

  /** True: its agencies are those of the province's own catalogue. */
  @IsBoolean()
  readonly isOwn!: boolean;

  @Day()
  readonly asOf!: IsoDate;

  @IsOptional()
  @ValidateNested()
  @Type(() => WorldPeriod)
  readonly period?: WorldPeriod;

  /** First digits of the codes of its invented procedures. */
  @Matches(/^9\.\d$/)
  readonly codes!: string;

  @ValidateNested({ each: true })
  @Type(() => WorldAgency)
  readonly agencies: WorldAgency[] = [];

  @ValidateNested({ each: true })
  @Type(() => WorldPlan)
  readonly plans: WorldPlan[] = [];

  @ValidateNested({ each: true })
  @Type(() => WorldGroup)
  readonly groups: WorldGroup[] = [];

  @ValidateNested({ each: true })
  @Type(() => WorldDuty)
  readonly duties: WorldDuty[] = [];
}
