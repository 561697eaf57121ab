import type { EntityManager } from 'typeorm';
import { NO_PART } from '../faults/keyed-draw.js';
import { contentDigest, showDigest } from '../journal/chain-digest.js';
import { toContent } from '../journal/entry-content.js';
import type {
  Attempts,
  Departure,
  EntryContent,
  JournalEntry,
  JournalFilter,
  StoredJournalEntry,
} from '../journal/journal-entry.js';
import { countedKeys } from './key-counts.js';
import type { WithValues } from './prepared.js';
import { insertEntries, type EntryToInsert } from './insert-entries.js';
import { journalWhere } from './journal-where.js';

/** An entry that was written and is not yet in the chain. */
export interface AppendedEntry {
  readonly space: string;
  readonly service: string;
  readonly keys: readonly string[];
  readonly id: string;
  readonly committedAt: Date;
  readonly contentSha256: Buffer;
  readonly bytes: number;
}

interface EntryRow {
  readonly n: string;
  readonly prev: Buffer;
  readonly content: string;
  readonly latency_ms: number | null;
  readonly departure: Departure | null;
  readonly attempt: number | null;
  readonly attempts: Attempts['attempts'];
}

/** What a call leaves in the journal, and by when of its space. */
export interface CallEnding {
  readonly entry: JournalEntry;
  readonly committedAt: Date;
}

/** Beside its content an entry takes about so much, indexes and link included. */
const ROW_BYTES = 400;

const ENTRIES = `SELECT l.n, coalesce(before.digest, head.dropped_digest) AS prev, j.content, l.latency_ms, l.departure, l.attempt, l.attempts
  FROM journal_link l JOIN journal j ON j.id = l.id JOIN journal_head head ON head.space = l.space
  LEFT JOIN journal_link before ON before.space = l.space AND before.n = l.n - 1`;

/** Counted keys, and the keys of entries that are not linked yet: those are not counted. */
const COUNTS = `SELECT key, attempts::bigint AS calls, NULL::text[] AS keys FROM journal_attempt WHERE space = $1 AND service = $2
  UNION ALL SELECT $3, count(*), NULL FROM journal WHERE space = $1 AND service = $2 AND keys = '{}'
  UNION ALL SELECT NULL, 0, keys FROM journal j WHERE space = $1 AND service = $2 AND keys <> '{}'
    AND NOT EXISTS (SELECT 1 FROM journal_link l WHERE l.id = j.id)`;

/** What was said and what became of it. Numbers and digests come from the chain, which links what was appended. */
export class JournalRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Writes an entry in the transaction of what it tells of. */
  async append(entry: JournalEntry, committedAt: Date): Promise<AppendedEntry> {
    const [appended] = await this.appendAll([{ entry, committedAt }]);
    if (!appended) throw new Error('An entry was not written.');
    return appended;
  }

  /** Writes entries, in this order, in the transaction of what they tell of, or with it in one statement. */
  async appendAll(endings: readonly CallEnding[], beside: WithValues | null = null): Promise<AppendedEntry[]> {
    const rows = endings.map(({ entry, committedAt }): EntryToInsert => {
      const content = JSON.stringify(toContent(entry, this.space, committedAt));
      return { space: this.space, entry, committedAt, content, contentSha256: contentDigest(content) };
    });
    const ids = await insertEntries(this.db, rows, beside);
    return rows.map(({ space, entry: { service, keys }, committedAt, content, contentSha256 }, at) => ({
      ...{ space, service, keys, committedAt, contentSha256 },
      id: ids[at] ?? '',
      bytes: Buffer.byteLength(content) + ROW_BYTES,
    }));
  }

  /** Entries after number `after`, oldest first. */
  async page(filter: JournalFilter, after: number, limit: number): Promise<StoredJournalEntry[]> {
    const { sql, values } = journalWhere(this.space, filter);
    const rest = `$${String(values.length + 1)} ORDER BY l.n LIMIT $${String(values.length + 2)}`;
    return this.read(`l.space = $1 AND ${sql} AND l.n > ${rest}`, [...values, after, limit]);
  }

  /** The newest entries before number `before`, newest first. */
  async newest(filter: JournalFilter, before: number, limit: number): Promise<StoredJournalEntry[]> {
    const { sql, values } = journalWhere(this.space, filter);
    const rest = `$${String(values.length + 1)} ORDER BY l.n DESC LIMIT $${String(values.length + 2)}`;
    return this.read(`l.space = $1 AND ${sql} AND l.n < ${rest}`, [...values, before, limit]);
  }

  async find(n: number): Promise<StoredJournalEntry | null> {
    const [entry = null] = await this.read('l.space = $1 AND l.n = $2', [this.space, n]);
    return entry;
  }

  async count(filter: JournalFilter): Promise<number> {
    const { sql, values, isNumbered } = journalWhere(this.space, filter);
    const link = isNumbered ? 'JOIN journal_link l ON l.id = j.id' : '';
    const rows: { count: string }[] = await this.db.query(`SELECT count(*) FROM journal j ${link} WHERE ${sql}`, [
      ...values,
    ]);
    return Number(rows[0]?.count ?? 0);
  }

  /** How often each key has come to a service, in a call of its own or in a batch; and each batch as a whole, by its draw key. */
  async countByKey(service: string): Promise<Map<string, number>> {
    const rows: { key: string | null; calls: string; keys: string[] | null }[] = await this.db.query(COUNTS, [
      this.space,
      service,
      NO_PART,
    ]);
    const counts = new Map(rows.flatMap(({ key, calls }) => (key === null ? [] : [[key, Number(calls)]])));
    for (const key of rows.flatMap(({ keys }) => (keys ? [...countedKeys(keys)] : [])))
      counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  /** All there have been, dropped ones too. */
  async countEver(): Promise<number> {
    const rows: { count: string }[] = await this.db.query(
      `SELECT count(*) + coalesce((SELECT dropped_n FROM journal_head WHERE space = $1), 0) AS count
       FROM journal WHERE space = $1`,
      [this.space],
    );
    return Number(rows[0]?.count ?? 0);
  }

  /** Until when callers were told to keep away, by entries from id `from` on. */
  async lastRetryUntil(from: number): Promise<Date | null> {
    const rows: { until: Date | null }[] = await this.db.query(
      'SELECT max(retry_until) AS until FROM journal WHERE space = $1 AND id >= $2 AND retry_until IS NOT NULL',
      [this.space, from],
    );
    return rows[0]?.until ?? null;
  }

  private async read(where: string, values: readonly unknown[]): Promise<StoredJournalEntry[]> {
    const rows: EntryRow[] = await this.db.query(`${ENTRIES} WHERE ${where}`, [...values]);
    return rows.map(({ n, prev, content, latency_ms: latencyMs, ...beside }) => ({
      n: Number(n),
      prev: showDigest(prev),
      ...(JSON.parse(content) as EntryContent),
      latencyMs,
      ...beside,
    }));
  }
}
