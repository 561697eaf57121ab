import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PortalConfig } from '@dvc/config';
import { PORTAL_CODES, PORTAL_PATHS, PortalLoginReply } from '@dvc/contracts';
import { PortalLoginError } from './portal-errors.js';
import { NoAnswerError, type HttpAnswer, type PortalHttp } from './portal-http.js';
import { parseAs, sortCallCode, sortStatus, verdictOf } from './portal-verdict.js';

/** Where the one session of the account is kept for all processes. */
export interface SessionStore {
  get(): Promise<{ readonly epoch: number; readonly sealedToken: string | null; readonly isFresh: boolean }>;
  claimLogin(seenEpoch: number, owner: string, leaseMs: number): Promise<boolean>;
  save(seenEpoch: number, sealedToken: string, lifeS: number): Promise<boolean>;
  releaseLogin(owner: string): Promise<void>;
}

export interface Session {
  readonly epoch: number;
  readonly token: string;
}

const LOGIN_LEASE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/** One login per session epoch, whatever the number of processes and calls that find the session gone. */
export class PortalSession {
  private underWay: Promise<Session> | null = null;

  constructor(
    private readonly http: PortalHttp,
    private readonly store: SessionStore,
    private readonly config: PortalConfig,
    private readonly owner: string,
  ) {}

  /**
   * The session in force, or a new one where there is none.
   *
   * @throws {PortalLoginError} nothing of the caller's was sent: close its batch unsent and obey the verdict.
   */
  async get(): Promise<Session> {
    this.underWay ??= this.find().finally(() => {
      this.underWay = null;
    });
    return this.underWay;
  }

  private async find(): Promise<Session> {
    const giveUpAt = performance.now() + LOGIN_LEASE_MS;
    for (;;) {
      const { epoch, sealedToken, isFresh } = await this.store.get();
      const token = isFresh && sealedToken !== null ? this.open(sealedToken) : null;
      if (token !== null) return { epoch, token };
      if (await this.store.claimLogin(epoch, this.owner, LOGIN_LEASE_MS)) await this.logIn(epoch);
      else if (performance.now() > giveUpAt) throw notSent('Tiến trình khác chưa đăng nhập xong');
      else await sleep(LOOK_AGAIN_MS);
    }
  }

  private async logIn(seenEpoch: number): Promise<void> {
    try {
      const token = await this.askForToken();
      await this.store.save(seenEpoch, this.seal(token), this.config.PORTAL_SESSION_TTL_S);
    } catch (error) {
      await this.store.releaseLogin(this.owner);
      throw error;
    }
  }

  private async askForToken(): Promise<string> {
    const { PORTAL_AGENCY: username, PORTAL_PASSWORD: password } = this.config;
    const answer = await this.http.post(PORTAL_PATHS.login, JSON.stringify({ username, password })).catch(loginNotSent);
    const reply = answer.status === 200 ? parseAs(PortalLoginReply, answer.text) : null;
    if (reply?.error_code === PORTAL_CODES.ok && reply.session) return reply.session;
    throw refusal(answer, reply);
  }

  private seal(token: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(), iv);
    const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** `null` where the key has changed since: then a login makes a new one. */
  private open(sealed: string): string | null {
    try {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.key(), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  private key(): Buffer {
    return Buffer.from(this.config.PORTAL_SESSION_KEY, 'base64');
  }
}

const notSent = (message: string): PortalLoginError => new PortalLoginError(verdictOf('NOT_SENT', '', message), 0);

function loginNotSent(error: unknown): never {
  if (error instanceof NoAnswerError) throw notSent(error.message);
  throw error;
}

/** A login changes nothing at the portal, so whatever is unclear about it counts as not sent. */
function refusal(answer: HttpAnswer, reply: PortalLoginReply | null): PortalLoginError {
  const now = new Date();
  const { verdict, holdMs } = sortStatus(answer, now) ??
    (reply && sortCallCode(reply.error_code, reply.message ?? '', now)) ?? {
      verdict: verdictOf(
        'NOT_SENT',
        reply?.error_code ?? answer.status,
        reply?.message ?? 'Câu trả lời không đọc được',
      ),
      holdMs: 0,
    };
  const isPlain = verdict.outcome === 'RATE' || verdict.outcome === 'ACCOUNT';
  return new PortalLoginError(isPlain ? verdict : { ...verdict, outcome: 'NOT_SENT' }, holdMs);
}
