import type { Json } from '../portal-api/json.js';

/** What became of one item of a call. */
export interface ItemNote {
  readonly key: string;
  readonly code: number;
  /** The rule that refused it. */
  readonly check?: string;
  /** Of the stored row, after the call. */
  readonly revision?: number;
}

/** A fault that acted on a call. */
export interface FaultNote {
  readonly id: string;
  readonly phase: string;
  readonly effect: string;
}

/** A draw of a fault with a rate, fired or not. */
export interface DrawNote {
  readonly fault: string;
  readonly draw: number;
  readonly rate: number;
  readonly fired: boolean;
}

/** A body, redacted; null where it was no JSON, or too long to keep. */
export interface BodyNote {
  readonly sha256: string;
  readonly bytes: number;
  readonly body: Json;
}

/** What was put on the wire in place of, or as, the portal's answer. */
export interface SentNote {
  readonly kind: string;
  readonly status?: number;
  readonly sha256?: string;
  readonly bytes?: number;
  /** True where these are the bytes of the reply as built; `body` is left out then. */
  readonly asBuilt?: boolean;
  readonly isCut?: boolean;
  readonly body?: Json;
}

/** What the portal worked out, and what it let go. */
export interface ReplyNote {
  readonly built: BodyNote | null;
  readonly sent: SentNote;
}

/** One exchange, as the journal keeps it: redacted. `error_code` as decided and as sent may differ: faults lie. */
export interface JournalEntry {
  readonly at: Date;
  readonly service: string;
  /** `<service>/<way>`; null when the call was not understood. */
  readonly rule: string | null;
  readonly madonvi: string | null;
  readonly isUpdating: boolean | null;
  readonly keys: readonly string[];
  readonly request: BodyNote;
  readonly outcomeCode: number | null;
  readonly errorCode: number | null;
  readonly httpStatus: number | null;
  /** What refused the call as a whole. */
  readonly check: string | null;
  readonly items: readonly ItemNote[];
  readonly warnings: readonly string[];
  readonly committedRows: number;
  readonly fault: FaultNote | null;
  readonly faults: readonly FaultNote[];
  readonly draws: readonly DrawNote[];
  readonly reply: ReplyNote;
  readonly insideRetryAfter: boolean;
  readonly retryUntil: Date | null;
}

/** What an entry says once it is stored; times as ISO text. Exactly this is digested. */
export interface EntryContent extends Omit<JournalEntry, 'at' | 'retryUntil'> {
  readonly v: 2;
  readonly space: string;
  readonly at: string;
  readonly committedAt: string;
  readonly commit: { readonly rows: number; readonly revision: number | null } | null;
  readonly retryUntil: string | null;
}

/** How a reply left: whole, cut, as bytes that are none, not at all; `caller-gone` when nobody was there any more. */
export type Departure = 'sent' | 'cut' | 'raw' | 'connection-reset' | 'empty-reply' | 'hang' | 'caller-gone';

/** How often the keys of a call have come to its service, this time included. */
export interface Attempts {
  /** All keys together; null for a call without keys. */
  readonly attempt: number | null;
  /** Each key, where there are several. */
  readonly attempts: Readonly<Record<string, number>> | null;
}

/** An entry at its place in the chain. Null where the mock ended before its reply had left. */
export interface StoredJournalEntry extends EntryContent, Attempts {
  readonly n: number;
  readonly prev: string;
  readonly latencyMs: number | null;
  readonly departure: Departure | null;
}

/** What was taken out at the old end of a journal, over its whole life. */
export interface Dropped {
  readonly entries: number;
  /** Instant of the last of them. */
  readonly until: string | null;
}

/** Which entries to read or to count; all given conditions must hold. */
export interface JournalFilter {
  readonly service?: string;
  readonly madonvi?: string;
  readonly rule?: string;
  /** As sent. */
  readonly errorCode?: number;
  /** As decided by the portal, whatever left on the wire. */
  readonly outcomeCode?: number;
  readonly httpStatus?: number;
  readonly insideRetryAfter?: boolean;
  readonly isUpdating?: boolean;
  /** Id of a fault that acted. */
  readonly fault?: string;
  /** Key of an item in the call. */
  readonly key?: string;
  /** True: only calls that were not understood. */
  readonly unmatched?: boolean;
  /** First number, or first instant. */
  readonly from?: number | Date;
  /** Last number; or the instant before which. */
  readonly to?: number | Date;
}
