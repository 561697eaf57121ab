import { formatDay, isIsoDate, toRoman, type IsoDate, type Quarter } from './calendar.js';
import { AppError } from './errors.js';

/** Kỳ báo cáo: the days a report is about, both ends included. */
export interface ReportPeriod {
  /** As given: `2023-I`, `2023-03`, `2023-H1-ND09` … */
  readonly text: string;
  readonly name: string;
  readonly english: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export class ReportPeriodError extends AppError {
  readonly code = 'REPORT_PERIOD';

  constructor(message: string) {
    super(
      message,
      'Ghi tháng 2023-03, quý 2023-I (hoặc 2023-Q1), nửa năm 2023-H1, năm 2023, hoặc 2023-01-01..2023-03-13; ' +
        'thêm -ND09 cho kỳ báo cáo thống kê từ ngày 15 đến ngày 14, ví dụ 2023-I-ND09.',
    );
  }
}

const PERIOD = /^(\d{4})(?:-(?:(\d{2})|Q([1-4])|(I|II|III|IV)|H([12])))?(-ND09)?$/;
const LONGEST_MONTHS = 12;
const ROMAN = ['I', 'II', 'III', 'IV'];

/**
 * Reads a period. `-ND09` is the statistical one of NĐ 09/2019: it begins on the 15th of the month before and ends on the
 * 14th of its last month (assumed; docs/domain.md §6).
 *
 * @throws {ReportPeriodError} No such period, or it has not begun on `today`: choose another.
 */
export function readPeriod(text: string, today: IsoDate): ReportPeriod {
  const period = text.includes('..') ? fromDays(text) : fromName(text);
  if (period === null) throw new ReportPeriodError(`Không có kỳ báo cáo "${text.slice(0, 40)}"`);
  if (period.from > today)
    throw new ReportPeriodError(`Kỳ ${period.name} chưa bắt đầu: hôm nay là ${formatDay(today)}`);
  return period;
}

function fromDays(text: string): ReportPeriod | null {
  const [from = '', to = '', more] = text.split('..');
  if (more !== undefined || !isIsoDate(from) || !isIsoDate(to) || from > to) return null;
  return { text, name: `${formatDay(from)} – ${formatDay(to)}`, english: `${from} to ${to}`, from, to };
}

function fromName(text: string): ReportPeriod | null {
  const [, year = '', month, digit, roman, half, law] = PERIOD.exec(text) ?? [];
  if (year === '' || Number(year) < 1900) return null;
  const quarter =
    digit === undefined && roman === undefined ? undefined : Number(digit ?? ROMAN.indexOf(roman ?? '') + 1);
  const span = spanOf({ month, quarter, half });
  if (span === null) return null;
  const { first, months, name, english } = span;
  const isLegal = law !== undefined;
  return {
    text,
    name: `${name} ${year}${isLegal ? ' (kỳ thống kê từ ngày 15 đến ngày 14)' : ''}`,
    english: `${english}${year}${isLegal ? ' (statistical period, 15th to 14th)' : ''}`,
    from: dayOf(Number(year), isLegal ? first - 1 : first, isLegal ? 15 : 1),
    to: dayOf(Number(year), isLegal ? first + months - 1 : first + months, isLegal ? 14 : 0),
  };
}

interface Span {
  /** Month from 1. */
  readonly first: number;
  readonly months: number;
  readonly name: string;
  readonly english: string;
}

function spanOf(given: {
  month?: string | undefined;
  quarter?: number | undefined;
  half?: string | undefined;
}): Span | null {
  const { month, quarter, half } = given;
  if (month !== undefined) {
    const first = Number(month);
    return first < 1 || first > LONGEST_MONTHS
      ? null
      : { first, months: 1, name: `Tháng ${month} năm`, english: `${month}/` };
  }
  if (quarter !== undefined) {
    const roman = toRoman(quarter as Quarter);
    return { first: quarter * 3 - 2, months: 3, name: `Quý ${roman} năm`, english: `Quarter ${roman}/` };
  }
  if (half === undefined) return { first: 1, months: LONGEST_MONTHS, name: 'Năm', english: 'Year ' };
  const name = half === '1' ? '6 tháng đầu năm' : '6 tháng cuối năm';
  return { first: half === '1' ? 1 : 7, months: 6, name, english: `Half ${half}/` };
}

/** Months and days that run over go on in the next or the last one. */
const dayOf = (year: number, month: number, day: number): IsoDate =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) as IsoDate;
