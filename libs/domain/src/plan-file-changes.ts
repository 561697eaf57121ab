import type { PlanPeriod } from './plan-file-row.js';
import type { IsoDate } from './calendar.js';
import type { PlanRow } from './plan.js';

/** What importing would do to one row of the plan. */
export type PlanChange =
  | { readonly kind: 'added'; readonly after: PlanRow }
  | { readonly kind: 'changed'; readonly before: PlanRow; readonly after: PlanRow }
  | { readonly kind: 'dropped'; readonly before: PlanRow };

/** A stored plan against a file: every row of either is in exactly one of the four. */
export interface PlanDifference {
  readonly changes: readonly PlanChange[];
  readonly unchanged: number;
  /** Unchanged rows that stand on another line of the file now. */
  readonly moved: readonly PlanRow[];
}

/** What a plan says of a service. Field, working days and fee are the procedure's, and the catalogue has the last word on them. */
const COMPARED = ['serviceName', 'tier', 'quarter', 'deadline'] as const satisfies readonly (keyof PlanRow)[];

/**
 * Compares by (serviceCode, agencyCode). The line is no part of a row: sorting a file changes nothing.
 * Meets the stored rows one by one, in any order, so that they need not be in memory together.
 */
export class PlanComparison {
  private readonly left: Map<string, PlanRow>;
  private readonly changed = new Map<string, PlanRow>();
  private readonly dropped: PlanRow[] = [];
  private readonly moved: PlanRow[] = [];
  private unchanged = 0;

  constructor(private readonly wanted: readonly PlanRow[]) {
    this.left = new Map(wanted.map((row) => [keyOf(row), row]));
  }

  meet(before: PlanRow): void {
    const key = keyOf(before);
    const after = this.left.get(key);
    this.left.delete(key);
    if (after === undefined) this.dropped.push(before);
    else if (!isSame(before, after)) this.changed.set(key, before);
    else {
      this.unchanged++;
      if (before.line !== after.line) this.moved.push(after);
    }
  }

  /** Changes in the file's order, dropped rows last. */
  finish(): PlanDifference {
    const changes: PlanChange[] = [];
    for (const after of this.wanted) {
      const key = keyOf(after);
      const before = this.changed.get(key);
      if (before !== undefined) changes.push({ kind: 'changed', before, after });
      else if (this.left.has(key)) changes.push({ kind: 'added', after });
    }
    for (const before of this.dropped) changes.push({ kind: 'dropped', before });
    return { changes, unchanged: this.unchanged, moved: this.moved };
  }
}

/** The calendar years the deadlines lie in: the period of a plan for which nobody gave one. */
export function periodOf(rows: readonly PlanRow[]): PlanPeriod | null {
  const [first] = rows;
  if (first === undefined) return null;
  const earliest = rows.reduce((day, { deadline }) => (deadline < day ? deadline : day), first.deadline);
  const latest = rows.reduce((day, { deadline }) => (deadline > day ? deadline : day), first.deadline);
  return { from: `${earliest.slice(0, 4)}-01-01` as IsoDate, to: `${latest.slice(0, 4)}-12-31` as IsoDate };
}

const keyOf = ({ serviceCode, agencyCode }: PlanRow): string => `${serviceCode} ${agencyCode}`;

function isSame(a: PlanRow, b: PlanRow): boolean {
  const isSameLevel = a.level.scheme === b.level.scheme && a.level.value === b.level.value;
  const isSameChange = JSON.stringify(a.levelChange) === JSON.stringify(b.levelChange);
  return isSameLevel && isSameChange && COMPARED.every((field) => a[field] === b[field]);
}
