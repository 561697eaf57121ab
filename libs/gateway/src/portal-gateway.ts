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
import { compareDossier, parseDossiers, type DossierDoubt } from './dossier-reading.js';
import type { Reading } from './reading.js';
import { compareService, parseServices, type ReadService } from './service-reading.js';

/** What one call says of one service or dossier: the code the portal names it by, and the JSON text frozen at commit. */
export interface PortalItem {
  readonly code: string;
  /** One element of `data[]`, or some steps with a comma between. */
  readonly body: string;
  /** How many they are. */
  readonly rows: number;
}

/** Stands for the session in whatever is written down. */
const SESSION_MARK = '«session»';

/** A call that is ready: `request` is what will be written down, and sent with the session in it. */
export interface PortalCall {
  readonly request: string;
  /** One for each element of `data[]`, in order. */
  readonly codes: readonly string[];
}

/** The wire's side of one call, for the record. */
export interface Exchanged {
  readonly httpStatus: number | null;
  readonly body: string | null;
  readonly error: string | null;
  readonly totalMs: number;
}

/** What a read came to: how the item stands there, or a verdict where the answer tells nothing. */
export interface ReadAnswer {
  readonly reading: Reading | Verdict;
  readonly holdMs: number;
  readonly exchanged: Exchanged;
}

/** Speaks to the national portal; the only class that knows its call names. Never repeats a call by itself. */
export class PortalGateway {
  constructor(
    private readonly http: PortalHttp,
    private readonly config: PortalConfig,
  ) {}

  /** `DongBoDVC`: creates (`isUpdating` false) or replaces services. Up to 50 items, no code twice. */
  prepareServices(items: readonly PortalItem[], isUpdating: boolean): PortalCall {
    return this.prepareWrite('DongBoDVC', items, { isUpdating: isUpdating ? 'True' : 'False' });
  }

  /** `DongBoHoSoMC`: creates or replaces dossiers. Up to 50 items, no code twice. */
  prepareDossiers(items: readonly PortalItem[], isUpdating: boolean): PortalCall {
    return this.prepareWrite('DongBoHoSoMC', items, { isUpdating: isUpdating ? 'True' : 'False' });
  }

  /** `CapNhatTienDoHoSoMC`: adds steps, those of one dossier together and in order. Up to 10 rows. */
  prepareSteps(items: readonly PortalItem[]): PortalCall {
    return this.prepareWrite('CapNhatTienDoHoSoMC', items, {});
  }

  /** `TraCuuHoSo` for one dossier. */
  prepareDossierReading(code: string): PortalCall {
    return { request: this.head('TraCuuHoSo', { mahoso: code }), codes: [code] };
  }

  /** `LayDVC` for one service, in the state in which we sent it. */
  prepareReading({ code, body }: Pick<PortalItem, 'code' | 'body'>): PortalCall {
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

  /** Sends a `LayDVC`: how the service stands there, or a verdict where the answer tells nothing. */
  async read(call: PortalCall, token: string, body: string): Promise<ReadAnswer> {
    const { found, ...answer } = await this.ask(call, token, parseServices);
    return { ...answer, reading: found ? compareService(body, found) : answer.verdict };
  }

  /** Sends a `TraCuuHoSo`: how what is in doubt of the dossier stands there. */
  async readDossier(call: PortalCall, token: string, doubt: DossierDoubt): Promise<ReadAnswer> {
    const { found, ...answer } = await this.ask(call, token, parseDossiers);
    return { ...answer, reading: found ? compareDossier(doubt, found) : answer.verdict };
  }

  /** Any `LayDVC`, as the list that it gives. */
  async list(
    call: PortalCall,
    token: string,
  ): Promise<{ services: readonly ReadService[] | null; verdict: Verdict; holdMs: number; exchanged: Exchanged }> {
    const { found, ...answer } = await this.ask(call, token, parseServices);
    return { ...answer, services: found };
  }

  /** `found`: `null` where the answer is not what was asked for; `verdict` says what it is instead. */
  private async ask<T>(
    call: PortalCall,
    token: string,
    parse: (text: string | null) => T | null,
  ): Promise<{ found: T | null; verdict: Verdict; holdMs: number; exchanged: Exchanged }> {
    const { reply, exchanged } = await this.exchange(call, token);
    if (reply instanceof NoAnswerError) return { found: null, verdict: silenceOf(reply), holdMs: 0, exchanged };
    const now = new Date();
    const parsed = parseAs(PortalReply, reply.text);
    const code = parsed?.error_code ?? reply.status;
    const message = parsed ? (parsed.message ?? '') : 'Câu trả lời không đọc được';
    const refused = sortStatus(reply, now) ?? sortCallCode(code, message, now);
    const found = refused ? null : parse(reply.text);
    const verdict = refused?.verdict ?? verdictOf('IN_DOUBT', code, message);
    return { found, verdict, holdMs: refused?.holdMs ?? 0, exchanged };
  }

  private prepareWrite(service: PortalService, items: readonly PortalItem[], parameters: object): PortalCall {
    const data = items.map(({ body }) => body).join(',');
    const codes = items.flatMap(({ code, rows }) => Array<string>(rows).fill(code));
    return { request: `${this.head(service, parameters).slice(0, -1)},"data":[${data}]}`, codes };
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
