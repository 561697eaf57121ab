import { PORTAL_CODES } from '@dvc/contracts';
import { isJsonObject, type JsonObject } from '../portal-api/json.js';
import type { FaultEffect, ResultListKind } from './fault.js';

/** What the caller gets to see on the wire. */
export type Delivery =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Buffer;
      /** `error_code` in the body; null when there is none to read. */
      readonly errorCode: number | null;
      /** The connection breaks in the middle of the body. */
      readonly isCut: boolean;
      readonly delayMs: number;
    }
  | { readonly kind: 'connection-reset' | 'empty-reply' | 'hang' };

const JSON_TYPE = 'application/json; charset=utf-8';

/** The portal's own answer, unspoilt. */
export function plainDelivery(reply: JsonObject, status = 200): Delivery {
  const errorCode = readCode(reply['error_code']);
  const headers = { 'content-type': JSON_TYPE };
  return { kind: 'reply', status, headers, body: JSON.stringify(reply), errorCode, isCut: false, delayMs: 0 };
}

/** An answer that is no JSON: a file in base64. */
export function textDelivery(body: string): Delivery {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return { kind: 'reply', status: 200, headers, body, errorCode: null, isCut: false, delayMs: 0 };
}

/** A file as it is. */
export function fileDelivery({ type, bytes }: { type: string; bytes: Buffer }): Delivery {
  const headers = { 'content-type': type };
  return { kind: 'reply', status: 200, headers, body: bytes, errorCode: null, isCut: false, delayMs: 0 };
}

function readCode(code: unknown): number | null {
  if (typeof code === 'string' && /^-?\d{1,4}$/.test(code)) return Number(code);
  return typeof code === 'number' ? code : null;
}

/** What an effect sends in place of an answer; null when the effect lets the call go on. */
export function deliveryInstead(effect: FaultEffect, now: Date): Delivery | null {
  switch (effect.type) {
    case 'connection-reset':
    case 'empty-reply':
    case 'hang':
      return { kind: effect.type };
    case 'late-commit':
      return { kind: 'hang' };
    case 'throttle':
      return throttled(effect, now);
    case 'reply':
      return madeUp(effect);
    case 'delay':
    case 'expire-session':
    case 'result-list':
    case 'truncate':
      return null;
  }
}

/** The portal's answer after what an effect does to it on the way out. */
export function spoil(reply: JsonObject, plain: Delivery, effect: FaultEffect, now: Date): Delivery {
  const instead = deliveryInstead(effect, now);
  if (instead) return instead;
  if (effect.type === 'result-list') return plainDelivery(bendResult(reply, effect.kind));
  if (plain.kind !== 'reply') return plain;
  if (effect.type === 'delay') return { ...plain, delayMs: effect.ms };
  if (effect.type !== 'truncate') return plain;
  return effect.mode === 'wire'
    ? { ...plain, isCut: true, errorCode: null }
    : { ...plain, body: plain.body.slice(0, Math.floor(plain.body.length / 2)), errorCode: null };
}

/** Until when the caller has been told to keep away; null when it was told nothing it could read. */
export function retryUntil(effect: FaultEffect, now: Date): Date | null {
  if (effect.type !== 'throttle' || effect.form === 'missing' || effect.form === 'garbled') return null;
  return new Date(now.getTime() + effect.retryAfterS * 1_000);
}

function throttled(effect: FaultEffect & { type: 'throttle' }, now: Date): Delivery {
  const { status, form, retryAfterS } = effect;
  const message =
    status === 429
      ? `Vượt quá số lần gọi cho phép, vui lòng thử lại sau ${String(retryAfterS)} giây`
      : 'Hệ thống đang bảo trì, vui lòng thử lại sau';
  const plain = plainDelivery(
    { error_code: status === 429 ? PORTAL_CODES.rateLimited : PORTAL_CODES.maintenance, message },
    form === 'body' ? 200 : status,
  );
  const retryAfter = {
    seconds: String(retryAfterS),
    'http-date': new Date(Math.ceil((now.getTime() + retryAfterS * 1_000) / 1_000) * 1_000).toUTCString(),
    garbled: 'sau ít phút'.normalize('NFD').replace(/[^\x20-\x7e]/g, ''),
    missing: null,
    body: null,
  }[form];
  if (plain.kind !== 'reply' || retryAfter === null) return plain;
  return { ...plain, headers: { ...plain.headers, 'retry-after': retryAfter } };
}

function madeUp(effect: FaultEffect & { type: 'reply' }): Delivery {
  const { status, contentType, body, errorCode, message } = effect;
  if (body === null) return plainDelivery({ error_code: errorCode, message }, status);
  const headers = { 'content-type': contentType };
  return { kind: 'reply', status, headers, body, errorCode: null, isCut: false, delayMs: 0 };
}

function bendResult(reply: JsonObject, kind: ResultListKind): JsonObject {
  const found = reply['result'];
  const inner = isJsonObject(found) ? found['data'] : found;
  if (!Array.isArray(inner) || inner.length === 0) return reply;
  const bent = {
    shuffled: [...inner.slice(1).reverse(), ...inner.slice(0, 1)],
    truncated: inner.slice(0, Math.floor(inner.length / 2)),
    duplicated: [...inner, ...inner.slice(0, 1)],
  }[kind];
  return { ...reply, result: isJsonObject(found) ? { ...found, data: bent } : bent };
}
