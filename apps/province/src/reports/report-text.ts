import { formatCount, formatDay, formatMoment, type IsoDate, type ReportCell, type ReportColumn } from '@dvc/domain';
import type { ReportDocument, ReportLine } from './report-document.js';

/** A cell of a table that is not known says so; in a list it is empty. */
export const absentIn = ({ total }: ReportDocument): string => (total === null ? '' : 'N/A');

/** A cell in words, as it is printed: `1.742`, `35,65 %`, `13/03/2023 17:05`. */
export function printed({ key, kind, words }: ReportColumn, line: ReportLine, absent: string): string {
  const value = line[key] ?? null;
  if (value === null) return kind === 'number' ? '' : absent;
  if (value instanceof Date) return formatMoment(value);
  if (typeof value === 'number') return kind === 'percent' ? percentText(value) : formatCount(value);
  if (kind === 'day') return formatDay(value as IsoDate);
  return words?.[value] ?? value;
}

/** Hundredths of a percent, which are whole. */
function percentText(hundredths: number): string {
  const text = String(hundredths).padStart(3, '0');
  return `${text.slice(0, -2)},${text.slice(-2)} %`;
}

/** The sentences above every report: period, and for when the figures hold. */
export function headLines({ period, at, about }: ReportDocument): string[] {
  const days = `(Từ ngày ${formatDay(period.from)} đến ngày ${formatDay(period.to)})`;
  const asOf = `Số liệu đến ${formatMoment(at)}, giờ Việt Nam / as of ${at.toISOString()}`;
  return [`${period.name} / ${period.english}`, days, asOf, ...about];
}

export const STATE_HEAD = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;
export const REPORTING_UNIT = 'ĐƠN VỊ BÁO CÁO: …………………………';
export const SIGNATURES = [
  ['', '…………, ngày …… tháng …… năm ………'],
  ['NGƯỜI LẬP BIỂU', 'THỦ TRƯỞNG ĐƠN VỊ'],
  ['(Ký, ghi rõ họ tên)', '(Ký, ghi rõ họ tên, đóng dấu)'],
] as const;

/** What must be read before anybody signs. */
export const warningOf = (violation: string): string => `SỐ LIỆU KHÔNG KHỚP – ${violation}`;

export const isFigure = (value: ReportCell): value is number => typeof value === 'number';
