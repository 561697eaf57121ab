import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { PushMethod } from './push-kinds.js';

export interface OutgoingCall {
  readonly method: PushMethod;
  readonly url: URL;
  /** The one address that was checked; the name is not asked a second time. */
  readonly address: string;
  readonly body: string | null;
  /** Shown as `Authorization: Bearer …`; empty: nothing is. */
  readonly token: string;
  readonly mostBytes: number;
  /** Ends the call: its time is up, or the mock stops. */
  readonly signal: AbortSignal;
}

export interface ProvinceReply {
  readonly status: number;
  readonly bytes: Buffer;
}

/**
 * One call to a province. A redirect is an answer like any other and never followed; no connection is kept.
 *
 * @throws {Error} No connection, no answer in time, or an answer beyond `mostBytes`.
 */
export async function callProvince(call: OutgoingCall): Promise<ProvinceReply> {
  const { method, url, address, body, token, signal, mostBytes } = call;
  const payload = body === null ? null : Buffer.from(body);
  const options: RequestOptions = {
    method,
    signal,
    agent: false,
    lookup: pinTo(address),
    headers: {
      accept: 'application/json',
      'x-sim': 'DVCQG-MOCK',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(payload ? { 'content-type': 'application/json', charset: 'utf-8', 'content-length': payload.length } : {}),
    },
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const outgoing = send(url, options, resolve);
    outgoing.once('error', reject);
    outgoing.end(payload ?? undefined);
  });
  return { status: response.statusCode ?? 0, bytes: await readUpTo(response, mostBytes) };
}

function pinTo(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, { all }, answer) => {
    if (all === true) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
}

async function readUpTo(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) {
      response.destroy();
      throw new Error(`The answer is longer than ${String(mostBytes)} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
