import type { PortalConfig } from '@dvc/config';
import { PORTAL_PATHS, PortalReply, type PortalService } from '@dvc/contracts';
import type { Verdict } from '@dvc/domain';
import { NoAnswerError, type HttpAnswer, type PortalHttp } from './portal-http.js';
import {
  parseAs,
  sameForAll,
  sortCallCode,
  sortStatus,
  sortWriteAnswer,
  verdictOf,
  type PortalAnswer,
} from './portal-verdict.js';
import { compareService, parseServices, type Reading, type ReadService } from './service-reading.js';

/** One item of a call: the code by which the portal names it, and its JSON text, frozen at commit. */
export interface PortalItem {
  readonly code: string;
  readonly body: string;
}

/** Stands for the session in whatever is written down. */
const SESSION_MARK = '«session»';

/** A call that is ready: `request` is what will be written down, and sent with the session in it. */
export interface PortalCall {
  readonly request: string;
  readonly codes: readonly string[];
}

/** The wire's side of one call, for the record. */
export interface Exchanged {
  readonly httpStatus: number | null;
  readonly body: string | null;
  readonly error: string | null;
  readonly totalMs: number;
}

/** Speaks to the national portal; the only class that knows its call names. Never repeats a call by itself. */
export class PortalGateway {
  constructor(
    private readonly http: PortalHttp,
    private readonly config: PortalConfig,
  ) {}

  /** `DongBoDVC`: creates (`isUpdating` false) or replaces services. Up to 50 items, no code twice. */
  prepareServices(items: readonly PortalItem[], isUpdating: boolean): PortalCall {
    const data = items.map(({ body }) => body).join(',');
    const head = this.head('DongBoDVC', { isUpdating: isUpdating ? 'True' : 'False' });
    return { request: `${head.slice(0, -1)},"data":[${data}]}`, codes: items.map(({ code }) => code) };
  }

  /** `LayDVC` for one service, in the state in which we sent it. */
  prepareReading({ code, body }: PortalItem): PortalCall {
    const { TRANGTHAI } = JSON.parse(body) as { TRANGTHAI: string };
    return { request: this.head('LayDVC', { MADVC: code, TRANGTHAI }), codes: [code] };
  }

  /** `LayDVC` for all published services of the province. */
  prepareReadingAll(): PortalCall {
    return { request: this.head('LayDVC', {}), codes: [] };
  }

  /**
   * Sends a write. The answer has a verdict for each code sent; silence is one too, so nothing is thrown.
   *
   * @see docs/engine.md §2
   */
  async send(call: PortalCall, token: string): Promise<{ answer: PortalAnswer; exchanged: Exchanged }> {
    const { reply, exchanged } = await this.exchange(call, token);
    const answer =
      reply instanceof NoAnswerError
        ? sameForAll(call.codes, silenceOf(reply))
        : sortWriteAnswer(reply, call.codes, new Date());
    return { answer, exchanged };
  }

  /** Sends a read: how the item stands there, or a verdict where the answer tells nothing. */
  async read(
    call: PortalCall,
    token: string,
    body: string,
  ): Promise<{ reading: Reading | Verdict; holdMs: number; exchanged: Exchanged }> {
    const { services, verdict, holdMs, exchanged } = await this.list(call, token);
    return { reading: services ? compareService(body, services) : verdict, holdMs, exchanged };
  }

  /** As {@link read}, for any `LayDVC`. */
  async list(
    call: PortalCall,
    token: string,
  ): Promise<{ services: readonly ReadService[] | null; verdict: Verdict; holdMs: number; exchanged: Exchanged }> {
    const { reply, exchanged } = await this.exchange(call, token);
    if (reply instanceof NoAnswerError) return { services: null, verdict: silenceOf(reply), holdMs: 0, exchanged };
    const now = new Date();
    const parsed = parseAs(PortalReply, reply.text);
    const code = parsed?.error_code ?? reply.status;
    const message = parsed ? (parsed.message ?? '') : 'Câu trả lời không đọc được';
    const refused = sortStatus(reply, now) ?? sortCallCode(code, message, now);
    const services = refused ? null : parseServices(reply.text);
    const verdict = refused?.verdict ?? verdictOf('IN_DOUBT', code, message);
    return { services, verdict, holdMs: refused?.holdMs ?? 0, exchanged };
  }

  private head(service: PortalService, parameters: object): string {
    return JSON.stringify({ session: SESSION_MARK, madonvi: this.config.PORTAL_AGENCY, service, ...parameters });
  }

  private async exchange(
    { request }: PortalCall,
    token: string,
  ): Promise<{ reply: HttpAnswer | NoAnswerError; exchanged: Exchanged }> {
    const startedAt = performance.now();
    const body = request.replace(JSON.stringify(SESSION_MARK), JSON.stringify(token));
    const reply = await this.http.post(PORTAL_PATHS.call, body).catch(noAnswerOnly);
    const totalMs = Math.round(performance.now() - startedAt);
    const exchanged =
      reply instanceof NoAnswerError
        ? { httpStatus: null, body: null, error: reply.message, totalMs }
        : { httpStatus: reply.status, body: reply.text?.replaceAll('\0', '') ?? null, error: null, totalMs };
    return { reply, exchanged };
  }
}

const silenceOf = ({ wasSent, message }: NoAnswerError): Verdict =>
  verdictOf(wasSent ? 'IN_DOUBT' : 'NOT_SENT', '', message);

/** Anything but silence is a bug and must surface. */
function noAnswerOnly(error: unknown): NoAnswerError {
  if (error instanceof NoAnswerError) return error;
  throw error;
}
