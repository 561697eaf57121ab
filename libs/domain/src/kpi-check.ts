import { readPrintedDay, formatDay, type IsoDate } from './calendar.js';
import type { Measure } from './kpi.js';
import { countForPercent, formatCount, formatRate } from './percent.js';

/**
 * What is made of the counts of a check. share: the first as a rate of the second · sum: all together · count: each
 * as it is · difference: each pair's first less its second · needed: how many reach the per cent · day: the day counted on.
 */
export const CHECK_KINDS = ['share', 'sum', 'count', 'difference', 'needed', 'day'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** One arithmetic statement of a source article, to be computed anew from rows. */
export interface KpiCheck {
  readonly id: string;
  /** World that it is counted in. */
  readonly world: string;
  readonly label: string;
  readonly kind: CheckKind;
  readonly terms: readonly Measure[];
  /** Of a share. */
  readonly decimals: number;
  /** Of `needed`. */
  readonly percent: number;
  /** What the terms must count. */
  readonly values: readonly number[];
  /** What must come out of them, as it would be printed; several with a `·` between. */
  readonly computed: string;
  /** What the article prints; `null`: nothing. */
  readonly printed: string | null;
  /** The article's own word beside the figure: khoảng, xấp xỉ, hơn. */
  readonly qualifier: string;
  /** Whether article and arithmetic agree, as known; `null` where nothing is printed. */
  readonly match: boolean | null;
  readonly note: string;
}

/** matches: as printed · inconsistent: the article contradicts itself, as known · computed: nothing printed · failed. */
export type CheckState = 'matches' | 'inconsistent' | 'computed' | 'failed';

/** What became of a check. `printed` and `computed` are both told wherever they differ. */
export interface CheckResult {
  readonly id: string;
  readonly world: string;
  readonly label: string;
  readonly state: CheckState;
  readonly values: readonly number[];
  readonly computed: string;
  readonly printed: string | null;
  readonly qualifier: string;
  readonly note: string;
  /** Empty unless it failed. */
  readonly faults: readonly string[];
}

/** Holds what was counted against what must come out. */
export function judgeCheck(check: KpiCheck, values: readonly number[], day: IsoDate): CheckResult {
  const computed = compute(check, values, day);
  const isMatch = check.printed === null ? null : agrees(check, computed);
  const faults = [
    ...(String(values) === String(check.values) ? [] : [`đếm được ${show(values)}, phải là ${show(check.values)}`]),
    ...(computed === check.computed ? [] : [`tính ra ${computed}, phải là ${check.computed}`]),
    ...(isMatch === check.match ? [] : [`so với số in: ${verdict(isMatch)}, phải là ${verdict(check.match)}`]),
  ];
  const { id, world, label, printed, qualifier, note } = check;
  const state = faults.length > 0 ? 'failed' : isMatch === null ? 'computed' : isMatch ? 'matches' : 'inconsistent';
  return { id, world, label, state, values, computed, printed, qualifier, note, faults };
}

function compute({ kind, decimals, percent }: KpiCheck, values: readonly number[], day: IsoDate): string {
  const [first = 0, second = 0] = values;
  switch (kind) {
    case 'share':
      return second === 0 ? 'N/A' : formatRate(first, second, decimals);
    case 'sum':
      return formatCount(values.reduce((sum, value) => sum + value, 0));
    case 'count':
      return join(values);
    case 'difference':
      return join(values.flatMap((value, index) => (index % 2 === 0 ? [value - (values[index + 1] ?? 0)] : [])));
    case 'needed':
      return join(values.map((whole) => countForPercent(percent, whole)));
    case 'day':
      return formatDay(day);
  }
}

/** A printed day that is none agrees with no day; nothing is mended on the way. */
function agrees({ kind, printed }: KpiCheck, computed: string): boolean {
  if (kind !== 'day') return printed === computed;
  const day = readPrintedDay(printed ?? '');
  return day !== null && formatDay(day) === computed;
}

const join = (counts: readonly number[]): string => counts.map(formatCount).join(' · ');
const show = (counts: readonly number[]): string => counts.map(formatCount).join(', ') || 'không gì';
const verdict = (isMatch: boolean | null): string => (isMatch === null ? 'không in' : isMatch ? 'khớp' : 'lệch');
