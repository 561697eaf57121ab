import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Delivery } from '../faults/delivery.js';
import type { Departure } from '../journal/journal-entry.js';

/** What the mock needs of a request; its body was read by {@link readBody}. */
export interface WireRequest {
  readonly raw: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  readonly body?: unknown;
}

/** What the mock needs of a reply. */
export interface WireReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** Bodies beyond this are refused. */
const MOST_BYTES = 10 * 1024 * 1024;
/** So much more is read and thrown away, so that the sender gets to read the refusal. */
const MOST_DISCARDED_BYTES = 64 * 1024 * 1024;

/** Stands for a body that was too long. */
export const TOO_LARGE = Symbol('too large');

/** Reads a body whole, without believing its `Content-Length`. */
export async function readBody(payload: AsyncIterable<Buffer>): Promise<Buffer | typeof TOO_LARGE> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of payload) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MOST_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (sizeBytes > MOST_BYTES + MOST_DISCARDED_BYTES) break;
  }
  return sizeBytes > MOST_BYTES ? TOO_LARGE : Buffer.concat(chunks);
}

/**
 * Puts a delivery on the wire, past the framework: it must not answer as well. `at` is the hour where the call took
 * place. Says what has left.
 */
export function deliver(reply: WireReply, delivery: Delivery, at: Date): Departure {
  const { raw } = reply;
  const { socket } = raw;
  if (raw.headersSent || raw.destroyed || socket?.destroyed !== false) return 'caller-gone';
  switch (delivery.kind) {
    case 'hang':
      break;
    case 'connection-reset':
      resetConnection(socket);
      break;
    case 'empty-reply':
      socket.end();
      break;
    case 'reply': {
      const body = Buffer.from(delivery.body);
      raw.writeHead(delivery.status, { date: at.toUTCString(), ...delivery.headers, 'content-length': body.length });
      if (!delivery.isCut) raw.end(body);
      else raw.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy());
      return delivery.isCut ? 'cut' : 'sent';
    }
  }
  return delivery.kind;
}

export function resetConnection(socket: Socket | null): void {
  if (socket && !socket.destroyed) socket.resetAndDestroy();
}
