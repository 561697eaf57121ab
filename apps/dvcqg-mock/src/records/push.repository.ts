import { In, type EntityManager } from 'typeorm';
import type { AttemptResult, NewPush } from '../pushes/push-record.js';
import { lockKeys } from './lock-keys.js';
import { PushAttemptEntity, PushEntity } from './push.entity.js';

/** Who is due: its time has come, and nobody of its group goes before it. */
const DUE = `SELECT n FROM push AS due
  WHERE space = $1 AND state = 'waiting' AND next_at <= $2 AND NOT (ordered AND EXISTS (
    SELECT 1 FROM push AS before
    WHERE before.space = due.space AND before.group_n = due.group_n AND before.turn < due.turn
      AND before.state IN ('waiting', 'sending')))
  ORDER BY next_at, group_n, turn LIMIT $3 FOR UPDATE SKIP LOCKED`;

/** What became of a push after a try. */
export interface PushProgress {
  readonly state: 'waiting' | 'done' | 'given-up';
  readonly delivered: number;
  readonly failures: number;
  readonly nextAt: Date;
}

/** The calls the portal owes provinces, and every try to make them. */
export class PushRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Puts a group into the queue, in this order. @returns their numbers. */
  async add(pushes: readonly NewPush[], ordered: boolean, now: Date): Promise<number[]> {
    if (pushes.length === 0) return [];
    await lockKeys(this.db, `${this.space}/push`, ['n']);
    const rows: { n: number }[] = await this.db.query(
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
       RETURNING n`,
      [this.space, JSON.stringify(pushes), ordered, now],
    );
    return rows.map(({ n }) => n);
  }

  /** Takes those that are due, and writes each try down before it leaves. Wants a transaction. */
  async claimDue(now: Date, limit: number): Promise<PushEntity[]> {
    const [claimed] = await this.db.query<[{ n: number }[], number]>(
      `UPDATE push SET state = 'sending', attempts = attempts + 1 WHERE space = $1 AND n IN (${DUE}) RETURNING n`,
      [this.space, now, limit],
    );
    const numbers = claimed.map(({ n }) => n);
    if (numbers.length === 0) return [];
    await this.db.query(
      `INSERT INTO push_attempt (space, push_n, attempt, copy, at)
       SELECT space, n, attempts, delivered + 1, $3 FROM push WHERE space = $1 AND n = ANY($2)`,
      [this.space, numbers, now],
    );
    return this.db.find(PushEntity, {
      where: { space: this.space, n: In(numbers) },
      order: { nextAt: 'ASC', groupN: 'ASC', turn: 'ASC' },
    });
  }

  /** Completes a try, and says how its push goes on; nothing where the space was wiped meanwhile. Wants a transaction. */
  async complete(push: PushEntity, result: AttemptResult, progress: PushProgress, now: Date): Promise<void> {
    const { n, attempts, createdAt } = push;
    const endedAt = progress.state === 'waiting' ? null : now;
    const changed = await this.db
      .createQueryBuilder()
      .update(PushEntity)
      .set({ ...progress, verdict: result.outcome, endedAt })
      .where({ space: this.space, n, attempts, createdAt, state: 'sending' })
      .execute();
    if (changed.affected !== 1) return;
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
