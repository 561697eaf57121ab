/**
 * `64,98 %`: rounded half up at two decimals, comma as the decimal mark, `N/A` of nothing.
 */
export function formatPercent(part: number, whole: number): string {
  const hundredths = hundredthsOfPercent(part, whole);
  if (hundredths === null) return 'N/A';
  const text = String(hundredths).padStart(3, '0');
  return `${text.slice(0, -2)},${text.slice(-2)} %`;
}

/** 6498 for 64,98 %, rounded half up; `null` of nothing. Counts are whole, so no half is lost in the division. */
export function hundredthsOfPercent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole));
}
