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

/** The newest level of each agency that is valid on the day; an agency without one does not apply the service yet. */
export function offerOn({ isOffered, levels }: OnlineService, day: IsoDate): Offer {
  if (!isOffered) return {};
  const valid = levels.filter(({ validFrom }) => validFrom <= day);
  const oldestFirst = [...valid].sort((a, b) => compareText(a.validFrom, b.validFrom));
  const newest = new Map(oldestFirst.map(({ agencyCode, level }) => [agencyCode, levelRank(level)]));
  return Object.fromEntries([...newest].sort(([a], [b]) => compareText(a, b)));
}

export class ServiceNotFoundError extends AppError {
  readonly code = 'SERVICE_NOT_FOUND';

  constructor(code: string) {
    super(`Không có dịch vụ "${code}"`, 'Kiểm tra mã dịch vụ, ví dụ 9.000060.01.');
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
