import type { Tier } from './agency.js';
import type { IsoDate, Quarter } from './calendar.js';
import type { Level } from './level.js';

/**
 * integration: bring services to the portal · upgrade: raise their level · share: bring so many of them to the portal
 * that a share is met · directive: duties with deadlines · national: a list the Prime Minister sets.
 */
export const PLAN_KINDS = ['integration', 'upgrade', 'share', 'directive', 'national'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** Kế hoạch tích hợp: which services shall be on the portal, at which level, by when. */
export interface Plan {
  /** Chosen by the importer, in URLs and commands: `tuyen-quang-2020`. */
  readonly id: string;
  readonly name: string;
  /** Number of the decision that approved it; empty where unknown. */
  readonly decision: string;
  readonly periodFrom: IsoDate;
  readonly periodTo: IsoDate;
  readonly kind: PlanKind;
  /** Of a plan by share: per cent of the services at level 3 and 4 that shall be on the portal; else `null`. */
  readonly targetPercent: number | null;
}

/** One line of a plan file, checked. Identified by (serviceCode, agencyCode). */
export interface PlanRow {
  /** Line of the file, counted from 1 with the heading. */
  readonly line: number;
  readonly procedureCode: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly fieldName: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly tier: Tier;
  readonly level: Level;
  readonly quarter: Quarter;
  /** Last day of compliance. */
  readonly deadline: IsoDate;
  readonly workingDays: number | null;
  readonly hasFee: boolean;
  /** `null`: the row says at which level the service shall be, and nothing of how it stood. */
  readonly levelChange: PlanLevelChange | null;
}

/** What a row of an upgrade plan (nâng cấp mức độ) says beyond its level; with a reason it may go down. */
export interface PlanLevelChange {
  /** Level before. */
  readonly from: Level;
  /** First day of the new level; `null`: the day of the import. */
  readonly effectiveOn: IsoDate | null;
  /** Never empty where the level goes down. */
  readonly reason: string;
}

/** Where a row in the plan's scope stands; exactly one, first match from the top. */
export const PLAN_BUCKETS = ['published', 'inDoubt', 'rejected', 'held', 'inFlight', 'waiting', 'notStarted'] as const;
export type PlanBucket = (typeof PLAN_BUCKETS)[number];

/**
 * onTime: published by its deadline · publishedLate: after it · overdue: not published, deadline passed ·
 * due: not published, deadline still ahead or today. A deadline is met until the end of its day in Vietnam.
 */
export const TIMELINESS = ['onTime', 'publishedLate', 'overdue', 'due'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export function timelinessOf(deadline: IsoDate, publishedOn: IsoDate | null, today: IsoDate): Timeliness {
  if (publishedOn !== null) return publishedOn <= deadline ? 'onTime' : 'publishedLate';
  return today <= deadline ? 'due' : 'overdue';
}
