import { createReadStream } from 'node:fs';
import {
  REFORM_COLUMNS,
  findSeparator,
  foldText,
  found,
  readDay,
  readProse,
  readText,
  readTier,
  showValue,
  type PlanFault,
  type Reading,
  type ReformColumn,
  type ReformLine,
  type Tier,
} from '@dvc/domain';
import { CsvBrokenError, brokenQuotes, readBeginning, readCsvRecords } from '../plan/csv-file.js';

/** Lines of one file; the largest province had some hundred agencies. */
const MAX_LINES = 20_000;
const MAX_NAME = 250;
const COLUMNS = Object.keys(REFORM_COLUMNS) as ReformColumn[];
const AGENCY_CODE = /^[0-9A-Z.]{1,35}$/;

/** A reform map, cell by cell. */
export interface ReadReform {
  readonly lines: readonly ReformLine[];
  readonly faults: readonly PlanFault[];
  readonly total: number;
}

/** Reads a map of agencies that end (CSV) and tells everything that cannot be read. */
export async function readReformFile(path: string, file: string): Promise<ReadReform> {
  const reader = new ReformReader(file);
  const separator = findSeparator(await readBeginning(path));
  try {
    for await (const { line, cells } of readCsvRecords(createReadStream(path), separator)) {
      if (!reader.take(line, cells)) break;
    }
  } catch (error) {
    if (!(error instanceof CsvBrokenError)) throw error;
    reader.tell(error.line, null, '', brokenQuotes(error));
  }
  return reader.finish();
}

class ReformReader {
  private at: ReadonlyMap<ReformColumn, number> | null = null;
  private readonly lines: ReformLine[] = [];
  private readonly faults: PlanFault[] = [];
  private total = 0;

  constructor(private readonly file: string) {}

  /** False where the rest need not be read. */
  take(line: number, cells: readonly string[]): boolean {
    if (cells.every((cell) => cell.trim() === '')) return true;
    if (this.at === null) return this.takeHeading(line, cells);
    if (++this.total > MAX_LINES) {
      this.tell(line, null, '', found('ROWS_TOO_MANY', `Quá ${String(MAX_LINES)} dòng`, 'Tách thành nhiều tệp.'));
      return false;
    }
    const told = this.faults.length;
    const read = this.readLine(line, cells, this.at);
    if (this.faults.length === told && read !== null) this.lines.push(read);
    return true;
  }

  finish(): ReadReform {
    if (this.faults.length === 0 && this.total === 0)
      this.tell(0, null, '', found('ROWS_MISSING', 'Không có dòng nào dưới tiêu đề', 'Kiểm tra lại tệp.'));
    return { lines: this.lines, faults: this.faults, total: this.total };
  }

  tell(row: number, column: ReformColumn | null, value: string, { finding }: ReturnType<typeof found>): void {
    const heading = column === null ? '' : REFORM_COLUMNS[column];
    this.faults.push({ file: this.file, row, column: heading, value: showValue(value), ...finding });
  }

  private takeHeading(line: number, cells: readonly string[]): boolean {
    const written = cells.map(foldText);
    const at = COLUMNS.map((column) => [column, written.indexOf(foldText(REFORM_COLUMNS[column]))] as const);
    this.at = new Map(at);
    const missing = at.filter(([, index]) => index < 0);
    for (const [column] of missing)
      this.tell(
        line,
        column,
        '',
        found('COLUMN_MISSING', `Thiếu cột ${REFORM_COLUMNS[column]}`, 'Thêm cột; ô có thể để trống.'),
      );
    return missing.length === 0;
  }

  private readLine(line: number, cells: readonly string[], at: ReadonlyMap<ReformColumn, number>): ReformLine | null {
    const read = <T>(column: ReformColumn, parse: (text: string) => Reading<T>): T | undefined => {
      const cell = cells[at.get(column) ?? -1] ?? '';
      const text = readText(cell);
      const reading = 'value' in text ? parse(text.value) : text;
      if ('value' in reading) return reading.value;
      this.tell(line, column, cell, reading);
      return undefined;
    };
    const from = read('from', readAgencyCode);
    const to = read('to', readAgencyCode);
    const procedureCode = read('procedureCode', (value): Reading<string> => ({ value }));
    const heirName = read('heirName', (text) => readProse(text, MAX_NAME));
    const heirTier = read('heirTier', (text): Reading<Tier | null> => (text === '' ? { value: null } : readTier(text)));
    const since = read('since', readDay);
    if (from === undefined || to === undefined || procedureCode === undefined) return null;
    if (heirName === undefined || heirTier === undefined || since === undefined) return null;
    return { line, from, to, procedureCode, heirName, heirTier, since };
  }
}

function readAgencyCode(text: string): Reading<string> {
  if (AGENCY_CODE.test(text)) return { value: text };
  if (text === '') return found('CELL_BLANK', 'Ô trống', 'Điền mã cơ quan.');
  return found('AGENCY_UNKNOWN', 'Mã cơ quan chỉ gồm chữ in hoa, số và dấu chấm', 'Ví dụ H60.31.');
}
