import { PORTAL_CODES } from '@dvc/contracts';
import type { SwitchValues } from '../switches/switch-table.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';

type CodeType = SwitchValues['errorCode.type'];

/** HTTP statuses that go with a code where `http.businessErrors` says so; `fault`: where `http.faults` does. */
const STATUSES: Readonly<Record<keyof typeof PORTAL_CODES, number>> = {
  ok: 200,
  duplicate: 409,
  loginFailed: 401,
  addressDisallowed: 403,
  sessionExpired: 401,
  sessionInvalid: 401,
  dstcodeInvalid: 403,
  agencyInvalid: 403,
  forbidden: 403,
  unknownService: 404,
  missingField: 422,
  dossierNotFound: 404,
  procedureNotFound: 404,
  serviceNotFound: 404,
  recordNotFound: 404,
  agencyNotFound: 404,
  fieldNotFound: 404,
  illegalTransition: 409,
  serviceState: 409,
  badJson: 400,
  badFormat: 422,
  tooLong: 422,
  badEnum: 422,
  batchTooLarge: 413,
  batchEmpty: 422,
  itemFailure: 422,
  rateLimited: 429,
  dataIncorrect: 422,
  maintenance: 503,
  internalError: 500,
};
const BY_CODE = new Map(
  Object.entries(PORTAL_CODES).map(([name, code]) => [code as number, STATUSES[name as keyof typeof PORTAL_CODES]]),
);
const FAULT_CODES: readonly number[] = [PORTAL_CODES.rateLimited, PORTAL_CODES.maintenance, PORTAL_CODES.internalError];

/** The HTTP status of a code, and the switch that brings it out. A duplicate may be -3. */
export function statusOfCode(code: number): { status: number; by: 'http.businessErrors' | 'http.faults' } {
  const status = BY_CODE.get(Math.abs(code)) ?? 422;
  return { status, by: FAULT_CODES.includes(code) ? 'http.faults' : 'http.businessErrors' };
}

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
  const { status, by } = statusOfCode(code);
  return switches[by] === 'status' ? status : 200;
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
