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
