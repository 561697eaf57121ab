/** A day as `yyyy-mm-dd`, Vietnam's calendar. Compares as text. */
export type IsoDate = `${string}-${string}-${string}`;
export type Quarter = 1 | 2 | 3 | 4;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-02-30` is no day; `Date` would make it 2 March without a word. */
export function isIsoDate(text: string): text is IsoDate {
  if (!ISO_DATE.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

const DAY_MS = 86_400_000;

/** The day before. */
export function previousDay(day: IsoDate): IsoDate {
  const midnight = new Date(`${day}T00:00:00Z`);
  return new Date(midnight.getTime() - DAY_MS).toISOString().slice(0, 10) as IsoDate;
}

/** `null`: there is no such month. */
export function lastDayOfMonth(year: number, month: number): IsoDate | null {
  if (month < 1 || month > 12) return null;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as IsoDate;
}

/** `03/10/2020`, as people read it. */
export const formatDay = (day: IsoDate): string => day.split('-').reverse().join('/');

/** A day as people write it, `13/03/2023`; `null` where it is none: `13/03/223` is not mended. */
export function readPrintedDay(text: string): IsoDate | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(iso) ? iso : null;
}

export function quarterOf(day: IsoDate): Quarter {
  return Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter;
}

/** Last day of compliance of "hoàn thành trong quý": the quarter's last day, inclusive. */
export function quarterEnd(year: number, quarter: Quarter): IsoDate {
  const lastDays = { 1: '03-31', 2: '06-30', 3: '09-30', 4: '12-31' } as const;
  return `${String(year)}-${lastDays[quarter]}` as IsoDate;
}

const ROMAN = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const;
/** As printed in plans and reports. */
export const toRoman = (quarter: Quarter): string => ROMAN[quarter];
