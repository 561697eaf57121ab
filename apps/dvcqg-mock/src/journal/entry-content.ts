import type { EntryContent, JournalEntry } from './journal-entry.js';

/** What will be digested and kept; its order of names is part of the digest. */
export function toContent(entry: JournalEntry, space: string, committedAt: Date): EntryContent {
  const { at, retryUntil, service, madonvi, isUpdating, keys, ...rest } = entry;
  const { committedRows: rows, items } = entry;
  const revision = items.length === 1 ? (items[0]?.revision ?? null) : null;
  return {
    v: 2,
    space,
    at: at.toISOString(),
    committedAt: committedAt.toISOString(),
    service,
    madonvi,
    isUpdating,
    keys,
    ...rest,
    commit: rows > 0 ? { rows, revision } : null,
    retryUntil: retryUntil?.toISOString() ?? null,
  };
}
