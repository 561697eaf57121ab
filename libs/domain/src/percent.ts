/**
 * `64,98 %`: rounded half up at two decimals, comma as the decimal mark, `N/A` of nothing.
 * Counts are whole, so the division is done on whole numbers and no half is lost.
 */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return 'N/A';
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole));
  const text = String(hundredths).padStart(3, '0');
  return `${text.slice(0, -2)},${text.slice(-2)} %`;
}
