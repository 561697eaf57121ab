import { In, type EntityManager } from 'typeorm';
import type { AttemptResult, NewPush } from '../pushes/push-record.js';
import { lockKeys } from './lock-keys.js';
import { PushAttemptEntity, PushEntity } from './push.entity.js';

/** What became of a push after a try. */
export interface PushProgress {
  readonly state: 'waiting' | 'done' | 'given-up';
  readonly delivered: number;
  readonly failures: number;
  readonly nextAt: Date;
}

type AddedPush = Pick<PushEntity, 'n' | 'kind' | 'nextAt'>;

/** The calls the portal owes provinces, and every try to make them. */
export class PushRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Puts a group into the queue, in this order. */
  async add(pushes: readonly NewPush[], ordered: boolean, now: Date): Promise<AddedPush[]> {
    if (pushes.length === 0) return [];
    await lockKeys(this.db, `${this.space}/push`, ['n']);
    const rows: AddedPush[] = await this.db.query(
      `INSERT INTO push (space, n, kind, method, url, body, times, delivered, gap_ms, group_n, turn, ordered, state,
         attempts, failures, most_failures, backoff_ms, timeout_ms, next_at, created_at)
       SELECT $1, start.n + turn, kind, method, url, NULLIF(body, 'null'::jsonb), times, 0, "gapMs", start.n + 1, turn,
         $3, 'waiting', 0, 0, "mostFailures", "backoffMs", "timeoutMs", $4::timestamptz + "delayMs" * interval '1 ms',
         $4::timestamptz
       FROM (SELECT coalesce(max(n), 0) AS n FROM push WHERE space = $1) AS start,
         ROWS FROM (jsonb_to_recordset($2::jsonb) AS (kind text, method text, url text, body jsonb, times integer,
           "gapMs" integer, "delayMs" integer, "mostFailures" integer, "backoffMs" integer, "timeoutMs" integer))
         WITH ORDINALITY AS item(kind, method, url, body, times, "gapMs", "delayMs", "mostFailures", "backoffMs",
           "timeoutMs", turn)
       RETURNING n, kind, next_at AS "nextAt"`,
      [this.space, JSON.stringify(pushes), ordered, now],
    );
    return rows.sort((one, other) => one.n - other.n);
  }

  /**
   * Writes a try down before it leaves. One that was broken off by the end of the mock is said to be so. Wants a
   * transaction.
   *
   * @returns null where the push is over, or gone.
   */
  async begin(n: number, now: Date): Promise<PushEntity | null> {
    const [begun] = await this.db.query<[unknown[], number]>(
      `WITH broken AS (
         UPDATE push_attempt SET outcome = 'interrupted' WHERE space = $1 AND push_n = $2 AND outcome IS NULL)
       UPDATE push SET state = 'sending', attempts = attempts + 1
       WHERE space = $1 AND n = $2 AND state IN ('waiting', 'sending') RETURNING n`,
      [this.space, n],
    );
    if (begun.length === 0) return null;
    await this.db.query(
      `INSERT INTO push_attempt (space, push_n, attempt, copy, at)
       SELECT space, n, attempts, delivered + 1, $3 FROM push WHERE space = $1 AND n = $2`,
      [this.space, n, now],
    );
    return this.find(n);
  }

  /** Who goes after this one in its group. */
  async findNext({ groupN, turn }: PushEntity): Promise<PushEntity | null> {
    return this.db.findOneBy(PushEntity, { space: this.space, groupN, turn: turn + 1 });
  }

  /** Completes a try, and says how its push goes on. Wants a transaction. */
  async complete({ n, attempts }: PushEntity, result: AttemptResult, progress: PushProgress, now: Date): Promise<void> {
    const endedAt = progress.state === 'waiting' ? null : now;
    await this.db
      .createQueryBuilder()
      .update(PushEntity)
      .set({ ...progress, verdict: result.outcome, endedAt })
      .where({ space: this.space, n })
      .execute();
    await this.db
      .createQueryBuilder()
      .update(PushAttemptEntity)
      .set({ ...result, reply: result.reply })
      .where({ space: this.space, pushN: n, attempt: attempts })
      .execute();
  }

  async find(n: number): Promise<PushEntity | null> {
    return this.db.findOneBy(PushEntity, { space: this.space, n });
  }

  async listAttempts(numbers: readonly number[]): Promise<PushAttemptEntity[]> {
    return this.db.find(PushAttemptEntity, {
      where: { space: this.space, pushN: In([...numbers]) },
      order: { pushN: 'ASC', attempt: 'ASC' },
    });
  }

  /** For the control API: pushes after number `from`. */
  async page(from: number, limit: number): Promise<PushEntity[]> {
    return this.db
      .createQueryBuilder(PushEntity, 'push')
      .where('push.space = :space AND push.n > :from', { space: this.space, from })
      .orderBy('push.n')
      .limit(limit)
      .getMany();
  }
}
