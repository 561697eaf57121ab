import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Delivery, ReplyDelivery } from '../faults/delivery.js';
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

/** Stands for a body that was too long. */
export const TOO_LARGE = Symbol('too large');

/** The sender went away before its body was whole. Nobody reads the answer, and it is no failure of the mock. */
class CutBodyError extends Error {
  readonly statusCode = 400;
}

/**
 * Reads a body whole, without believing its `Content-Length`. What is too much is thrown away to the end, for senders
 * that read no answer before they have sent everything; the server's time limit for a request ends what has no end.
 *
 * @throws {CutBodyError} Nothing to do: there is nobody to answer.
 */
export async function readBody(payload: AsyncIterable<Buffer>): Promise<Buffer | typeof TOO_LARGE> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of payload) {
      sizeBytes += chunk.length;
      if (sizeBytes <= MOST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (cause) {
    throw new CutBodyError('Thân yêu cầu bị cắt giữa chừng.', { cause });
  }
  return sizeBytes > MOST_BYTES ? TOO_LARGE : Buffer.concat(chunks);
}

/** The time where the call took place. */
export interface WireClock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}

export interface WireTime {
  readonly clock: WireClock;
  /** For what has to do with cables and not with the portal. */
  readonly wall: WireClock;
}

/** By then the caller has read what came before an RST; otherwise it could be told of the RST alone, or of an end. */
const TAKEN_AFTER_MS = 20;

/** Puts a delivery on the wire, past the framework: it must not answer as well. Says what has left. */
export function deliver(reply: WireReply, delivery: Delivery, time: WireTime): Departure {
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
    case 'raw':
      socket.end(delivery.bytes);
      break;
    case 'reply':
      writeReply(raw, delivery, time);
      return DEPARTURES[delivery.leaving.kind];
  }
  return delivery.kind;
}

const DEPARTURES = { whole: 'sent', dribble: 'sent', cut: 'cut', reset: 'cut' } as const;

function writeReply(
  raw: ServerResponse,
  { status, headers, body, leaving }: ReplyDelivery,
  { clock, wall }: WireTime,
): void {
  const bytes = Buffer.from(body);
  raw.writeHead(status, { date: clock.now().toUTCString(), ...headers, 'content-length': bytes.length });
  switch (leaving.kind) {
    case 'whole':
      raw.end(bytes);
      return;
    case 'cut':
      raw.flushHeaders();
      raw.write(bytes.subarray(0, leaving.atByte), () => raw.socket?.destroy());
      return;
    case 'reset':
      raw.flushHeaders();
      raw.write(bytes.subarray(0, leaving.atByte));
      wall
        .sleep(TAKEN_AFTER_MS)
        .catch(() => undefined)
        .finally(() => {
          resetConnection(raw.socket);
        });
      return;
    case 'dribble':
      dribble(raw, bytes, { ...leaving, clock }).catch(() => {
        resetConnection(raw.socket);
      });
  }
}

async function dribble(
  raw: ServerResponse,
  bytes: Buffer,
  { chunkBytes, everyMs, clock }: { chunkBytes: number; everyMs: number; clock: WireClock },
): Promise<void> {
  raw.flushHeaders();
  for (let from = 0; from < bytes.length && !raw.destroyed; from += chunkBytes) {
    await clock.sleep(everyMs);
    raw.write(bytes.subarray(from, from + chunkBytes));
  }
  raw.end();
}

export function resetConnection(socket: Socket | null): void {
  if (socket && !socket.destroyed) socket.resetAndDestroy();
}
