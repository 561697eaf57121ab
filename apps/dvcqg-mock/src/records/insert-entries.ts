import type { EntityManager } from 'typeorm';
import type { JournalEntry } from '../journal/journal-entry.js';
import { runPrepared, type WithValues } from './prepared.js';

/** An entry with its text and digest, as it will be kept. */
export interface EntryToInsert {
  readonly space: string;
  readonly entry: JournalEntry;
  readonly committedAt: Date;
  readonly content: string;
  readonly contentSha256: Buffer;
}

/** What only finds an entry stands beside its content. */
const COLUMNS: Readonly<Record<string, (row: EntryToInsert) => unknown>> = {
  space: ({ space }) => space,
  committed_at: ({ committedAt }) => committedAt,
  service: ({ entry }) => entry.service,
  rule: ({ entry }) => entry.rule,
  madonvi: ({ entry }) => entry.madonvi,
  is_updating: ({ entry }) => entry.isUpdating,
  keys: ({ entry }) => entry.keys,
  fault_ids: ({ entry }) => [...new Set(entry.faults.map(({ id }) => id))],
  outcome_code: ({ entry }) => entry.outcomeCode,
  error_code: ({ entry }) => entry.errorCode,
  http_status: ({ entry }) => entry.httpStatus,
  inside_retry_after: ({ entry }) => entry.insideRetryAfter,
  retry_until: ({ entry }) => entry.retryUntil,
  content: ({ content }) => content,
  content_sha256: ({ contentSha256 }) => contentSha256,
};
const NAMES = Object.keys(COLUMNS);
const VALUES = Object.values(COLUMNS);
/** Each number of rows is a statement of its own that every connection prepares. */
export const MOST_ROWS = 16;

/**
 * Inserts entries, and does `beside` in the same statement: all or none.
 *
 * @returns their ids, in their order and growing.
 */
export async function insertEntries(
  db: EntityManager,
  rows: readonly EntryToInsert[],
  beside: WithValues | null = null,
): Promise<string[]> {
  const some = rows.slice(0, MOST_ROWS);
  const first = beside ? `WITH beside AS (${beside.text}) ` : '';
  const places = placesOf(some.length, beside?.values.length ?? 0);
  const text = `${first}INSERT INTO journal (${NAMES.join(', ')}) VALUES ${places} RETURNING id`;
  const name = `journal-append-${String(some.length)}-${beside?.name ?? 'alone'}`;
  const values = [...(beside?.values ?? []), ...some.flatMap((row) => VALUES.map((valueOf) => valueOf(row)))];
  const written = await runPrepared<{ id: string }>(db, { name, text }, values);
  const ids = written.map(({ id }) => id);
  return some.length === rows.length ? ids : [...ids, ...(await insertEntries(db, rows.slice(MOST_ROWS)))];
}

/** `($1, …), ($16, …)` for so many rows, after so many values of another part. */
function placesOf(rows: number, after: number): string {
  const row = (at: number): string =>
    NAMES.map((_, column) => `$${String(after + at * NAMES.length + column + 1)}`).join(', ');
  return Array.from({ length: rows }, (_, at) => `(${row(at)})`).join(', ');
}
