import type { Writable } from 'node:stream';
import { once } from 'node:events';
import { PLAN_COLUMNS, TIER_NAMES, toRoman, type PlanColumn, type PlanRow } from '@dvc/domain';

/** Columns of an exported plan, in the order people print them; the file can be imported again. */
const CELLS: readonly (readonly [PlanColumn, (row: PlanRow, index: number) => string | number])[] = [
  ['number', (_, index) => index + 1],
  ['procedureCode', ({ procedureCode }) => procedureCode],
  ['serviceCode', ({ serviceCode }) => serviceCode],
  ['serviceName', ({ serviceName }) => serviceName],
  ['fieldName', ({ fieldName }) => fieldName],
  ['agencyName', ({ agencyName }) => agencyName],
  ['agencyCode', ({ agencyCode }) => agencyCode],
  ['tier', ({ tier }) => TIER_NAMES[tier]],
  ['level', ({ level }) => LEVEL_WORDS[level.value] ?? level.value],
  ['quarter', ({ quarter }) => toRoman(quarter)],
  ['deadline', ({ deadline }) => deadline.split('-').reverse().join('/')],
  ['workingDays', ({ workingDays }) => workingDays ?? ''],
  ['hasFee', ({ hasFee }) => (hasFee ? 'có' : 'không')],
];
const LEVEL_WORDS: Readonly<Record<string, string>> = {
  INFO: 'Cung cấp thông tin',
  PARTIAL: 'Một phần',
  FULL: 'Toàn trình',
};
const HEADINGS = CELLS.map(([column]) => PLAN_COLUMNS[column][0]);
/** A spreadsheet would run these; the apostrophe makes them text. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const SHEET_NAME = 'Kế hoạch';

const cellsOf = (row: PlanRow, index: number): (string | number)[] =>
  CELLS.map(([, read]) => {
    const value = read(row, index);
    return typeof value === 'string' && FORMULA_START.test(value) ? `'${value}` : value;
  });

/** UTF-8 with a byte order mark: without it Excel shows Vietnamese as noise. */
export async function writeCsv(rows: readonly PlanRow[], out: Writable): Promise<void> {
  out.write(`\ufeff${csvLine(HEADINGS)}`);
  for (const [index, row] of rows.entries()) if (!out.write(csvLine(cellsOf(row, index)))) await once(out, 'drain');
  out.end();
}

export async function writeXlsx(rows: readonly PlanRow[], out: Writable): Promise<void> {
  const { default: excel } = await import('exceljs'); // 25 MB that a CSV does not need
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream: out });
  const sheet = workbook.addWorksheet(SHEET_NAME, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = CELLS.map(([column]) => ({ width: column === 'serviceName' ? 80 : 18 }));
  sheet.addRow(HEADINGS).commit();
  rows.forEach((row, index) => {
    sheet.addRow(cellsOf(row, index)).commit();
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
