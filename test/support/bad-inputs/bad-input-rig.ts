import { PORTAL_PATHS } from '@dvc/contracts';
import { ACCOUNT } from '../running-mock.js';
import { Judge, allowedCpuMs, type WireReplyText } from './judge.js';
import type { Scope } from './scope.js';
import { WatchedMock } from './watched-mock.js';

export interface Sending {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of the mock, from its own OpenAPI document. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly isControl: boolean;
  readonly example: unknown;
}

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: { example?: unknown } }>> };
}

export interface PortalReply {
  readonly code: number;
  readonly message: string;
  readonly result: readonly { readonly error_code: number; readonly message: string }[];
}

/** What the documents and health pages are, and nobody writes to. */
const PLAIN_PAGES = /^\/(docs|health|__sim\/health)/;

/** No answer may stay away for longer, however busy the machine is. */
const HANGING_MS = 30_000;
/** An answer that is there by then has not cost more than any may. */
const SOON_MS = 500;
/** What else the machine does can make a call dear, but hardly every time. */
const MOST_TRIES = 3;

/** A mock in a process of its own, a session and a judge. */
export class BadInputRig {
  readonly portal = new WatchedMock();
  readonly judge = new Judge();
  session = '';
  private prototypes = '';

  constructor(readonly scope: Scope) {}

  async start(): Promise<void> {
    await this.portal.start();
    this.prototypes = (await this.portal.witnessed()).names.join();
    await this.begin();
  }

  /** What was told may not have left a trace in the language itself, nor in the log: a line there is a failure within. */
  async findTraces(): Promise<string[]> {
    const { names } = await this.portal.witnessed();
    const said = this.portal.log;
    return [
      ...(names.join() === this.prototypes ? [] : [`prototype đã bị đổi: ${names.join().slice(0, 2_000)}`]),
      ...(said.length === 0 ? [] : [`nhật ký có ${String(said.length)} dòng: ${said[0]?.slice(0, 1_000) ?? ''}`]),
    ];
  }

  /** Nothing stored, nothing switched, a fresh session, and lists as long as they may be. */
  async begin(): Promise<void> {
    await this.portal.sim('POST', 'reset');
    await this.portal.turn({
      'batch.max.progress': 1_000,
      'progress.beforeDossier': 'hold',
      'session.ttlSeconds': 86_400,
    });
    this.session = await this.portal.login();
  }

  async send(sending: Sending): Promise<WireReplyText> {
    const reply = await this.exchange(sending);
    const allowedMs = allowedCpuMs(reply.sentBytes);
    for (let tries = 1; reply.cpuMs > allowedMs && tries < MOST_TRIES; tries++) {
      const { cpuMs } = await this.exchange(sending);
      reply.cpuMs = Math.min(reply.cpuMs, cpuMs);
    }
    return reply;
  }

  /** One call of a service, as JSON text or as parameters. */
  async call(service: string, parameters: object): Promise<WireReplyText> {
    return this.send({ body: this.toBody(service, parameters) });
  }

  toBody(service: string, parameters: object): string {
    return JSON.stringify({ session: this.session, madonvi: ACCOUNT, service, ...parameters });
  }

  /** Sends, and judges the answer by what holds for every answer. */
  async tell(category: string, sending: Sending, what: string): Promise<WireReplyText | null> {
    const reply = await this.send(sending).catch((failure: unknown) => String(failure));
    const fault = typeof reply === 'string' ? reply : (this.judge.findFault(reply) ?? findWireFault(sending, reply));
    if (fault !== null || typeof reply === 'string') {
      this.judge.violated(category, `${sending.method ?? 'POST'} ${sending.path ?? ''} ${what}: ${String(fault)}`);
      return null;
    }
    const isRefused = reply.status >= 400 || (codeOf(reply) ?? 0) !== 0;
    this.judge[isRefused ? 'refused' : 'accepted'](category);
    return reply;
  }

  private async exchange({
    method = 'POST',
    path = PORTAL_PATHS.call,
    body,
    headers = {},
  }: Sending): Promise<WireReplyText> {
    const startedAt = performance.now();
    const reply = await fetch(`${this.portal.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...this.portal.adminHeaders(path), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      signal: AbortSignal.timeout(HANGING_MS),
    });
    const text = await reply.text();
    const ms = performance.now() - startedAt;
    const { cpuMs } = ms < SOON_MS ? { cpuMs: 0 } : await this.portal.witnessed();
    const type = reply.headers.get('content-type') ?? '';
    const sentBytes = body === undefined ? 0 : Buffer.byteLength(body);
    return { status: reply.status, sign: reply.headers.get('x-sim'), type, text, ms, cpuMs, sentBytes };
  }

  /** Every operation of the mock; a new one is here by itself. */
  async routes(): Promise<Route[]> {
    const document = (await (await fetch(`${this.portal.url}/docs-json`)).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    return Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        isControl: path.startsWith('/__sim') || PLAIN_PAGES.test(path),
        example: withoutWaiting(Object.values(operation.requestBody?.content ?? {})[0]?.schema?.example),
      })),
    );
  }
}

/** An example of a call that waits, waiting no longer than a moment. */
function withoutWaiting(example: unknown): unknown {
  return example === undefined ? undefined : JSON.parse(JSON.stringify(example).replace(/"PT\d+S"/g, '"PT0.1S"'));
}

/** What the portal's dialects call the code of an answer. */
const CODE_NAMES = ['error_code', 'errorCode', 'MaLoi', 'error', 'code'];

/** The code of an answer of the portal; null when it has none. */
export function codeOf({ text }: WireReplyText): number | null {
  const outside = toJson(text);
  // A relay packs the portal's own answer as text.
  const reply = toJson(String(outside?.['message'])) ?? outside;
  const code = CODE_NAMES.map((name) => reply?.[name]).find((value) => value !== undefined);
  // The REST interface of the new generation says 200 in its body when all is well.
  if (code === 200 && reply?.['error_code'] === undefined) return 0;
  return code === undefined || code === '' || Number.isNaN(Number(code)) ? null : Number(code);
}

export function readReply({ text }: WireReplyText): PortalReply {
  const reply = toJson(text) ?? {};
  const result = Array.isArray(reply['result']) ? (reply['result'] as PortalReply['result']) : [];
  return { code: Number(reply['error_code']), message: String(reply['message']), result };
}

/** On the wire a refusal is HTTP 200 with a code that is no internal error, and never sounds like a success. */
function findWireFault({ path = PORTAL_PATHS.call }: Sending, reply: WireReplyText): string | null {
  if (path.startsWith('/__sim') || PLAIN_PAGES.test(path) || reply.status !== 200) return null;
  const code = codeOf(reply);
  if (code === 900) return `lỗi trong: ${reply.text.slice(0, 200)}`;
  const isFailure = code !== null && code !== 0 && Math.abs(code) !== 3;
  return isFailure && /thành công|đã tồn tại/i.test(reply.text)
    ? `nghe như thành công: ${reply.text.slice(0, 200)}`
    : null;
}

function toJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
