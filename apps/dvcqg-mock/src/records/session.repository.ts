import type { EntityManager } from 'typeorm';
import { SessionEntity } from './session.entity.js';

/** A session that may be used once keeps for an hour. */
const ONE_CALL_LIFE_S = 3_600;

export type SessionCheck = { readonly account: string } | 'expired' | 'unknown';

export class SessionRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** `ttlS` 0: good for one call. */
  async open(tokenSha256: string, account: string, issuedAt: Date, ttlS: number): Promise<void> {
    const lifeMs = (ttlS === 0 ? ONE_CALL_LIFE_S : ttlS) * 1_000;
    await this.db.insert(SessionEntity, {
      space: this.space,
      tokenSha256,
      account,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + lifeMs),
      usesLeft: ttlS === 0 ? 1 : null,
    });
  }

  /** Checks a session and uses it up, if it is good for a number of calls only. */
  async use(tokenSha256: string, now: Date): Promise<SessionCheck> {
    const session = await this.db.findOneBy(SessionEntity, { space: this.space, tokenSha256 });
    if (!session) return 'unknown';
    if (session.expiresAt <= now) return 'expired';
    if (session.usesLeft === null) return { account: session.account };
    const used = await this.db
      .createQueryBuilder()
      .update(SessionEntity)
      .set({ usesLeft: () => 'uses_left - 1' })
      .where('space = :space AND token_sha256 = :tokenSha256 AND uses_left > 0', { space: this.space, tokenSha256 })
      .execute();
    return used.affected === 1 ? { account: session.account } : 'expired';
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
}
