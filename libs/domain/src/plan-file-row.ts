import { DISTRICTS_END, type Agency } from './agency.js';
import { quarterEnd, quarterOf, toRoman, type IsoDate, type Quarter } from './calendar.js';
import { levelName, levelRank, schemeOn, type Level } from './level.js';
import type { PlanLevelChange, PlanRow } from './plan.js';
import { readAgencyName, readAgencyOn, readTierOf, type KnownAgencies } from './plan-file-agencies.js';
import type { PlanColumn, PlanHeading } from './plan-file-columns.js';
import { found, type Finding, type Reading } from './plan-file-faults.js';
import { readProse, readText, type PlanFileCell, type PlanFileRow } from './plan-file-text.js';
import {
  readDay,
  readFee,
  readLevel,
  readProcedureCode,
  readQuarter,
  readServiceCode,
  readTier,
  readWorkingDays,
} from './plan-file-values.js';

/** First and last day of a plan, both inside. */
export interface PlanPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Against what the rows of a file are checked. */
export interface PlanRowRules {
  readonly agencies: KnownAgencies;
  /** `null`: not known yet; deadlines may be any day. */
  readonly period: PlanPeriod | null;
}

/** Findings of one row, each at the cell it is about; -1: the row as a whole. */
export type PlacedFinding = { readonly index: number } & { readonly finding: Finding };

const MAX_SERVICE_NAME = 500;
const MAX_FIELD_NAME = 200;
const MAX_AGENCY_NAME = 250;
const MAX_REASON = 500;

/** Everything of a row that could be read. A row without findings has every field. */
export interface CheckedRow {
  readonly row: PlanRow | null;
  /** What identifies it, if that much is readable. */
  readonly serviceCode: string | undefined;
  readonly agencyCode: string | undefined;
  readonly findings: readonly PlacedFinding[];
}

/** Checks every cell of a row; one bad cell does not hide the next. */
export function checkRow(fileRow: PlanFileRow, heading: PlanHeading, rules: PlanRowRules): CheckedRow {
  const cells = new RowCells(fileRow.cells, heading);
  const procedureCode = cells.must('procedureCode', readProcedureCode);
  const serviceCode = cells.may('serviceCode', (text) => readServiceCode(text, procedureCode ?? ''));
  const serviceName = cells.prose('serviceName', MAX_SERVICE_NAME);
  const fieldName = cells.prose('fieldName', MAX_FIELD_NAME);
  const agency = readAgency(cells, rules.agencies);
  const quarter = cells.must('quarter', readQuarter);
  const deadline = readDeadline(cells, quarter, rules.period);
  if (agency !== undefined && deadline !== undefined) cells.note('agencyCode', readAgencyOn(agency, deadline));
  const tier = readTierAt(cells, agency, deadline);
  const levelDay = deadline ?? rules.period?.to;
  const level = cells.must('level', (text) => readLevelOn(text, levelDay));
  const levelChange = readLevelChange(cells, level, levelDay);
  const workingDays = cells.may('workingDays', readWorkingDays);
  const hasFee = cells.may('hasFee', readFee);
  const { findings } = cells;
  const read = { procedureCode, serviceCode, serviceName, fieldName, tier, level, deadline, workingDays, hasFee };
  const rest = { line: fileRow.line, agencyCode: agency?.code, agencyName: agency?.name, quarter: quarter?.quarter };
  const row = { ...read, ...rest, levelChange };
  const keys = { serviceCode: procedureCode === undefined ? undefined : serviceCode, agencyCode: agency?.code };
  return { row: findings.length === 0 && isWhole(row) ? row : null, ...keys, findings };
}

/** The cells of one row by column, and what is wrong with them. */
class RowCells {
  readonly findings: PlacedFinding[] = [];

  constructor(
    private readonly cells: readonly PlanFileCell[],
    private readonly heading: PlanHeading,
  ) {}

  has(column: PlanColumn): boolean {
    return this.heading.at.has(column);
  }

  /** A column the file does not have was reported once, at the heading. */
  must<T>(column: PlanColumn, parse: (text: string) => Reading<T>): T | undefined {
    const text = this.note(column, readText(this.cell(column)));
    if (text === '' && this.has(column))
      return this.note(column, found('CELL_BLANK', 'Ô trống', 'Điền giá trị cho ô này.'));
    return text === undefined || text === '' ? undefined : this.note(column, parse(text));
  }

  may<T>(column: PlanColumn, parse: (text: string) => Reading<T>): T | undefined {
    const text = this.note(column, readText(this.cell(column)));
    return text === undefined ? undefined : this.note(column, parse(text));
  }

  prose(column: PlanColumn, maxCharacters: number): string | undefined {
    return this.must(column, () => readProse(this.cell(column), maxCharacters));
  }

  proseOrNone(column: PlanColumn, maxCharacters: number): string | undefined {
    return this.note(column, readProse(this.cell(column), maxCharacters));
  }

  note<T>(column: PlanColumn, reading: Reading<T>): T | undefined {
    if ('value' in reading) return reading.value;
    this.findings.push({ index: this.heading.at.get(column) ?? -1, finding: reading.finding });
    return undefined;
  }

  private cell(column: PlanColumn): PlanFileCell | undefined {
    const index = this.heading.at.get(column);
    return index === undefined ? undefined : this.cells[index];
  }
}

function readAgency(cells: RowCells, agencies: KnownAgencies): Agency | undefined {
  const name = cells.proseOrNone('agencyName', MAX_AGENCY_NAME);
  const agency = cells.must('agencyCode', (code) => agencies.read(code, name ?? ''));
  if (agency !== undefined && name !== undefined) cells.note('agencyName', readAgencyName(name, agency));
  return agency;
}

function readTierAt(cells: RowCells, agency?: Agency, deadline?: IsoDate): PlanRow['tier'] | undefined {
  const tier = cells.must('tier', readTier);
  if (tier === undefined) return undefined;
  if (tier === 'DISTRICT' && deadline !== undefined && deadline >= DISTRICTS_END) {
    const hint = 'Chuyển về cơ quan cấp tỉnh hoặc cấp xã.';
    return cells.note('tier', found('DISTRICT_ENDED', 'Từ 01/07/2025 không còn cấp huyện', hint));
  }
  return agency === undefined ? tier : cells.note('tier', readTierOf(tier, agency));
}

/** Which scheme counts is a question of the deadline; where that is unknown, either will do. */
function readLevelOn(text: string, day?: IsoDate): Reading<Level> {
  if (day !== undefined) return readLevel(text, schemeOn(day));
  const older = readLevel(text, 'ND43');
  const newer = readLevel(text, 'ND42');
  return 'value' in newer ? newer : older;
}

/** A row without the level before is a plain one, whatever else its file has columns for. */
function readLevelChange(cells: RowCells, level?: Level, day?: IsoDate): PlanLevelChange | null | undefined {
  const from = cells.may('levelBefore', (text): Reading<Level | null> =>
    text === '' ? { value: null } : readLevelOn(text, day),
  );
  const effectiveOn = cells.may('effectiveOn', readDayOrNone);
  const reason = cells.proseOrNone('reason', MAX_REASON);
  if (from === undefined || effectiveOn === undefined || reason === undefined) return undefined;
  if (from === null) return null;
  if (level !== undefined && levelRank(level) < levelRank(from) && reason === '') {
    const hint = 'Ghi lý do ở cột "Lý do".';
    return cells.note('level', found('LEVEL_LOWERED', `Hạ từ ${levelName(from)} phải có lý do`, hint));
  }
  return { from, effectiveOn, reason };
}

const readDayOrNone = (text: string): Reading<IsoDate | null> => (text === '' ? { value: null } : readDay(text));

/** The day given, else the last day of the quarter, if its year is known. */
function readDeadline(
  cells: RowCells,
  quarter: { readonly quarter: Quarter; readonly year: number | null } | undefined,
  period: PlanPeriod | null,
): IsoDate | undefined {
  const day = cells.may('deadline', readDayOrNone);
  if (day === undefined) return undefined;
  const year = quarter?.year ?? onlyYearOf(period);
  const deadline = day ?? (quarter === undefined || year === null ? null : quarterEnd(year, quarter.quarter));
  const column = cells.has('deadline') ? 'deadline' : 'quarter';
  if (deadline === null) {
    const hint = 'Ghi hạn hoàn thành, hoặc ghi quý kèm năm (III/2020).';
    return quarter === undefined
      ? undefined
      : cells.note(column, found('DEADLINE_MISSING', 'Không rõ hạn hoàn thành', hint));
  }
  return cells.note(column, deadlineFits(deadline, quarter, period));
}

function deadlineFits(
  deadline: IsoDate,
  wanted: { readonly quarter: Quarter; readonly year: number | null } | undefined,
  period: PlanPeriod | null,
): Reading<IsoDate> {
  if (period !== null && (deadline < period.from || deadline > period.to)) {
    const message = `Hạn ${deadline} nằm ngoài kỳ kế hoạch ${period.from} – ${period.to}`;
    return found('DEADLINE_PERIOD', message, 'Sửa hạn hoàn thành, hoặc kỳ của kế hoạch (--from, --to).');
  }
  const year = Number(deadline.slice(0, 4));
  const quarter = quarterOf(deadline);
  if (wanted === undefined || (quarter === wanted.quarter && (wanted.year ?? year) === year))
    return { value: deadline };
  const actual = `quý ${toRoman(quarter)}/${String(year)}`;
  const hint = `Hạn này thuộc ${actual}; sửa hạn hoặc sửa quý.`;
  return found('DEADLINE_QUARTER', `Hạn ${deadline} không thuộc quý ${toRoman(wanted.quarter)}`, hint);
}

function onlyYearOf(period: PlanPeriod | null): number | null {
  if (period === null || period.from.slice(0, 4) !== period.to.slice(0, 4)) return null;
  return Number(period.from.slice(0, 4));
}

/** `null` is a value (no limit); `undefined` is a hole. */
function isWhole(row: { readonly [K in keyof PlanRow]: PlanRow[K] | undefined }): row is PlanRow {
  return Object.values(row).every((value) => value !== undefined);
}
