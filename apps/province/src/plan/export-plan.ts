import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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
import { BYTE_ORDER_MARK, csvLine } from '../tables/csv-line.js';
import { xlsxStream, type SheetRow } from '../tables/xlsx-stream.js';

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
const SHEET_NAME = 'Kế hoạch';

const levelText = (level: Level): string => (level.scheme === 'ND43' ? level.value : levelName(level));
const dayText = (day: IsoDate | null): string => day?.split('-').reverse().join('/') ?? '';
const cellsFor = (rows: readonly PlanRow[]): readonly Cell[] =>
  rows.some(({ levelChange }) => levelChange !== null) ? [...CELLS, ...CHANGE_CELLS] : CELLS;
const headingsOf = (cells: readonly Cell[]): string[] => cells.map(([column]) => PLAN_COLUMNS[column][0]);

const textsOf = (cells: readonly Cell[], row: PlanRow, index: number): (string | number)[] =>
  cells.map(([, read]) => read(row, index));

export async function writeCsv(rows: readonly PlanRow[], out: Writable): Promise<void> {
  const cells = cellsFor(rows);
  function* lines(): Generator<string> {
    yield `${BYTE_ORDER_MARK}${csvLine(headingsOf(cells), ',')}`;
    for (const [index, row] of rows.entries()) yield csvLine(textsOf(cells, row, index), ',');
  }
  await pipeline(Readable.from(lines()), out);
}

export async function writeXlsx(rows: readonly PlanRow[], out: Writable): Promise<void> {
  const cells = cellsFor(rows);
  function* pages(): Generator<SheetRow[]> {
    yield [{ cells: headingsOf(cells).map((value) => ({ value, style: 'head' })) }];
    for (const [index, row] of rows.entries())
      yield [{ cells: textsOf(cells, row, index).map((value) => ({ value, style: 'plain' })) }];
  }
  const widths = cells.map(([column]) => (column === 'serviceName' ? 80 : 18));
  const sheet = { name: SHEET_NAME, widths, frozenRows: 1, printTitles: [1, 1] as const, rows: pages() };
  await pipeline(Readable.from(xlsxStream([sheet])), out);
}
