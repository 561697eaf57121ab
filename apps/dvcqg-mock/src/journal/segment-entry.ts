import { createHash } from 'node:crypto';
import type { JournalEntry } from './journal-entry.js';

/** Names a service that nobody can call: the mock itself put the space back. */
const RESTORE = '(restore)';

/** Opens a segment of the journal: what stands before it is not the past of what follows. */
export function segmentEntry(
  snapshot: { readonly space: string; readonly name: string; readonly sha256: string },
  at: Date,
): JournalEntry {
  const body = JSON.stringify(snapshot);
  return {
    at,
    service: RESTORE,
    madonvi: null,
    isUpdating: null,
    keys: [snapshot.name],
    rule: RESTORE,
    request: {
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: Buffer.byteLength(body),
      body: { ...snapshot },
    },
    outcomeCode: null,
    errorCode: null,
    httpStatus: null,
    check: null,
    items: [],
    warnings: [],
    committedRows: 0,
    fault: null,
    faults: [],
    draws: [],
    reply: { built: null, sent: { kind: 'none' } },
    insideRetryAfter: false,
    retryUntil: null,
  };
}
