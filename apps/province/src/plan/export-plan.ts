import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PLAN_COLUMNS, TIER_NAMES, toRoman, type PlanColumn, type PlanRow } from '@dvc/domain';
import { BYTE_ORDER_MARK, csvLine } from '../tables/csv-line.js';
import { xlsxStream, type SheetRow } from '../tables/xlsx-stream.js';

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
const SHEET_NAME = 'Kế hoạch';

const cellsOf = (row: PlanRow, index: number): (string | number)[] => CELLS.map(([, read]) => read(row, index));

export async function writeCsv(rows: readonly PlanRow[], out: Writable): Promise<void> {
  function* lines(): Generator<string> {
    yield `${BYTE_ORDER_MARK}${csvLine(HEADINGS, ',')}`;
    for (const [index, row] of rows.entries()) yield csvLine(cellsOf(row, index), ',');
  }
  await pipeline(Readable.from(lines()), out);
}

export async function writeXlsx(rows: readonly PlanRow[], out: Writable): Promise<void> {
  function* pages(): Generator<SheetRow[]> {
    yield [{ cells: HEADINGS.map((value) => ({ value, style: 'head' })) }];
    for (const [index, row] of rows.entries())
      yield [{ cells: cellsOf(row, index).map((value) => ({ value, style: 'plain' })) }];
  }
  const widths = CELLS.map(([column]) => (column === 'serviceName' ? 80 : 18));
  const sheet = { name: SHEET_NAME, widths, frozenRows: 1, printTitles: [1, 1] as const, rows: pages() };
  await pipeline(Readable.from(xlsxStream([sheet])), out);
}
