import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** `9.900101`, with or without the province that owns it: `1.003560.H56`, `1.003560.000.00.00.H56`. */
export const PROCEDURE_CODE = /^\d\.\d{6}(\.(000\.00\.00\.)?H\d{2})?$/;
/** A procedure's code and a running number of two digits: `9.900101.01`. */
export const SERVICE_CODE = /^\d\.\d{6}(\.(000\.00\.00\.)?H\d{2})?\.\d{2}$/;
/** Old style `000.00.12.H97`, new style `H97`, `H97.12`, `H97.12.03`; ministries alike with `G`. */
export const AGENCY_CODE = /^(\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}|[HG]\d{2}(\.\d{1,3}){0,3})$/;
/** `G03-GD10`. */
export const FIELD_CODE = /^G\d{2}-[A-Z]{2}\d{2,3}$/;

/** 2 information only · 3 một phần (or level 3) · 4 toàn trình (or level 4). See docs/protocol.md §3. */
export const PORTAL_LEVELS = [2, 3, 4] as const;
export type PortalLevel = (typeof PORTAL_LEVELS)[number];

/** `"1"` offered (công khai) · `"0"` withdrawn (ngừng cung cấp). */
export const PORTAL_SERVICE_STATES = ['0', '1'] as const;
export type PortalServiceState = (typeof PORTAL_SERVICE_STATES)[number];

/** One unit where a service applies, and how far it goes there. */
export class PortalApplication {
  @Matches(AGENCY_CODE)
  readonly MACOQUANTHUCHIEN!: string;

  /** The portal takes a numeric text too; we send a number. */
  @Type(() => Number)
  @IsIn(PORTAL_LEVELS)
  readonly MUCDO!: PortalLevel;
}

/** One online service as `DongBoDVC` takes it (assumed whole) and `LayDVC` returns it. See docs/protocol.md §3. */
export class PortalOnlineService {
  @Matches(SERVICE_CODE)
  readonly MADVC!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  readonly TENDVC!: string;

  @Matches(PROCEDURE_CODE)
  readonly MATTHC!: string;

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly TENTTHC?: string;

  @IsOptional()
  @Matches(AGENCY_CODE)
  readonly MACOQUANBANHANH?: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly TENCOQUANBANHANH!: string;

  @IsOptional()
  @Matches(FIELD_CODE)
  readonly MALINHVUC?: string;

  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly TENLINHVUC!: string;

  /** Empty only for a withdrawn service. */
  @IsArray()
  @ArrayMaxSize(500)
  @Type(() => PortalApplication)
  @ValidateNested({ each: true })
  readonly APDUNGDVC!: readonly PortalApplication[];

  @IsIn(PORTAL_SERVICE_STATES)
  readonly TRANGTHAI!: PortalServiceState;
}
