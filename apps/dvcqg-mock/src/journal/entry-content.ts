import type { EntryContent, JournalEntry } from './journal-entry.js';

/** How often the keys of a call have come, this time included. */
export interface Attempts {
  readonly ofCall: number | null;
  readonly ofKeys: Readonly<Record<string, number>> | null;
}

/** What will be digested and kept; its order of names is part of the digest. */
export function toContent(entry: JournalEntry, space: string, committedAt: Date, attempts: Attempts): EntryContent {
  const { at, retryUntil, service, madonvi, isUpdating, keys, ...rest } = entry;
  const { committedRows: rows, items } = entry;
  const revision = items.length === 1 ? (items[0]?.revision ?? null) : null;
  return {
    v: 1,
    space,
    at: at.toISOString(),
    committedAt: committedAt.toISOString(),
    service,
    madonvi,
    isUpdating,
    keys,
    attempt: attempts.ofCall,
    attempts: attempts.ofKeys,
    ...rest,
    commit: rows > 0 ? { rows, revision } : null,
    retryUntil: retryUntil?.toISOString() ?? null,
  };
}
