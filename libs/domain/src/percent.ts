/**
 * `64,98 %`: rounded half up at the decimals asked for, comma as the decimal mark, `N/A` of nothing.
 * Counts are whole, so the division is done on whole numbers and no half is lost.
 */
export function formatPercent(part: number, whole: number, decimals = 2): string {
  return whole === 0 ? 'N/A' : `${formatRate(part, whole, decimals)} %`;
}

/** The same without the sign, as articles and tables print it: `64,98`. `whole` is not 0. */
export function formatRate(part: number, whole: number, decimals: number): string {
  const scale = 10 ** decimals;
  const units = Math.floor((part * 200 * scale + whole) / (2 * whole));
  const text = String(units).padStart(decimals + 1, '0');
  if (decimals === 0) return formatCount(units);
  return `${formatCount(Number(text.slice(0, -decimals)))},${text.slice(-decimals)}`;
}

/** `1.742`: dots group thousands. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '.');

/** How many of `whole` reach so many per cent: 30 % of 1.933 are 580. */
export const countForPercent = (percent: number, whole: number): number => Math.ceil((percent * whole) / 100);

/** 6498 for 64,98 %, rounded half up; `null` of nothing. Counts are whole, so no half is lost in the division. */
export function hundredthsOfPercent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole));
}
