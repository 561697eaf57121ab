import { isMoment } from './moment.js';

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
/** Vietnam has kept UTC+7 without a break since 1975. */
const VIETNAM_MS = 7 * 3_600_000;

/** `yyyyMMddHHmmss` in Vietnam of a moment in ISO 8601; one without a zone is Vietnam's already. Null for anything else. */
export function momentOfIso(text: string): string | null {
  const [, ...parts] = ISO.exec(text) ?? [];
  const zone = parts[6];
  const written = parts.slice(0, 6).join('');
  if (!isMoment(written)) return null;
  if (zone === undefined) return written;
  const at = Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3, 6).join(':')}${zone}`);
  return new Date(at + VIETNAM_MS).toISOString().slice(0, 19).replace(/\D/g, '');
}
