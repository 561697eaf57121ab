const DAY_MS = 86_400_000;
const DURATION = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const WEEKS = /^P(\d+)W$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601, weeks, or days to seconds: months and years have no length. @returns milliseconds; null when it is none. */
export function readDuration(text: string): number | null {
  const weeks = WEEKS.exec(text)?.[1];
  if (weeks !== undefined) return Number(weeks) * 7 * DAY_MS;
  const found = DURATION.exec(text);
  if (!found) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const ms = Math.round(days * DAY_MS + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000);
  return Number.isSafeInteger(ms) ? ms : null;
}

/** ISO 8601 with an offset, or `Z`: without one nobody knows when it is. @returns null when it is none. */
export function readInstant(text: string): Date | null {
  const instant = INSTANT.test(text) ? new Date(text) : null;
  return instant && Number.isFinite(instant.getTime()) ? instant : null;
}
