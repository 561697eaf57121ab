import type { EntityManager } from 'typeorm';

/** What a request with a key was answered before. */
export interface AnsweredRequest {
  readonly requestSha256: Buffer;
  readonly response: object;
}

/** Requests that come with a key: the first does the work, the others hear what it was answered. */
export class IdempotencyRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * Takes the key for this transaction. Where another transaction holds it, waits for its end.
   *
   * @returns `null` where the key is ours now; else what was answered under it.
   */
  async take(key: string, requestSha256: Buffer): Promise<AnsweredRequest | null> {
    const taken = await this.db.query<unknown[]>(
      `INSERT INTO idempotency (key, request_sha256, created_at) VALUES ($1, $2, app_now())
       ON CONFLICT (key) DO NOTHING RETURNING key`,
      [key, requestSha256],
    );
    if (taken.length > 0) return null;
    const [answered] = await this.db.query<AnsweredRequest[]>(
      'SELECT request_sha256 AS "requestSha256", response FROM idempotency WHERE key = $1',
      [key],
    );
    if (!answered) throw new Error('An idempotency key vanished while it was held');
    return answered;
  }

  /** The answer, in the transaction that took the key. */
  async answer(key: string, response: object): Promise<void> {
    await this.db.query('UPDATE idempotency SET response = $2 WHERE key = $1', [key, JSON.stringify(response)]);
  }
}
