import { formatCount } from './percent.js';
import type { ReportForm, ReportIdentity } from './report-form.js';

/** Figures of one group by name; what the province does not know is `null`. */
export type Figures = Readonly<Record<string, number | string | null>>;

/** One line of a table: what it stands for, and its figures. */
export interface FigureGroup {
  /** Agency code, quarter …; empty: all. */
  readonly code: string;
  readonly name: string;
  readonly figures: Figures;
}

/**
 * What does not hold of a form's arithmetic, in sentences for whoever would sign it; none where all is well.
 * `isSumOfGroups`: each thing is in one group only, so that the last line is the sum of the others.
 */
export function findViolations(
  form: ReportForm,
  { groups, total, isSumOfGroups }: { groups: readonly FigureGroup[]; total: FigureGroup; isSumOfGroups: boolean },
): string[] {
  const faults = [...groups, total].flatMap((group) =>
    form.identities.filter((identity) => !holds(identity, group.figures)).map((rule) => told(form, rule, group)),
  );
  if (!isSumOfGroups) return faults;
  const wrong = form.columns.filter(({ key, kind }) => {
    const values = groups.map(({ figures }) => figures[key] ?? null);
    return kind === 'count' && values.every(isNumber) && sumOf(values) !== (total.figures[key] ?? 0);
  });
  return [...faults, ...wrong.map(({ heading }) => `Cột "${heading.join(' / ')}": các dòng không cộng lại thành tổng`)];
}

function holds({ sum, relation, of }: ReportIdentity, figures: Figures): boolean {
  const left = sum.map((key) => figures[key] ?? null);
  const right = of.map((key) => figures[key] ?? null);
  // What is not known breaks nothing.
  if (!left.every(isNumber) || !right.every(isNumber)) return true;
  return relation === '=' ? sumOf(left) === sumOf(right) : sumOf(left) <= sumOf(right);
}

function told(form: ReportForm, { sum, relation, of }: ReportIdentity, { name, figures }: FigureGroup): string {
  const side = (keys: readonly string[]): string =>
    keys.map((key) => `${headingOf(form, key)} (${formatCount(Number(figures[key]))})`).join(' + ');
  return `${name}: ${side(sum)} ${relation === '=' ? '≠' : '>'} ${side(of)}`;
}

const headingOf = ({ columns }: ReportForm, key: string): string =>
  columns.find((column) => column.key === key)?.heading.join(' / ') ?? key;
const isNumber = (value: unknown): value is number => typeof value === 'number';
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
