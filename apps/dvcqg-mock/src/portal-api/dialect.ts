import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { SwitchBoard } from '../switches/switch-board.js';
import { isJsonObject, type Json, type JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';

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
@Injectable()
export class Dialect {
  constructor(private readonly board: SwitchBoard) {}

  speak({ code, reply }: PortalAnswer): Spoken {
    return {
      reply: this.board.values['errorCode.type'] === 'int' ? reply : this.withTextCodes(reply),
      status: this.statusOf(code),
    };
  }

  private statusOf(code: number): number {
    if (code === PORTAL_CODES.rateLimited) return this.board.values['http.faults'] === 'status' ? 429 : 200;
    return this.board.values['http.businessErrors'] === 'status' ? (STATUS_BY_CODE[code] ?? 422) : 200;
  }

  private withTextCodes(reply: JsonObject): JsonObject {
    const { result, ...others } = reply;
    const isList =
      Array.isArray(result) && result.some((item) => isJsonObject(item) && item['error_code'] !== undefined);
    const entries = isList
      ? { result: result.map((item) => (isJsonObject(item) ? this.withTextCode(item) : item)) }
      : {};
    return { ...this.withTextCode(others), ...(result === undefined ? {} : { result }), ...entries };
  }

  private withTextCode(part: JsonObject): JsonObject {
    const code: Json | undefined = part['error_code'];
    if (typeof code !== 'number') return part;
    const isLong = code === PORTAL_CODES.ok && this.board.values['errorCode.type'] === 'string-00';
    return { ...part, error_code: isLong ? '00' : String(code) };
  }
}
