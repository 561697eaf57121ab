import type { FaultPhase } from './effects/effect.js';
import type { FaultEffect } from './effects/effect-table.js';

export const KEY_PARTS = ['service', 'madonvi', 'MaHoSo', 'MaTTHC', 'MaDVC', 'day', 'attempt'] as const;
export type KeyPart = (typeof KEY_PARTS)[number];

export interface RateTrigger {
  readonly rate: number;
  readonly keyedBy: readonly KeyPart[];
  readonly seed: number;
}

export type FaultTrigger =
  | { readonly first: number }
  | { readonly nth: readonly number[] }
  | { readonly every: number }
  /** Instants, ISO 8601 in UTC, ascending. */
  | { readonly at: readonly string[] }
  | RateTrigger
  | { readonly always: true };

/** When a fault fires. */
export type FaultSchedule = FaultTrigger & {
  /** ISO 8601 in UTC: from inclusive, to exclusive. */
  readonly window?: { readonly from: string; readonly to: string };
};

/** Which calls a fault is about, beyond their service. */
export interface FaultTarget {
  readonly madonvi?: string;
  readonly isUpdating?: boolean;
  readonly minItems?: number;
  /** Calls that hold one of these keys. */
  readonly keys?: readonly string[];
}

/** Trouble the mock makes on demand. */
export interface Fault {
  readonly id: string;
  /** `*`, `login`, or a service's name. */
  readonly service: string;
  readonly on?: FaultTarget;
  readonly phase: FaultPhase;
  readonly effect: FaultEffect;
  readonly schedule: FaultSchedule;
  /** Fires so often at most, in all or for each key. */
  readonly max?: number;
  readonly perKey?: number;
  /** False waits until it is enabled. */
  readonly enabled?: boolean;
}

/** How often a fault was looked at, acted, lost to one before it, or was held back by `max` or `perKey`. */
export interface FaultCounts {
  readonly considered: number;
  readonly fired: number;
  readonly shadowed: number;
  readonly capped: number;
}

export interface CountedFault {
  readonly fault: Fault;
  readonly counts: FaultCounts;
}

/** What is stored of a fault's past. */
export interface FaultPast extends CountedFault {
  /** So many instants of its schedule are over. */
  readonly taken: number;
  /** Firings by key, for `perKey`. */
  readonly byKey: Readonly<Record<string, number>>;
}

export const NO_COUNTS: FaultCounts = { considered: 0, fired: 0, shadowed: 0, capped: 0 };
