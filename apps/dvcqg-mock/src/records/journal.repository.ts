import type { EntityManager } from 'typeorm';
import { NO_PART, joinKeys } from '../faults/keyed-draw.js';
import { contentDigest, showDigest } from '../journal/chain-digest.js';
import { toContent, type Attempts } from '../journal/entry-content.js';
import type {
  Departure,
  EntryContent,
  JournalEntry,
  JournalFilter,
  StoredJournalEntry,
} from '../journal/journal-entry.js';
import { journalWhere } from './journal-where.js';

/** An entry that was written and is not yet in the chain. */
export interface AppendedEntry {
  readonly space: string;
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
}

/** Beside its content an entry takes about so much, indexes and link included. */
const ROW_BYTES = 400;

const ENTRIES = `SELECT l.n, coalesce(before.digest, head.dropped_digest) AS prev, j.content, l.latency_ms, l.departure
  FROM journal_link l JOIN journal j ON j.id = l.id JOIN journal_head head ON head.space = l.space
  LEFT JOIN journal_link before ON before.space = l.space AND before.n = l.n - 1`;

/** What was said and what became of it. Numbers and digests come from the chain, which links what was appended. */
export class JournalRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Writes an entry in the transaction of what it tells of. */
  async append(entry: JournalEntry, committedAt: Date): Promise<AppendedEntry> {
    const attempts = await this.countUp(entry);
    const content = JSON.stringify(toContent(entry, this.space, committedAt, attempts));
    const contentSha256 = contentDigest(content);
    const columns = {
      space: this.space,
      committed_at: committedAt,
      service: entry.service,
      rule: entry.rule,
      madonvi: entry.madonvi,
      is_updating: entry.isUpdating,
      keys: entry.keys,
      fault_ids: [...new Set(entry.faults.map(({ id }) => id))],
      outcome_code: entry.outcomeCode,
      error_code: entry.errorCode,
      http_status: entry.httpStatus,
      inside_retry_after: entry.insideRetryAfter,
      retry_until: entry.retryUntil,
      content,
      content_sha256: contentSha256,
    };
    const places = Object.keys(columns).map((_name, index) => `$${String(index + 1)}`);
    const rows: { id: string }[] = await this.db.query(
      `INSERT INTO journal (${Object.keys(columns).join(', ')}) VALUES (${places.join(', ')}) RETURNING id`,
      Object.values(columns),
    );
    return {
      space: this.space,
      id: rows[0]?.id ?? '',
      committedAt,
      contentSha256,
      bytes: Buffer.byteLength(content) + ROW_BYTES,
    };
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
    const rows: { key: string; calls: string | number }[] = await this.db.query(
      `SELECT key, attempts AS calls FROM journal_attempt WHERE space = $1 AND service = $2
       UNION ALL SELECT $3, count(*) FROM journal WHERE space = $1 AND service = $2 AND keys = '{}'`,
      [this.space, service, NO_PART],
    );
    return new Map(rows.map(({ key, calls }) => [key, Number(calls)]));
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

  /**
   * Counts each key, and the keys together where there are several. A call without keys is not counted: one row for
   * all of them would make them wait for each other.
   */
  private async countUp({ service, keys }: JournalEntry): Promise<Attempts> {
    if (keys.length === 0) return { ofCall: null, ofKeys: null };
    const drawKey = joinKeys(keys);
    const counted: { key: string; attempts: number }[] = await this.db.query(
      `INSERT INTO journal_attempt AS known (space, service, key, attempts)
       SELECT $1, $2, key, 1 FROM unnest($3::text[]) AS key ORDER BY key
       ON CONFLICT (space, service, key) DO UPDATE SET attempts = known.attempts + 1
       RETURNING key, attempts`,
      [this.space, service, [...new Set([...keys, drawKey])]],
    );
    const byKey = new Map(counted.map(({ key, attempts }) => [key, attempts]));
    const ofKeys = Object.fromEntries(keys.map((key) => [key, byKey.get(key) ?? 1]));
    return { ofCall: byKey.get(drawKey) ?? null, ofKeys: keys.length > 1 ? ofKeys : null };
  }

  private async read(where: string, values: readonly unknown[]): Promise<StoredJournalEntry[]> {
    const rows: EntryRow[] = await this.db.query(`${ENTRIES} WHERE ${where}`, [...values]);
    return rows.map(({ n, prev, content, latency_ms: latencyMs, departure }) => ({
      n: Number(n),
      prev: showDigest(prev),
      ...(JSON.parse(content) as EntryContent),
      latencyMs,
      departure,
    }));
  }
}
