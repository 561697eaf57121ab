import { PORTAL_CODES } from '@dvc/contracts';
import type { ItemNote } from '../journal/journal-entry.js';
import type { Repositories } from '../records/portal-records.js';
import type { NewSession } from '../records/session.repository.js';
import type { Json, JsonObject } from './json.js';
import type { PortalCall } from './portal-call.js';
import type { Refusal } from './refusals.js';

/** What the portal decides about a call: the reply, and what the journal should know of it. */
export interface PortalAnswer {
  /** What was decided, whatever form it takes on the wire. */
  readonly code: number;
  readonly reply: JsonObject;
  /** The rule or refusal that turned the whole call away. */
  readonly check?: string;
  /** Goes out in place of the reply, as plain text. */
  readonly text?: string;
  /** Goes out in place of the reply, as it is. */
  readonly file?: { readonly type: string; readonly bytes: Buffer };
  /** When to come back (s). */
  readonly retryAfterS?: number;
  readonly items: readonly ItemNote[];
  readonly committedRows: number;
  readonly warnings: readonly string[];
  /** Good from the moment the answer is committed. */
  readonly session?: NewSession;
}

/** One service of the portal. What changes records works inside the transaction that also writes the journal. */
export interface PortalAnswerer {
  answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> | PortalAnswer;
}

export function refused({ code, message, ...rest }: Refusal, more: JsonObject = {}): PortalAnswer {
  return { code, reply: { error_code: code, message, ...more }, items: [], committedRows: 0, warnings: [], ...rest };
}

/** Reads and logins succeed without a word. */
export function found(result: Json): PortalAnswer {
  const code = PORTAL_CODES.ok;
  return { code, reply: { error_code: code, message: '', result }, items: [], committedRows: 0, warnings: [] };
}
