/** A portal that names no time, or nonsense, is left alone for this long (ms). */
const DEFAULT_MS = 5_000;
/** Nobody is believed who asks for more (ms). */
const MAX_MS = 15 * 60_000;

/** `Retry-After` as seconds or as an HTTP date; absent, negative or garbled → a default. Capped at 15 minutes. */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return DEFAULT_MS;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) || ms <= 0 ? DEFAULT_MS : Math.min(ms, MAX_MS);
}

/** “vui lòng thử lại sau {s} giây”: some portals say it in the body only. */
export function secondsIn(message: string): string | null {
  return /sau (\d{1,6}) giây/.exec(message.normalize('NFC'))?.[1] ?? null;
}
