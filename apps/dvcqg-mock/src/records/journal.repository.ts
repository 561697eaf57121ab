import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { JournalEntry, JournalFilter, StoredJournalEntry } from '../journal/journal-entry.js';
import { JournalEntity } from './journal.entity.js';

/** What was said and what became of it. Rows are added, never changed. */
export class JournalRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** `n` comes from the space, which numbers its entries without a gap in the order in which they are written. */
  async append(n: number, entry: JournalEntry, committedAt: Date): Promise<void> {
    const row = {
      ...entry,
      n: String(n),
      space: this.space,
      committedAt,
      latencyMs: committedAt.getTime() - entry.at.getTime(),
    };
    const { keys, items, warnings, faults, draws, requestBody, ...columns } = row;
    const lists = {
      keys: [...keys],
      items: [...items],
      warnings: [...warnings],
      faults: [...faults],
      draws: [...draws],
    };
    await this.db
      .createQueryBuilder()
      .insert()
      .into(JournalEntity)
      .values([{ ...columns, ...lists, requestBody: requestBody as object | null }])
      .updateEntity(false)
      .execute();
  }

  /** Entries after number `from`, oldest first. */
  async page(filter: JournalFilter, from: number, limit: number): Promise<StoredJournalEntry[]> {
    const rows = await this.select(filter)
      .andWhere('journal.n > :from', { from })
      .orderBy('journal.n')
      .limit(limit)
      .getMany();
    return rows.map(({ n, ...columns }) => ({ ...columns, n: Number(n) }));
  }

  async count(filter: JournalFilter): Promise<number> {
    return this.select(filter).getCount();
  }

  /** How often each key has come to a service, in a call of its own or in a batch; and each batch as a whole, by its draw key. */
  async countByKey(service: string): Promise<Map<string, number>> {
    const rows: { key: string; calls: string }[] = await this.db.query(
      `SELECT key, count(*) AS calls FROM journal,
         LATERAL (SELECT unnest(keys) AS key UNION SELECT draw_key) AS named
       WHERE space = $1 AND service = $2 GROUP BY key`,
      [this.space, service],
    );
    return new Map(rows.map(({ key, calls }) => [key, Number(calls)]));
  }

  /** Number of the newest entry; 0 when there is none. */
  async lastNumber(): Promise<number> {
    const rows: { n: string | null }[] = await this.db.query('SELECT max(n) AS n FROM journal WHERE space = $1', [
      this.space,
    ]);
    return Number(rows[0]?.n ?? 0);
  }

  /** Until when callers were told to keep away, by entries from number `from` on. */
  async lastRetryUntil(from: number): Promise<Date | null> {
    const rows: { until: Date | null }[] = await this.db.query(
      'SELECT max(retry_until) AS until FROM journal WHERE space = $1 AND n >= $2',
      [this.space, from],
    );
    return rows[0]?.until ?? null;
  }

  private select(filter: JournalFilter): SelectQueryBuilder<JournalEntity> {
    const { fault, key, ...columns } = filter;
    const query = this.db.createQueryBuilder(JournalEntity, 'journal').where({ ...columns, space: this.space });
    if (fault !== undefined) {
      query.andWhere('journal.faults @> :fault::jsonb', { fault: JSON.stringify([{ id: fault }]) });
    }
    if (key !== undefined) query.andWhere('journal.keys @> ARRAY[:key]', { key });
    return query;
  }
}
