import type { IsoDate } from './calendar.js';
import type { Tier } from './agency.js';
import { AppError } from './errors.js';
import { levelRank, type Level } from './level.js';

/** Thủ tục hành chính (TTHC): the national item behind one or more online services. */
export interface Procedure {
  /** `1.004623`. */
  readonly code: string;
  readonly name: string;
  readonly fieldCode: string | null;
  readonly fieldName: string;
  /** Ministry that issued it. */
  readonly ministryCode: string | null;
  readonly ministryName: string;
  readonly tiers: readonly Tier[];
  /** Legal time limit in working days; `null` where none is set. */
  readonly workingDays: number | null;
  readonly hasFee: boolean;
}

/** The level at which one agency offers a service from a day on. */
export interface ServiceLevel {
  readonly agencyCode: string;
  readonly level: Level;
  readonly validFrom: IsoDate;
  /** The agency that offered it; absent where it is the same. Its work is done by another one since. */
  readonly inheritedFrom?: string;
}

/** Dịch vụ công trực tuyến: a procedure offered online by agencies, each at a dated level. */
export interface OnlineService {
  /** Procedure code and a running number: `1.004623.01`. */
  readonly code: string;
  readonly name: string;
  readonly procedureCode: string;
  readonly isOffered: boolean;
  readonly levels: readonly ServiceLevel[];
}

/** What the portal shall show of a service on a day: agency code → rank of its level. Sorted, so equal means same text. */
export type Offer = Readonly<Record<string, number>>;

/** The level of each agency that holds on the day; an agency without one does not apply the service yet. */
export function offerOn({ isOffered, levels }: OnlineService, day: IsoDate): Offer {
  if (!isOffered) return {};
  const agencies = [...new Set(levels.map(({ agencyCode }) => agencyCode))].sort(compareText);
  const ranks = agencies.flatMap((agency) => {
    const held = heldOn(
      levels.filter(({ agencyCode }) => agencyCode === agency),
      day,
    );
    return held === undefined ? [] : [[agency, levelRank(held.level)] as const];
  });
  return Object.fromEntries(ranks);
}

/**
 * The level that holds at one agency on a day: its own newest one, where it has any; else the highest of those it has
 * inherited.
 */
export function heldOn(levels: readonly ServiceLevel[], day: IsoDate): ServiceLevel | undefined {
  const newest = new Map<string, ServiceLevel>();
  for (const level of levels) {
    const before = newest.get(level.inheritedFrom ?? '');
    if (level.validFrom > day || (before !== undefined && before.validFrom > level.validFrom)) continue;
    newest.set(level.inheritedFrom ?? '', level);
  }
  const own = newest.get('');
  if (own !== undefined) return own;
  const [first, ...others] = newest.values();
  return others.reduce(
    (best, level) => (best && levelRank(best.level) >= levelRank(level.level) ? best : level),
    first,
  );
}

export class ServiceNotFoundError extends AppError {
  readonly code = 'SERVICE_NOT_FOUND';

  constructor(code: string) {
    super(`Không có dịch vụ "${code}"`, 'Kiểm tra mã dịch vụ, ví dụ 9.000060.01.');
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
