const COUNT = new Intl.NumberFormat('vi-VN');
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** `1742` → `1.742`. */
export const countText = (count: number): string => COUNT.format(count);

/** An ISO instant in Vietnam: `08:05:12 03/10/2020`. */
export function instantText(instant: string): string {
  const date = new Date(instant);
  return `${CLOCK.format(date)} ${DAY.format(date)}`;
}

/** The clock alone, for what happened today. */
export const clockText = (date: Date): string => CLOCK.format(date);

/** `2020-09-30` → `30/09/2020`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');
