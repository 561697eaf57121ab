import { PORTAL_CODES } from '@dvc/contracts';
import type { SwitchValues } from '../switches/switch-table.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';

type CodeType = SwitchValues['errorCode.type'];

const STATUS_BY_CODE: Readonly<Record<number, number>> = {
  [PORTAL_CODES.ok]: 200,
  [PORTAL_CODES.duplicate]: 409,
  [-PORTAL_CODES.duplicate]: 409,
  [PORTAL_CODES.loginFailed]: 401,
  [PORTAL_CODES.sessionExpired]: 401,
  [PORTAL_CODES.sessionInvalid]: 401,
  [PORTAL_CODES.dstcodeInvalid]: 403,
  [PORTAL_CODES.agencyInvalid]: 403,
  [PORTAL_CODES.forbidden]: 403,
  [PORTAL_CODES.unknownService]: 404,
  [PORTAL_CODES.badJson]: 400,
};

export interface Spoken {
  readonly reply: JsonObject;
  readonly status: number;
}

/** How a decision is put on the wire: what type its code has, and which HTTP status goes with it. */
export function speak({ code, reply }: PortalAnswer, switches: SwitchValues): Spoken {
  const type = switches['errorCode.type'];
  return {
    reply: type === 'int' ? reply : withTextCodes(reply, type),
    status: statusOf(code, switches),
  };
}

function statusOf(code: number, switches: SwitchValues): number {
  if (code === PORTAL_CODES.rateLimited) return switches['http.faults'] === 'status' ? 429 : 200;
  return switches['http.businessErrors'] === 'status' ? (STATUS_BY_CODE[code] ?? 422) : 200;
}

function withTextCodes(reply: JsonObject, type: CodeType): JsonObject {
  const { result, ...others } = reply;
  const isList = Array.isArray(result) && result.some((item) => isJsonObject(item) && item['error_code'] !== undefined);
  const entries = isList
    ? { result: result.map((item) => (isJsonObject(item) ? withTextCode(item, type) : item)) }
    : {};
  return { ...withTextCode(others, type), ...(result === undefined ? {} : { result }), ...entries };
}

function withTextCode(part: JsonObject, type: CodeType): JsonObject {
  const code: Json | undefined = part['error_code'];
  if (typeof code !== 'number') return part;
  const isLong = code === PORTAL_CODES.ok && type === 'string-00';
  return { ...part, error_code: isLong ? '00' : String(code) };
}
