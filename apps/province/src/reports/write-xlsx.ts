import { headingCells, headingDepth, startOfDay, type IsoDate, type ReportColumn } from '@dvc/domain';
import { xlsxStream, type Sheet, type SheetCell, type SheetRow } from '../tables/xlsx-stream.js';
import type { CellStyle } from '../tables/xlsx-styles.js';
import type { ReportDocument, ReportLine } from './report-document.js';
import {
  REPORTING_UNIT,
  SIGNATURES,
  STATE_HEAD,
  absentIn,
  headLines,
  isFigure,
  printed,
  warningOf,
} from './report-text.js';

const LINE_POINTS = 16;
const MOST_POINTS = 400;
/** Vietnamese letters are a little wider than the digits that widths are counted in. */
const WIDER = 1.15;

/** A workbook: the form as it is printed, and a sheet that says what its columns mean. */
export function writeXlsx(document: ReportDocument): AsyncGenerator<Buffer> {
  const head = headRows(document);
  const numbers = document.columnNumbers === null ? 0 : 1;
  const last = head.length;
  const first = last - headingDepth(document.columns) - numbers + 1;
  async function* rows(): AsyncGenerator<readonly SheetRow[]> {
    yield head;
    for await (const some of document.lines) yield some.map((line) => lineRow(document, line, false));
    yield tailRows(document);
  }
  const widths = document.columns.map(({ width }) => width);
  return xlsxStream([
    { name: 'Số liệu', widths, frozenRows: last, printTitles: [first, last], rows: rows() },
    explanation(document),
  ]);
}

/** All above the first line, down to the numbers of the columns. */
function headRows(document: ReportDocument): SheetRow[] {
  const { columns, columnNumbers, number, title, english } = document;
  const [state, motto] = STATE_HEAD;
  return [
    sideBySide(document, [REPORTING_UNIT, state], 'centre'),
    sideBySide(document, [number, motto], 'centre'),
    across(document, '', 'plain'),
    across(document, title, 'title'),
    across(document, english, 'subtitle'),
    ...headLines(document).map((line) => across(document, line, 'subtitle')),
    across(document, '', 'plain'),
    ...headingRows(columns),
    ...(columnNumbers === null ? [] : [numbersRow(columns, columnNumbers)]),
  ];
}

function headingRows(columns: readonly ReportColumn[]): SheetRow[] {
  const cells = headingCells(columns);
  return Array.from({ length: headingDepth(columns) }, (_, row) => {
    const here = cells.filter((cell) => cell.row === row);
    const textAt = new Map(here.map(({ column, text }) => [column, text]));
    return {
      cells: columns.map((__, column) => ({ value: textAt.get(column) ?? '', style: 'head' as const })),
      height: Math.max(...here.map((cell) => heightOf(cell.text, widthOf(columns, cell), cell.rowSpan)), LINE_POINTS),
      merges: here.filter(({ rowSpan, columnSpan }) => rowSpan * columnSpan > 1),
    };
  });
}

const widthOf = (
  columns: readonly ReportColumn[],
  { column, columnSpan }: { column: number; columnSpan: number },
): number => columns.slice(column, column + columnSpan).reduce((sum, { width }) => sum + width, 0);

const numbersRow = (columns: readonly ReportColumn[], numbers: readonly string[]): SheetRow => ({
  cells: numbers.map((value) => ({ value, style: 'head' })),
  height: heightOfRow(columns, numbers),
});

/** Readers do not measure wrapped text, so each row says how high it is; at most what Excel allows. */
const heightOfRow = (columns: readonly ReportColumn[], texts: readonly string[]): number =>
  Math.min(
    MOST_POINTS,
    Math.max(LINE_POINTS, ...texts.map((text, column) => heightOf(text, columns[column]?.width ?? 1))),
  );

const heightOf = (text: string, width: number, rows = 1): number =>
  (Math.ceil((text.length * WIDER) / width) * LINE_POINTS) / rows;

function lineRow(document: ReportDocument, line: ReportLine, isTotal: boolean): SheetRow {
  const absent = absentIn(document);
  const { columns } = document;
  const texts = columns.map((column) => printed(column, line, absent));
  return { cells: columns.map((column) => cellOf(column, line, absent, isTotal)), height: heightOfRow(columns, texts) };
}

function cellOf(column: ReportColumn, line: ReportLine, absent: string, isBold: boolean): SheetCell {
  const value = line[column.key] ?? null;
  const style = (plain: 'text' | 'count' | 'percent' | 'day', bold: CellStyle): CellStyle => (isBold ? bold : plain);
  if (isFigure(value) && column.kind === 'percent')
    return { value: value / 10_000, style: style('percent', 'boldPercent') };
  if (column.kind === 'number') return { value, style: 'number' };
  if (isFigure(value)) return { value, style: style('count', 'boldCount') };
  if (value instanceof Date) return { value, style: 'moment' };
  if (value !== null && column.kind === 'day')
    return { value: startOfDay(value as IsoDate), style: style('day', 'boldDay') };
  return { value: printed(column, line, absent), style: style('text', 'boldText') };
}

/** Total, notes, what does not hold, and where people sign. */
function tailRows(document: ReportDocument): SheetRow[] {
  const { total, notes, violations } = document;
  return [
    ...(total === null ? [] : [lineRow(document, total, true)]),
    across(document, '', 'plain'),
    ...violations.map((violation) => across(document, warningOf(violation), 'warning')),
    ...notes.map((note) => across(document, `Ghi chú: ${note}`, 'left')),
    across(document, '', 'plain'),
    ...SIGNATURES.map((pair) => sideBySide(document, pair, 'centre')),
  ];
}

/** One text over all columns. */
function across({ columns }: ReportDocument, text: string, style: CellStyle): SheetRow {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    cells: columns.map((_, column) => ({ value: column === 0 ? text : '', style })),
    height: Math.max(heightOf(text, width), LINE_POINTS) + (style === 'title' ? 6 : 0),
    merges: [{ column: 0, columnSpan: columns.length, rowSpan: 1 }],
  };
}

/** One text over the left half of the columns, one over the right. */
function sideBySide({ columns }: ReportDocument, [left, right]: readonly [string, string], style: CellStyle): SheetRow {
  const middle = Math.ceil(columns.length / 2);
  const texts = new Map([
    [0, left],
    [middle, right],
  ]);
  return {
    cells: columns.map((_, column) => ({ value: texts.get(column) ?? '', style })),
    height: LINE_POINTS,
    merges: [
      { column: 0, columnSpan: middle, rowSpan: 1 },
      { column: middle, columnSpan: columns.length - middle, rowSpan: 1 },
    ],
  };
}

function explanation(document: ReportDocument): Sheet {
  const { number, title, english, columns, notes, violations } = document;
  const told = [number, title, english, ...headLines(document), ...violations.map(warningOf), ...notes];
  const row = (left: string, right: string): SheetRow => ({
    cells: [
      { value: left, style: 'left' },
      { value: right, style: 'left' },
    ],
  });
  const rows = [
    ...told.map((text) => ({
      ...row(text, ''),
      merges: [{ column: 0, columnSpan: 2, rowSpan: 1 }],
      height: heightOf(text, 120),
    })),
    row('', ''),
    ...columns.map(({ heading, english: meaning }) => row(heading.join(' / '), meaning)),
  ];
  return { name: 'Thông tin', widths: [70, 50], frozenRows: 0, printTitles: null, rows: [rows] };
}
