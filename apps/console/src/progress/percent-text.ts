/**
 * A share as reports print it: two decimals, comma, rounded half up: `64,98 %`. Nothing of nothing is `N/A`.
 * Whole numbers throughout, so a half is a half.
 *
 * @see docs/domain.md §2.2
 */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return 'N/A';
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole));
  return `${String(Math.floor(hundredths / 100))},${String(hundredths % 100).padStart(2, '0')} %`;
}
