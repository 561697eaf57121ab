/** Kind of a cell: how it is stored in a sheet and printed in text. */
export type ColumnKind = 'number' | 'text' | 'code' | 'count' | 'percent' | 'day' | 'moment';

/** What a cell may hold: text, a number, a day as `yyyy-mm-dd`, a moment; `null`: not known, printed `N/A`. */
export type ReportCell = string | number | Date | null;

/** One column of a form, under the headings it is printed with. */
export interface ReportColumn {
  /** Name of the figure or field that fills it. */
  readonly key: string;
  /** From the top: `['Số hồ sơ nhận giải quyết', 'Trong kỳ', 'Trực tuyến']`. Equal neighbours become one merged cell. */
  readonly heading: readonly string[];
  readonly english: string;
  readonly kind: ColumnKind;
  /** Characters. */
  readonly width: number;
  /** A percentage: figure above, figure below the line. */
  readonly ratio?: { readonly part: string; readonly whole: string };
  /** Words for people, by the word in the database. */
  readonly words?: Readonly<Record<string, string>>;
}

/** An arithmetic rule of the printed form: both sums are equal, or the first is at most the second. */
export interface ReportIdentity {
  readonly sum: readonly string[];
  readonly relation: '=' | '≤';
  readonly of: readonly string[];
}

/** A form as it is handed in. */
export interface ReportForm {
  /** In addresses and commands: `II.06a`. */
  readonly name: string;
  /** `Biểu số …`, or that there is no official one. */
  readonly number: string;
  readonly title: string;
  readonly english: string;
  /** The figure whose rows are the report: a list. `null`: a table, one line per group, of which each figure opens its rows. */
  readonly listed: string | null;
  /** It is about one plan, which must be named. */
  readonly isOfPlan: boolean;
  readonly columns: readonly ReportColumn[];
  readonly identities: readonly ReportIdentity[];
  /** What the figures mean: base of percentages, what counts as finished. Printed below the table. */
  readonly notes: readonly string[];
}

/** A cell of the heading and the cells it covers; rows and columns from 0. */
export interface HeadingCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

export const headingDepth = (columns: readonly ReportColumn[]): number =>
  Math.max(...columns.map(({ heading }) => heading.length));

/** The merged heading: a cell covers all neighbours under the same words, and the rows below where its path ends. */
export function headingCells(columns: readonly ReportColumn[]): HeadingCell[] {
  const depth = headingDepth(columns);
  const cells: HeadingCell[] = [];
  for (let row = 0; row < depth; row++) {
    for (let column = 0; column < columns.length;) {
      const path = pathOf(columns, column, row);
      let columnSpan = 1;
      while (path !== null && pathOf(columns, column + columnSpan, row) === path) columnSpan++;
      const heading = columns[column]?.heading ?? [];
      const rowSpan = row === heading.length - 1 ? depth - row : 1;
      if (path !== null) cells.push({ row, column, rowSpan, columnSpan, text: heading[row] ?? '' });
      column += columnSpan;
    }
  }
  return cells;
}

/** The words above and at a place, or `null` where a cell from above covers it. */
function pathOf(columns: readonly ReportColumn[], column: number, row: number): string | null {
  const heading = columns[column]?.heading ?? [];
  return row < heading.length ? heading.slice(0, row + 1).join('\n') : null;
}

/** Numbers below the headings, as forms print them: `(3)=(4)+(5)+(6)`. */
export function columnNumbers({ columns, identities }: ReportForm): string[] {
  const place = (key: string): string => `(${String(columns.findIndex((column) => column.key === key) + 1)})`;
  return columns.map(({ key }) => {
    const rule = identities.find(({ sum, relation }) => relation === '=' && sum.length === 1 && sum[0] === key);
    return rule === undefined ? place(key) : `${place(key)}=${rule.of.map(place).join('+')}`;
  });
}
