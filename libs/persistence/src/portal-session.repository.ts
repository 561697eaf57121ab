import type { EntityManager } from 'typeorm';
import { returning } from './returning.js';

/** The session as stored: its token sealed by the caller. */
export interface StoredSession {
  readonly epoch: number;
  readonly sealedToken: string | null;
  /** False from 80 % of its life on, or since the portal refused it. */
  readonly isFresh: boolean;
}

/** One session per account, whatever the number of processes. */
export class PortalSessionRepository {
  constructor(private readonly db: EntityManager) {}

  async get(): Promise<StoredSession> {
    const [row] = await this.db.query<StoredSession[]>(`
      SELECT epoch, sealed_token AS "sealedToken",
        sealed_token IS NOT NULL AND app_now() < obtained_at + (expires_at - obtained_at) * 0.8 AS "isFresh"
      FROM portal_session WHERE account_id = 1`);
    if (!row) throw new Error('portal_session has no row 1; run the migrations');
    return row;
  }

  /** True for the one process that may log in now, for `leaseMs`. */
  async claimLogin(seenEpoch: number, owner: string, leaseMs: number): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE portal_session SET login_by = $2, login_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE account_id = 1 AND epoch = $1 AND login_until < clock_timestamp() RETURNING epoch`,
      [seenEpoch, owner, leaseMs],
    );
    return rows.length > 0;
  }

  /** Stores a new session as the next epoch; false where somebody else was faster. */
  async save(seenEpoch: number, sealedToken: string, lifeS: number): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE portal_session SET epoch = epoch + 1, sealed_token = $2, obtained_at = app_now(),
         expires_at = app_now() + $3 * interval '1 second', login_until = '-infinity'
       WHERE account_id = 1 AND epoch = $1 RETURNING epoch`,
      [seenEpoch, sealedToken, lifeS],
    );
    return rows.length > 0;
  }

  /** The login failed: others may try. */
  async releaseLogin(owner: string): Promise<void> {
    await this.db.query(`UPDATE portal_session SET login_until = '-infinity' WHERE account_id = 1 AND login_by = $1`, [
      owner,
    ]);
  }

  /** The portal refused it. False where that was known before; a newer session is not touched. */
  async expire(epoch: number): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE portal_session SET expires_at = obtained_at, sealed_token = NULL
       WHERE account_id = 1 AND epoch = $1 AND sealed_token IS NOT NULL RETURNING epoch`,
      [epoch],
    );
    return rows.length > 0;
  }
}
