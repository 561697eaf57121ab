import type { ReportCell, ReportColumn, ReportPeriod } from '@dvc/domain';

/** One line by the keys of its columns; tables also tell figures that have no column. */
export type ReportLine = Readonly<Record<string, ReportCell>>;

/** A report ready to be written in any format. */
export interface ReportDocument {
  readonly name: string;
  /** Number of the printed form, or that there is none. */
  readonly number: string;
  readonly title: string;
  readonly english: string;
  readonly period: ReportPeriod;
  /** The moment for which the figures hold. */
  readonly at: Date;
  /** What else it is about: the plan, the figure whose rows it shows. */
  readonly about: readonly string[];
  readonly columns: readonly ReportColumn[];
  /** `(3)=(4)+(5)` below the headings; null: none. */
  readonly columnNumbers: readonly string[] | null;
  /** How many lines there are, without the total. */
  readonly count: number;
  /** Some at a time; can be gone through once. */
  readonly lines: Iterable<readonly ReportLine[]> | AsyncIterable<readonly ReportLine[]>;
  readonly total: ReportLine | null;
  readonly notes: readonly string[];
  /** What of the form's arithmetic does not hold; must be shown. */
  readonly violations: readonly string[];
}
