import { PORTAL_CODES } from '@dvc/contracts';
import { checkText, decodeBody } from '../portal-api/decode-body.js';
import { sessionDigest } from '../portal-api/log-in.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import { callerOf, type Accent, type Decided, type IncomingCall } from '../portal-api/portal-call.js';
import { refuse } from '../portal-api/refusals.js';
import type { SessionCheck } from '../records/session.repository.js';
import type { Space } from '../spaces/space.js';
import type { NewRestRoute } from './new-rest-routes.js';

/** Other codes are 400: of the rest only these were seen. — observed (1); which code is which: assumed */
const STATUS_BY_CODE: Readonly<Record<number, number>> = {
  [PORTAL_CODES.ok]: 200,
  [PORTAL_CODES.loginFailed]: 401,
  [PORTAL_CODES.sessionExpired]: 401,
  [PORTAL_CODES.sessionInvalid]: 401,
  [PORTAL_CODES.agencyInvalid]: 403,
  [PORTAL_CODES.forbidden]: 403,
  [PORTAL_CODES.unknownService]: 404,
  [PORTAL_CODES.rateLimited]: 429,
  [PORTAL_CODES.internalError]: 502,
};

/** Tokens are kept beside the adapter's sessions, and are none of them. */
export function tokenDigest(token: string): string {
  return sessionDigest(`new-rest ${token}`);
}

/** A call of the REST interface. `given` is its token; empty where there is none. */
export function newRestAccent(route: NewRestRoute, given: string): Accent {
  const look = async ({ records, clock }: Space): Promise<SessionCheck> =>
    given === '' ? 'unknown' : records.direct.sessions.use(tokenDigest(given), clock.now());
  return {
    service: route.call,
    translate: (incoming) => translate(route, incoming),
    callerIn: async (space, parameters) => {
      const session = route.needsToken ? await look(space) : null;
      return typeof session === 'object' && session ? session.account : callerOf(parameters, null);
    },
    admit: async ({ space }) => {
      const session = route.needsToken ? await look(space) : null;
      if (session === 'unknown') return refuse.sessionInvalid();
      return session === 'expired' ? refuse.sessionExpired() : null;
    },
    speak: (decided) => ({ reply: wordsOf(route, decided), status: statusOf(decided) }),
  };
}

const CALL_NAME = /^[\w-]{1,50}$/;

/** For an address that is not there; `?` in the journal where its name cannot be written down. */
export function unknownCallAccent(name: string): Accent {
  return {
    service: `DvcSync/${CALL_NAME.test(name) ? name : '?'}`,
    translate: () => checkText({}),
    callerIn: () => null,
    admit: () => null,
    speak: (decided) => ({ reply: failure(decided), status: statusOf(decided) }),
  };
}

function translate(
  { call, method, takesFiles }: NewRestRoute,
  { bytes, query, files }: IncomingCall,
): ReturnType<Accent['translate']> {
  if (method === 'GET') return checkText({ code: query.get('code') });
  if (takesFiles) return checkText({ data: (files ?? []).map(noteOf) });
  const decoded = decodeBody(bytes);
  if ('refusal' in decoded) return decoded;
  const { body: data } = decoded;
  const isNamed = call === 'GetToken' && isJsonObject(data);
  return { body: isNamed ? { madonvi: textOf(data['client_id']), data } : { data } };
}

/** What is written down of a file: not what is in it. */
function noteOf({ name, mediaType, bytes, sha256 }: NonNullable<IncomingCall['files']>[number]): JsonObject {
  return { TenTep: name, LoaiTep: mediaType, SoByte: bytes.length, HashTepTin: sha256 };
}

function statusOf({ code, status }: Pick<Decided, 'code' | 'status'>): number {
  return status === 413 ? status : (STATUS_BY_CODE[code] ?? 400);
}

function failure(decided: Decided): JsonObject {
  return { code: statusOf(decided), message: decided.reply['message'] ?? '', data: null };
}

function wordsOf({ isBare }: NewRestRoute, decided: Decided): JsonObject {
  const { code, reply } = decided;
  const data = reply['data'] ?? entriesOf(reply['result']);
  if (code !== PORTAL_CODES.ok) return { ...failure(decided), data };
  if (isBare) return isJsonObject(data) ? data : { data };
  return { code: 200, message: 'OK', data };
}

/** What became of each item, with this interface's codes. */
function entriesOf(result: Json | undefined): Json {
  if (!Array.isArray(result)) return null;
  return result.filter(isJsonObject).map(({ MaHoSo = '', error_code: code, message = '' }) => ({
    MaHoSo,
    code: STATUS_BY_CODE[Number(code)] ?? 400,
    message,
  }));
}
