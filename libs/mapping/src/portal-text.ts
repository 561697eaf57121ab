const VIETNAM_AHEAD_MS = 7 * 3_600_000;

/** `yyyyMMddHHmmss` in Vietnam's time, which has no summer time; blank for none. */
export function toPortalTime(at: Date | null): string {
  if (at === null) return '';
  const there = new Date(at.getTime() + VIETNAM_AHEAD_MS);
  return there.toISOString().slice(0, 19).replace(/\D/g, '');
}

/** At most `max` characters, as people count them; the end shows that something is missing. */
export function cut(text: string, max: number): string {
  const letters = Array.from(text.normalize('NFC'));
  return letters.length <= max ? letters.join('') : `${letters.slice(0, max - 3).join('')}...`;
}

export const flag = (isSet: boolean): '0' | '1' => (isSet ? '1' : '0');

/** The bytes that will travel: every text composed, fields in the order given. */
export function freeze(item: object): string {
  return JSON.stringify(item, (_, value: unknown) => (typeof value === 'string' ? value.normalize('NFC') : value));
}
