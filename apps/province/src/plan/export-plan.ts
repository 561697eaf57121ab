import type { Writable } from 'node:stream';
import { once } from 'node:events';
import {
  PLAN_COLUMNS,
  TIER_NAMES,
  levelName,
  toRoman,
  type IsoDate,
  type Level,
  type PlanColumn,
  type PlanRow,
} from '@dvc/domain';

type Cell = readonly [PlanColumn, (row: PlanRow, index: number) => string | number];
/** Columns of an exported plan, in the order people print them; the file can be imported again. */
const CELLS: readonly Cell[] = [
  ['number', (_, index) => index + 1],
  ['procedureCode', ({ procedureCode }) => procedureCode],
  ['serviceCode', ({ serviceCode }) => serviceCode],
  ['serviceName', ({ serviceName }) => serviceName],
  ['fieldName', ({ fieldName }) => fieldName],
  ['agencyName', ({ agencyName }) => agencyName],
  ['agencyCode', ({ agencyCode }) => agencyCode],
  ['tier', ({ tier }) => TIER_NAMES[tier]],
  ['level', ({ level }) => levelText(level)],
  ['quarter', ({ quarter }) => toRoman(quarter)],
  ['deadline', ({ deadline }) => dayText(deadline)],
  ['workingDays', ({ workingDays }) => workingDays ?? ''],
  ['hasFee', ({ hasFee }) => (hasFee ? 'có' : 'không')],
];
/** Only where a row says how its level stood before. */
const CHANGE_CELLS: readonly Cell[] = [
  ['levelBefore', ({ levelChange }) => (levelChange === null ? '' : levelText(levelChange.from))],
  ['effectiveOn', ({ levelChange }) => dayText(levelChange?.effectiveOn ?? null)],
  ['reason', ({ levelChange }) => levelChange?.reason ?? ''],
];
/** A spreadsheet would run these; the apostrophe makes them text. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const SHEET_NAME = 'Kế hoạch';

const levelText = (level: Level): string => (level.scheme === 'ND43' ? level.value : levelName(level));
const dayText = (day: IsoDate | null): string => day?.split('-').reverse().join('/') ?? '';
const cellsFor = (rows: readonly PlanRow[]): readonly Cell[] =>
  rows.some(({ levelChange }) => levelChange !== null) ? [...CELLS, ...CHANGE_CELLS] : CELLS;
const headingsOf = (cells: readonly Cell[]): string[] => cells.map(([column]) => PLAN_COLUMNS[column][0]);

const textsOf = (cells: readonly Cell[], row: PlanRow, index: number): (string | number)[] =>
  cells.map(([, read]) => {
    const value = read(row, index);
    return typeof value === 'string' && FORMULA_START.test(value) ? `'${value}` : value;
  });

/** UTF-8 with a byte order mark: without it Excel shows Vietnamese as noise. */
export async function writeCsv(rows: readonly PlanRow[], out: Writable): Promise<void> {
  const cells = cellsFor(rows);
  out.write(`\ufeff${csvLine(headingsOf(cells))}`);
  for (const [index, row] of rows.entries())
    if (!out.write(csvLine(textsOf(cells, row, index)))) await once(out, 'drain');
  out.end();
}

export async function writeXlsx(rows: readonly PlanRow[], out: Writable): Promise<void> {
  const { default: excel } = await import('exceljs'); // 25 MB that a CSV does not need
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = workbook.addWorksheet(SHEET_NAME, { views: [{ state: 'frozen', ySplit: 1 }] });
  const cells = cellsFor(rows);
  sheet.columns = cells.map(([column]) => ({ width: column === 'serviceName' ? 80 : 18 }));
  sheet.addRow(headingsOf(cells)).commit();
  rows.forEach((row, index) => {
    sheet.addRow(textsOf(cells, row, index)).commit();
  });
  sheet.commit();
  await workbook.commit();
}

function csvLine(cells: readonly (string | number)[]): string {
  const quoted = cells.map((cell) =>
    /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell),
  );
  return `${quoted.join(',')}\r\n`;
}
