import type { Agency } from './agency.js';
import type { PlanRow } from './plan.js';
import { KnownAgencies } from './plan-file-agencies.js';
import { columnLetter, isHeading, PLAN_COLUMNS, readHeading, type PlanHeading } from './plan-file-columns.js';
import { found, showValue, type Finding, type PlanFault } from './plan-file-faults.js';
import { checkRow, type PlacedFinding, type PlanPeriod, type PlanRowRules } from './plan-file-row.js';
import { RowTwins } from './plan-file-twins.js';
import { cellText, type PlanFileRow } from './plan-file-text.js';

/** Faults told one by one; beyond, only their number. */
export const MAX_LISTED_FAULTS = 1_000;
/** Rows of one file. The longest plan known has some thousands. */
export const MAX_PLAN_FILE_ROWS = 100_000;
/** Titles above the heading end here. */
const HEADING_WITHIN_ROWS = 30;

export interface PlanFileOptions {
  readonly agencies: readonly Agency[];
  readonly period: PlanPeriod | null;
  /** Name for the messages. */
  readonly file?: string;
  /** A spreadsheet: columns have letters, and rows end with their last filled cell. */
  readonly isSpreadsheet?: boolean;
}

/** A plan file after checking. */
export interface CheckedPlanFile {
  /** The good rows, in the file's order. */
  readonly rows: readonly PlanRow[];
  /** Rows below the heading that hold anything. */
  readonly total: number;
  readonly rejected: number;
  /** In the file's order, at most {@link MAX_LISTED_FAULTS}. */
  readonly faults: readonly PlanFault[];
  readonly faultsTotal: number;
  /** Headings nobody knows; their cells were not read. */
  readonly unknownColumns: readonly string[];
  /** False where the file itself is broken: then even its good rows must not be used. */
  readonly isReadable: boolean;
}

/** Takes a plan file row by row, finds its heading, and tells every fault. Holds the good rows, never the file. */
export class PlanFileChecker {
  private readonly rules: PlanRowRules;
  private readonly twins = new RowTwins();
  private readonly rows: PlanRow[] = [];
  private readonly faults: PlanFault[] = [];
  private faultsTotal = 0;
  private total = 0;
  private rejected = 0;
  private isReadable = true;
  private heading: PlanHeading | null = null;
  private headingRow: PlanFileRow = { line: 0, cells: [] };
  private searched: PlanFileRow[] = [];
  private isDone = false;

  constructor(private readonly options: PlanFileOptions) {
    this.rules = { agencies: new KnownAgencies(options.agencies), period: options.period };
  }

  /**
   * A sheet begins. The first with a heading counts; the others need not be read.
   *
   * @returns False where enough has been read.
   */
  startSheet(): boolean {
    if (this.heading !== null) this.isDone = true;
    return !this.isDone;
  }

  /** No more rows are wanted. */
  get isOver(): boolean {
    return this.isDone;
  }

  take(row: PlanFileRow): void {
    if (this.isDone || row.cells.every((cell) => cellText(cell).trim() === '')) return;
    if (this.total > 0 && this.heading !== null) this.check(row, this.heading);
    else this.seekHeading(row);
  }

  /** The rest of the file cannot be read, or must not. */
  stop(row: number, { finding }: { finding: Finding }): void {
    this.isReadable = false;
    this.isDone = true;
    this.tell({ line: row, cells: [] }, { index: -1, finding });
  }

  finish(): CheckedPlanFile {
    if (this.isReadable && this.heading === null) this.stop(this.searched[0]?.line ?? 0, withoutHeading(this.searched));
    if (this.total === 0) this.tellHeading();
    if (this.isReadable && this.total === 0)
      this.stop(0, found('ROWS_MISSING', 'Không có dòng nào dưới tiêu đề', 'Kiểm tra lại tệp hoặc trang tính.'));
    const { rows, total, rejected, faults, faultsTotal, isReadable } = this;
    return { rows, total, rejected, faults, faultsTotal, isReadable, unknownColumns: this.heading?.unknown ?? [] };
  }

  /** A heading may have several rows; the last one above the first row of the plan counts. */
  private seekHeading(row: PlanFileRow): void {
    const texts = row.cells.map(cellText);
    if (isHeading(texts)) this.headingRow = row;
    if (isHeading(texts)) this.heading = readHeading(texts);
    else if (this.heading === null) this.searched.push(...(this.searched.length < HEADING_WITHIN_ROWS ? [row] : []));
    else if (!isColumnNumbers(row)) this.check(row, this.heading);
  }

  private tellHeading(): void {
    for (const fault of this.heading?.faults ?? []) this.tell(this.headingRow, fault);
    if ((this.heading?.faults.length ?? 0) > 0) this.isReadable = false;
  }

  private check(row: PlanFileRow, heading: PlanHeading): void {
    if (this.total >= MAX_PLAN_FILE_ROWS) {
      const message = `Quá ${String(MAX_PLAN_FILE_ROWS)} dòng`;
      this.stop(row.line, found('ROWS_TOO_MANY', message, 'Tách thành nhiều kế hoạch.'));
      return;
    }
    if (this.total++ === 0) this.tellHeading();
    const odd = this.options.isSpreadsheet === true ? null : oddLength(row, heading);
    const checked = odd === null ? checkRow(row, heading, this.rules) : null;
    const findings = checked === null ? [] : [...checked.findings, ...this.twins.look(row.line, checked, heading)];
    if (odd !== null) findings.push({ index: -1, finding: odd.finding });
    if (findings.length > 0) this.rejected++;
    else if (checked?.row) this.rows.push(this.twins.thrifty(checked.row));
    else this.rejected++;
    for (const finding of findings.sort((a, b) => a.index - b.index)) this.tell(row, finding);
  }

  private tell({ line, cells }: PlanFileRow, { index, finding }: PlacedFinding): void {
    this.faultsTotal++;
    if (this.faults.length >= MAX_LISTED_FAULTS) return;
    const { file, isSpreadsheet } = this.options;
    this.faults.push({
      ...(file === undefined ? {} : { file }),
      row: line,
      column: this.heading?.written[index] ?? '',
      ...(isSpreadsheet === true && index >= 0 ? { letter: columnLetter(index) } : {}),
      value: showValue(cellText(cells[index])),
      ...finding,
    });
  }
}

function oddLength({ cells }: PlanFileRow, { written }: PlanHeading): { finding: Finding } | null {
  const count = `có ${String(cells.length)} ô, tiêu đề có ${String(written.length)}`;
  if (cells.length < written.length)
    return found('ROW_TOO_SHORT', `Dòng thiếu ô: ${count}`, 'Thêm dấu phân cách cho các ô trống còn thiếu.');
  if (cells.slice(written.length).every((cell) => cellText(cell).trim() === '')) return null;
  return found('ROW_TOO_LONG', `Dòng thừa ô: ${count}`, 'Đặt ô có dấu phân cách bên trong vào dấu ngoặc kép "…".');
}

/** `(1) (2) (3)`: printed tables number their columns below the heading. */
function isColumnNumbers({ cells }: PlanFileRow): boolean {
  const numbers = cells.map((cell) => /^\(?(\d+)\)?$/.exec(cellText(cell).trim())?.[1]);
  return numbers.length >= 3 && numbers.every((number, index) => Number(number) === index + 1);
}

function withoutHeading(searched: readonly PlanFileRow[]): { finding: Finding } {
  if (searched.length === 0) return found('FILE_EMPTY', 'Tệp không có nội dung', 'Chọn đúng tệp kế hoạch.');
  const { procedureCode, serviceName, agencyCode, level } = PLAN_COLUMNS;
  const wanted = [procedureCode, serviceName, agencyCode, level].map(([heading]) => heading).join(', ');
  return found('HEADING_MISSING', 'Không tìm thấy dòng tiêu đề', `Dòng tiêu đề cần các cột: ${wanted}, …`);
}
