import type { IsoDate } from './calendar.js';

/** Cấp thực hiện. A procedure has a set of them; an agency exactly one. */
export const TIERS = ['MINISTRY', 'PROVINCE', 'DISTRICT', 'COMMUNE'] as const;
export type Tier = (typeof TIERS)[number];

/** First day of two-tier local government: no district is valid on or after it. Source: docs/domain.md §2. */
export const DISTRICTS_END: IsoDate = '2025-07-01';

/** Cơ quan, đơn vị: a department, district, commune or ministry, valid for a time. */
export interface Agency {
  /** `H60.15` (QĐ 20/2020) or `000.00.15.H60` (older). */
  readonly code: string;
  readonly name: string;
  readonly tier: Tier;
  /** `null`: since ever. */
  readonly validFrom: IsoDate | null;
  /** Last day; `null`: still valid. */
  readonly validTo: IsoDate | null;
  /** Code of the agency that carries its work on, if any. */
  readonly mergedInto: string | null;
}

/** Both ends count. */
export function isValidOn({ validFrom, validTo }: Agency, day: IsoDate): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}
