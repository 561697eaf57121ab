import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { PORTAL_DSTCODE } from '@dvc/contracts';
import type { PortalConfig } from '@dvc/config';
import axios, { isAxiosError, type AxiosInstance, type AxiosResponse } from 'axios';

const MAX_REPLY_BYTES = 1_048_576;
const MAX_REQUEST_BYTES = 524_288;
/** Free sockets are closed before a portal's usual 5 s, so that we seldom write to one it has just closed. */
const FREE_SOCKET_MS = 4_000;

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  /** Text where it is valid UTF-8, else `null`. */
  readonly text: string | null;
  readonly retryAfter: string | null;
}

/** No answer. `wasSent` false: not one byte of the request can have reached the portal. */
export class NoAnswerError extends Error {
  constructor(
    readonly wasSent: boolean,
    cause: unknown,
  ) {
    super(isAxiosError(cause) ? (cause.code ?? cause.message) : String(cause), { cause });
  }
}

/**
 * One POST to the portal: connect, silence and whole call each have their own limit; no redirect is followed, no proxy
 * of the environment is used, no more than 1 MiB is read.
 */
export class PortalHttp {
  private readonly client: AxiosInstance;

  constructor(private readonly config: PortalConfig) {
    this.client = axios.create({
      baseURL: config.PORTAL_URL,
      timeout: config.PORTAL_IDLE_MS,
      maxRedirects: 0,
      validateStatus: () => true,
      maxContentLength: MAX_REPLY_BYTES,
      maxBodyLength: MAX_REQUEST_BYTES,
      responseType: 'arraybuffer',
      transformRequest: [],
      transformResponse: [],
      proxy: false,
      httpAgent: withConnectLimit(new http.Agent({ keepAlive: true, timeout: FREE_SOCKET_MS }), 'connect', config),
      httpsAgent: withConnectLimit(
        new https.Agent({ keepAlive: true, timeout: FREE_SOCKET_MS, minVersion: 'TLSv1.2' }),
        'secureConnect',
        config,
      ),
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        Accept: 'application/json',
        dstcode: PORTAL_DSTCODE,
      },
    });
  }

  /** @throws {NoAnswerError} */
  async post(path: string, body: string): Promise<HttpAnswer> {
    const whole = AbortSignal.timeout(this.config.PORTAL_TIMEOUT_MS);
    try {
      const reply = await this.client.post<Buffer>(path, body, { signal: whole });
      return { status: reply.status, text: toText(reply.data), retryAfter: headerOf(reply) };
    } catch (cause) {
      throw new NoAnswerError(!isUnsent(cause), cause);
    }
  }
}

const CONNECT_TIMEOUT = 'PORTAL_CONNECT_TIMEOUT';
const UNSENT = new Set([CONNECT_TIMEOUT, 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Only failures of the connect itself; ECONNRESET may come from a socket that had carried our bytes away. */
function isUnsent(cause: unknown): boolean {
  return isAxiosError(cause) && cause.code !== undefined && UNSENT.has(cause.code);
}

/** axios has no limit for the connect alone; the agent gives each new socket one. */
function withConnectLimit<A extends http.Agent>(agent: A, ready: string, { PORTAL_CONNECT_MS }: PortalConfig): A {
  const open = agent.createConnection.bind(agent);
  agent.createConnection = (...args: Parameters<typeof open>) => {
    const socket = open(...args) as Socket;
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('The portal does not accept connections'), { code: CONNECT_TIMEOUT }));
    }, PORTAL_CONNECT_MS);
    const isDecided = (): void => {
      clearTimeout(timer);
    };
    for (const event of [ready, 'close', 'error']) socket.once(event, isDecided);
    return socket;
  };
  return agent;
}

function toText(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function headerOf({ headers }: AxiosResponse): string | null {
  const value: unknown = headers['retry-after'];
  return typeof value === 'string' ? value : null;
}
