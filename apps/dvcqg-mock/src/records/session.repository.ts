import type { EntityManager } from 'typeorm';
import { runPrepared, type Prepared, type WithValues } from './prepared.js';
import { SessionEntity } from './session.entity.js';
import { Together } from './together.js';

/** A session that may be used once keeps for an hour. */
const ONE_CALL_LIFE_S = 3_600;

/** A session to be stored with the answer that grants it. */
export interface NewSession {
  readonly tokenSha256: string;
  readonly account: string;
  readonly issuedAt: Date;
  /** 0: good for one call. */
  readonly lifeS: number;
  /** The sessions before, of the same account, end. */
  readonly isOnly: boolean;
}

interface SessionRow {
  readonly token_sha256: string;
  readonly account: string;
  readonly expires_at: Date;
  readonly uses_left: number | null;
}

const FIND: Prepared = {
  name: 'session-find',
  text: 'SELECT token_sha256, account, expires_at, uses_left FROM session WHERE space = $1 AND token_sha256 = ANY($2)',
};
const OPEN: Prepared = {
  name: 'session-open',
  text: `INSERT INTO session (space, token_sha256, account, issued_at, expires_at, uses_left)
    SELECT $1, * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::integer[])`,
};

export type SessionCheck = { readonly account: string } | 'expired' | 'unknown';

export class SessionRepository {
  private readonly finding = new Together((digests: readonly string[]) => this.findAll(digests));

  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Stores sessions in the order in which they were granted. */
  async open(sessions: readonly NewSession[]): Promise<void> {
    if (sessions.length === 0) return;
    for (const { account, issuedAt } of sessions.filter(({ isOnly }) => isOnly))
      await this.expire(issuedAt, { account });
    const statement = this.opening(sessions);
    await runPrepared(this.db, statement, statement.values);
  }

  /** Stores sessions that end no others. */
  opening(sessions: readonly NewSession[]): WithValues {
    const ends = sessions.map((session, at) => endOf(session, sessions.slice(at + 1)));
    const values = [
      this.space,
      sessions.map(({ tokenSha256 }) => tokenSha256),
      sessions.map(({ account }) => account),
      sessions.map(({ issuedAt }) => issuedAt),
      ends,
      sessions.map(({ lifeS }) => (lifeS === 0 ? 1 : null)),
    ];
    return { ...OPEN, values };
  }

  /** Checks a session and uses it up, if it is good for a number of calls only. */
  async use(tokenSha256: string, now: Date): Promise<SessionCheck> {
    const session = await this.finding.ask(tokenSha256);
    if (!session) return 'unknown';
    if (session.expires_at <= now) return 'expired';
    return session.uses_left === null || (await this.useUp(tokenSha256)) ? { account: session.account } : 'expired';
  }

  /** Ends sessions before their time. @returns how many were alive. */
  async expire(now: Date, only: { account?: string; tokenSha256?: string } = {}): Promise<number> {
    const ended = await this.db
      .createQueryBuilder()
      .update(SessionEntity)
      .set({ expiresAt: now })
      .where({ space: this.space, ...only })
      .andWhere('expires_at > :now', { now })
      .execute();
    return ended.affected ?? 0;
  }

  private async findAll(digests: readonly string[]): Promise<(SessionRow | undefined)[]> {
    const rows = await runPrepared<SessionRow>(this.db, FIND, [this.space, digests]);
    const byDigest = new Map(rows.map((row) => [row.token_sha256, row]));
    return digests.map((digest) => byDigest.get(digest));
  }

  private async useUp(tokenSha256: string): Promise<boolean> {
    const used = await this.db
      .createQueryBuilder()
      .update(SessionEntity)
      .set({ usesLeft: () => 'uses_left - 1' })
      .where('space = :space AND token_sha256 = :tokenSha256 AND uses_left > 0', { space: this.space, tokenSha256 })
      .execute();
    return used.affected === 1;
  }
}

/** When a session ends: by itself, or with the next that will have none beside it. */
function endOf({ account, issuedAt, lifeS }: NewSession, later: readonly NewSession[]): Date {
  const next = later.find((other) => other.isOnly && other.account === account);
  return next?.issuedAt ?? new Date(issuedAt.getTime() + (lifeS === 0 ? ONE_CALL_LIFE_S : lifeS) * 1_000);
}
