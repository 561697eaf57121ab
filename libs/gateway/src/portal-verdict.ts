import { PORTAL_CODES, PortalWriteReply, type PortalItemReply } from '@dvc/contracts';
import type { Outcome, Verdict } from '@dvc/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { HttpAnswer } from './portal-http.js';
import { retryAfterMs, secondsIn } from './retry-after.js';

/** What a call came to: a verdict per code sent, and for how long (ms) the portal wants to be left alone. */
export interface PortalAnswer {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly holdMs: number;
}

/** The call was answered for all items alike. */
export const sameForAll = (codes: readonly string[], verdict: Verdict, holdMs = 0): PortalAnswer => ({
  verdicts: new Map(codes.map((code) => [code, verdict])),
  holdMs,
});

export const verdictOf = (outcome: Outcome, code: string | number, message: string): Verdict => ({
  outcome,
  code: String(code),
  field: fieldIn(message),
  message: storable(message),
});

/** PostgreSQL takes neither U+0000 nor half a surrogate pair, and a cut can make one. */
const storable = (text: string): string => Buffer.from(text.replaceAll('\0', '').slice(0, 500)).toString();

/**
 * Sorts an answer to a write. By key, never by position; what is not certain is in doubt.
 *
 * @see docs/engine.md §2 and docs/protocol.md §4
 */
export function sortWriteAnswer(answer: HttpAnswer, codes: readonly string[], now: Date): PortalAnswer {
  const byStatus = sortStatus(answer, now);
  if (byStatus) return sameForAll(codes, byStatus.verdict, byStatus.holdMs);
  const reply = parseAs(PortalWriteReply, answer.text);
  if (reply === null) return sameForAll(codes, verdictOf('IN_DOUBT', answer.status, 'Câu trả lời không đọc được'));
  const { error_code: code, result } = reply;
  const message = reply.message ?? '';
  const whole = sortCallCode(code, message, now);
  if (whole) return sameForAll(codes, whole.verdict, whole.holdMs);
  if (codes.length > 1 && isItemCode(code)) return sameForAll(codes, verdictOf('WHOLE', code, message));
  const verdicts = [...countRows(codes)].map(([key, rows]) => {
    return [key, verdictOnItem({ key, rows, size: codes.length }, reply, result)] as const;
  });
  return { verdicts: new Map(verdicts), holdMs: 0 };
}

/** Reads a JSON text as one of the portal's shapes; `null` where it is none. */
export function parseAs<T extends object>(Shape: new () => T, text: string | null): T | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const shaped = plainToInstance(Shape, value);
    return validateSync(shaped).length === 0 ? shaped : null;
  } catch {
    return null;
  }
}

interface ForTheCall {
  readonly verdict: Verdict;
  readonly holdMs: number;
}

/** What the HTTP status alone tells; `null`: read the body. */
export function sortStatus({ status, retryAfter }: HttpAnswer, now: Date): ForTheCall | null {
  if (status === 200) return null;
  const holdMs = retryAfter === null ? 0 : retryAfterMs(retryAfter, now);
  const say = (outcome: Outcome, hold = holdMs): ForTheCall => ({
    verdict: verdictOf(outcome, status, `HTTP ${String(status)}`),
    holdMs: hold,
  });
  if (status === 429) return say('RATE', retryAfterMs(retryAfter, now));
  if (status === 401) return say('SESSION');
  if (status === 403 || status === 404) return say('ACCOUNT');
  if (status === 408 || status < 400 || status >= 500) return say('IN_DOUBT');
  return say('WHOLE');
}

const { sessionExpired, sessionInvalid, rateLimited, maintenance, internalError } = PORTAL_CODES;
const OF_ACCOUNT: readonly number[] = [
  PORTAL_CODES.loginFailed,
  PORTAL_CODES.addressDisallowed,
  PORTAL_CODES.dstcodeInvalid,
  PORTAL_CODES.agencyInvalid,
  PORTAL_CODES.unknownService,
];
const OF_WHOLE: readonly number[] = [PORTAL_CODES.badJson, PORTAL_CODES.batchTooLarge, PORTAL_CODES.batchEmpty];

/** Codes that speak of the call, not of its items. */
export function sortCallCode(code: number, message: string, now: Date): ForTheCall | null {
  const say = (outcome: Outcome, holdMs = 0): ForTheCall => ({ verdict: verdictOf(outcome, code, message), holdMs });
  if (code === sessionExpired || code === sessionInvalid) return say('SESSION');
  if (OF_ACCOUNT.includes(code)) return say('ACCOUNT');
  if (OF_WHOLE.includes(code)) return say('WHOLE');
  if (code === rateLimited || code === maintenance) return say('RATE', retryAfterMs(secondsIn(message), now));
  return code === internalError ? say('IN_DOUBT') : null;
}

const OF_ITEM: Readonly<Record<number, Outcome>> = {
  [PORTAL_CODES.forbidden]: 'REJECT',
  [PORTAL_CODES.missingField]: 'REJECT',
  [PORTAL_CODES.dossierNotFound]: 'FLIP',
  [PORTAL_CODES.procedureNotFound]: 'CONFIG',
  [PORTAL_CODES.serviceNotFound]: 'FLIP',
  [PORTAL_CODES.agencyNotFound]: 'CONFIG',
  [PORTAL_CODES.fieldNotFound]: 'CONFIG',
  [PORTAL_CODES.illegalTransition]: 'REJECT',
  [PORTAL_CODES.serviceState]: 'REJECT',
  [PORTAL_CODES.badFormat]: 'REJECT',
  [PORTAL_CODES.tooLong]: 'REJECT',
  [PORTAL_CODES.badEnum]: 'REJECT',
  [PORTAL_CODES.dataIncorrect]: 'REJECT',
};
const isItemCode = (code: number): boolean => code in OF_ITEM;

/** One item sent and no list: the call's code is its own. A list that leaves an item out, or names it twice, tells nothing. */
function verdictOnItem(
  { key, rows, size }: { key: string; rows: number; size: number },
  { error_code: code, message }: PortalWriteReply,
  result: readonly PortalItemReply[] | null | undefined,
): Verdict {
  if (!result) return size === 1 || code === PORTAL_CODES.ok ? sortItem(code, message ?? '') : unnamed(code);
  const own = result.filter((item) => (item.MADVC ?? item.MaHoSo) === key);
  if (own.length !== rows) return unnamed(code);
  return sortRows(own.map((row) => sortItem(row.error_code, row.message ?? '')));
}

/**
 * Several steps share one key, so their answers cannot be told apart. All taken, or none for want of the dossier: that
 * holds for each. All refused: the one at fault shows when they travel in halves. Mixed: some are there, nobody knows which.
 */
function sortRows([first = unnamed(0), ...others]: readonly Verdict[]): Verdict {
  if (others.length === 0) return first;
  if (others.some(({ outcome }) => outcome !== first.outcome)) {
    return { ...first, outcome: 'IN_DOUBT', message: 'Các bước của cùng hồ sơ được trả lời khác nhau' };
  }
  const isForEach = first.outcome === 'OK' || first.outcome === 'FLIP' || first.outcome === 'IN_DOUBT';
  return isForEach ? first : { ...first, outcome: 'WHOLE' };
}

function countRows(codes: readonly string[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const code of codes) rows.set(code, (rows.get(code) ?? 0) + 1);
  return rows;
}

const unnamed = (code: number): Verdict => verdictOf('IN_DOUBT', code, 'Câu trả lời không nêu rõ bản ghi này');

/** Code and words must agree: “thành công” inside “không thành công” is no success. */
function sortItem(code: number, message: string): Verdict {
  const words = message.normalize('NFC').toLowerCase();
  const saysThere = words.includes('đã tồn tại');
  const isDuplicateCode = code === PORTAL_CODES.duplicate || code === -PORTAL_CODES.duplicate;
  if (saysThere && (code === PORTAL_CODES.ok || isDuplicateCode)) return verdictOf('FLIP', code, message);
  if (code === PORTAL_CODES.ok && !words.includes('không thành công')) return verdictOf('OK', code, message);
  return verdictOf(OF_ITEM[code] ?? 'IN_DOUBT', code, message);
}

/** “Thiếu trường bắt buộc: TENDVC”, “Trường MADVC không đúng …”: the field is the cluster's key on the rejects page. */
function fieldIn(message: string): string {
  return /(?:bắt buộc:|[Tt]rường) ([A-Za-z][\w.[\]]{0,80})(?!\p{L})/u.exec(message.normalize('NFC'))?.[1] ?? '';
}
