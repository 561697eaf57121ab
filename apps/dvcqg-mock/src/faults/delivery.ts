import type { JsonObject } from '../portal-api/json.js';

/** How the body of a reply leaves. */
export type Leaving =
  | { readonly kind: 'whole' }
  /** Ends, or breaks off, after so many bytes of the body. */
  | { readonly kind: 'cut' | 'reset'; readonly atByte: number }
  | { readonly kind: 'dribble'; readonly chunkBytes: number; readonly everyMs: number };

export interface ReplyDelivery {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** `error_code` in the body; null when there is none to read. */
  readonly errorCode: number | null;
  readonly leaving: Leaving;
  readonly delayMs: number;
}

/** What the caller gets to see on the wire. `raw`: bytes that are no HTTP, or bad HTTP. */
export type Delivery =
  | ReplyDelivery
  | { readonly kind: 'connection-reset' | 'empty-reply' | 'hang' }
  | { readonly kind: 'raw'; readonly bytes: Buffer };

const JSON_TYPE = 'application/json; charset=utf-8';
const WHOLE = { kind: 'whole' } as const;

/** The portal's own answer, unspoilt. */
export function plainDelivery(reply: JsonObject, status = 200): ReplyDelivery {
  return { ...bodyDelivery(JSON.stringify(reply), status, JSON_TYPE), errorCode: readCode(reply['error_code']) };
}

/** An answer that is no JSON: a file in base64. */
export function textDelivery(body: string): ReplyDelivery {
  return bodyDelivery(body, 200, 'text/plain; charset=utf-8');
}

/** Any body at all; no code can be read from it. */
export function bodyDelivery(body: string | Buffer, status: number, contentType: string): ReplyDelivery {
  const headers = { 'content-type': contentType };
  return { kind: 'reply', status, headers, body, errorCode: null, leaving: WHOLE, delayMs: 0 };
}

export function withHeader(delivery: Delivery, name: string, value: string): Delivery {
  return delivery.kind === 'reply' ? { ...delivery, headers: { ...delivery.headers, [name]: value } } : delivery;
}

/** A file as it is. */
export function fileDelivery({ type, bytes }: { type: string; bytes: Buffer }): ReplyDelivery {
  return bodyDelivery(bytes, 200, type);
}

function readCode(code: unknown): number | null {
  if (typeof code === 'string' && /^-?\d{1,4}$/.test(code)) return Number(code);
  return typeof code === 'number' ? code : null;
}
