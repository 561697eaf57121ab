import type { EntityManager } from 'typeorm';
import { GENESIS, linkDigest } from '../journal/chain-digest.js';
import type { Departure } from '../journal/journal-entry.js';
import { JournalHeadEntity } from './journal.entity.js';
import { countUp } from './key-counts.js';
import type { AppendedEntry } from './journal.repository.js';

/** An entry to be linked, with what is known of its reply by then. */
export interface LinkRequest extends AppendedEntry {
  readonly latencyMs: number | null;
  readonly departure: Departure | null;
}

interface Link extends LinkRequest {
  readonly n: number;
  readonly digest: Buffer;
  readonly totalBytes: number;
}

/** A stored link with what it vouches for. */
export interface LinkRow {
  readonly n: string;
  readonly digest: Buffer;
  readonly content: string;
  readonly contentSha256: Buffer;
}

/** The chain over the entries of one space. Every change holds the row of its head, so two never link at once. */
export class JournalChainRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Links entries in the order of their ids; those that are linked already, or gone, are left out. */
  async link(requests: readonly LinkRequest[]): Promise<void> {
    const byId = new Map(requests.map((request) => [request.id, request]));
    if (!(await this.holdsAny([...byId.keys()]))) return;
    const head = await this.lockHead();
    const open: { id: string }[] = await this.db.query(
      `SELECT j.id FROM journal j WHERE j.id = ANY($1) AND j.space = $2
         AND NOT EXISTS (SELECT 1 FROM journal_link l WHERE l.id = j.id) ORDER BY j.id`,
      [[...byId.keys()], this.space],
    );
    const links = linksAfter(
      head,
      open.flatMap(({ id }) => byId.get(id) ?? []),
    );
    const last = links.at(-1);
    if (!last) return;
    const attempts = await countUp(this.db, this.space, links);
    await this.db.query(
      `INSERT INTO journal_link (space, n, id, digest, total_bytes, latency_ms, departure, attempt, attempts)
       SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bytea[], $5::bigint[], $6::integer[], $7::text[],
         $8::integer[], $9::jsonb[])`,
      [
        this.space,
        ...columnsOf(links),
        attempts.map(({ attempt }) => attempt),
        attempts.map(({ attempts: each }) => each),
      ],
    );
    await this.db.query('UPDATE journal_head SET n = $2, digest = $3, total_bytes = $4 WHERE space = $1', [
      this.space,
      last.n,
      last.digest,
      last.totalBytes,
    ]);
  }

  /** Null where nothing was linked yet. */
  async findHead(): Promise<JournalHeadEntity | null> {
    return this.db.findOneBy(JournalHeadEntity, { space: this.space });
  }

  /** Links after number `after`, oldest first, with the contents they vouch for. */
  async links(after: number, limit: number): Promise<LinkRow[]> {
    return this.db.query(
      `SELECT l.n, l.digest, j.content, j.content_sha256 AS "contentSha256"
       FROM journal_link l JOIN journal j ON j.id = l.id
       WHERE l.space = $1 AND l.n > $2 ORDER BY l.n LIMIT $3`,
      [this.space, after, limit],
    );
  }

  /** The last number of those whose bytes are beyond the newest `mostBytes`; 0 when there is none. */
  async lastBeyondBytes(head: JournalHeadEntity, mostBytes: number): Promise<number> {
    const rows: { n: string | null }[] = await this.db.query(
      `SELECT max(n) AS n FROM journal_link WHERE space = $1 AND total_bytes <= $2`,
      [this.space, Number(head.totalBytes) - mostBytes],
    );
    return Number(rows[0]?.n ?? 0);
  }

  async findCommittedAt(n: number): Promise<Date | null> {
    const rows: { at: Date }[] = await this.db.query(
      `SELECT j.committed_at AS at FROM journal_link l JOIN journal j ON j.id = l.id WHERE l.space = $1 AND l.n = $2`,
      [this.space, n],
    );
    return rows[0]?.at ?? null;
  }

  /** The last number of those committed before `limit`, which stand in front of the first that was not. */
  async lastBefore(limit: Date): Promise<number> {
    const rows: { n: string }[] = await this.db.query(
      `SELECT l.n FROM journal_link l JOIN journal j ON j.id = l.id
       WHERE l.space = $1 AND j.committed_at >= $2 ORDER BY l.n LIMIT 1`,
      [this.space, limit],
    );
    const head = await this.findHead();
    return rows[0] ? Number(rows[0].n) - 1 : Number(head?.n ?? 0);
  }

  /** Takes out every entry up to number `lastN`, and remembers how many, until when, and the digest the rest hangs on. */
  async drop(lastN: number): Promise<void> {
    const head = await this.lockHead();
    if (lastN <= Number(head.droppedN)) return;
    await this.db.query(
      `UPDATE journal_head head SET dropped_n = l.n, dropped_digest = l.digest, dropped_bytes = l.total_bytes,
         dropped_at = j.committed_at
       FROM journal_link l JOIN journal j ON j.id = l.id
       WHERE head.space = $1 AND l.space = $1 AND l.n = $2`,
      [this.space, lastN],
    );
    await this.db.query(
      'DELETE FROM journal USING journal_link l WHERE l.space = $1 AND l.n <= $2 AND journal.id = l.id',
      [this.space, lastN],
    );
    await this.db.query('DELETE FROM journal_link WHERE space = $1 AND n <= $2', [this.space, lastN]);
  }

  /** A space that was removed needs no head again. */
  private async holdsAny(ids: readonly string[]): Promise<boolean> {
    const found: unknown[] = await this.db.query('SELECT 1 FROM journal WHERE id = ANY($1) AND space = $2 LIMIT 1', [
      ids,
      this.space,
    ]);
    return found.length > 0;
  }

  /** Makes the head where there is none. One statement: between two, a reset could take it away. */
  private async lockHead(): Promise<JournalHeadEntity> {
    const rows: JournalHeadEntity[] = await this.db.query(
      `INSERT INTO journal_head (space, n, digest, total_bytes, dropped_n, dropped_digest, dropped_bytes)
       VALUES ($1, 0, $2, 0, 0, $2, 0) ON CONFLICT (space) DO UPDATE SET space = excluded.space
       RETURNING space, n, digest, total_bytes AS "totalBytes", dropped_n AS "droppedN",
         dropped_digest AS "droppedDigest", dropped_bytes AS "droppedBytes", dropped_at AS "droppedAt"`,
      [this.space, GENESIS],
    );
    const [head] = rows;
    if (!head) throw new Error(`No head for the journal of ${this.space}.`);
    return head;
  }
}

/** Adds to links what became known of their replies later. */
export async function completeLinks(
  db: EntityManager,
  replies: readonly { id: string; latencyMs: number; departure: Departure }[],
): Promise<void> {
  await db.query(
    `UPDATE journal_link l SET latency_ms = reply.latency_ms, departure = reply.departure
     FROM unnest($1::bigint[], $2::integer[], $3::text[]) AS reply(id, latency_ms, departure) WHERE l.id = reply.id`,
    [replies.map(({ id }) => id), replies.map(({ latencyMs }) => latencyMs), replies.map(({ departure }) => departure)],
  );
}

/** Entries of every space that no link knows: the mock ended between their commit and their link. */
export async function findUnlinked(db: EntityManager, limit: number): Promise<AppendedEntry[]> {
  return db.query(
    `SELECT j.space, j.id, j.service, j.keys, j.committed_at AS "committedAt", j.content_sha256 AS "contentSha256", octet_length(j.content) AS bytes
     FROM journal j LEFT JOIN journal_link l ON l.id = j.id WHERE l.id IS NULL ORDER BY j.id LIMIT $1`,
    [limit],
  );
}

/** Entries at their places behind the head, each with the digest that vouches for all before. */
function linksAfter(head: JournalHeadEntity, entries: readonly LinkRequest[]): Link[] {
  let { digest } = head;
  let totalBytes = Number(head.totalBytes);
  return entries.map((entry, at) => {
    const n = Number(head.n) + at + 1;
    digest = linkDigest(digest, n, entry.contentSha256);
    totalBytes += entry.bytes;
    return { ...entry, n, digest, totalBytes };
  });
}

function columnsOf(links: readonly Link[]): unknown[][] {
  return [
    links.map(({ n }) => n),
    links.map(({ id }) => id),
    links.map(({ digest }) => digest),
    links.map(({ totalBytes }) => totalBytes),
    links.map(({ latencyMs }) => latencyMs),
    links.map(({ departure }) => departure),
  ];
}
