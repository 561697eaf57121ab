/** What became of one item of a call. */
export interface ItemNote {
  readonly key: string;
  readonly code: number;
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

/** One exchange, as the journal keeps it. `error_code` as decided and as sent may differ: faults lie. */
export interface JournalEntry {
  readonly at: Date;
  readonly service: string;
  readonly madonvi: string | null;
  readonly isUpdating: boolean | null;
  readonly keys: readonly string[];
  readonly drawKey: string;
  readonly requestSha256: string;
  readonly requestBytes: number;
  readonly requestBody: unknown;
  readonly outcomeCode: number | null;
  readonly errorCode: number | null;
  readonly httpStatus: number | null;
  readonly items: readonly ItemNote[];
  readonly warnings: readonly string[];
  readonly committedRows: number;
  readonly faults: readonly FaultNote[];
  readonly draws: readonly DrawNote[];
  readonly insideRetryAfter: boolean;
  readonly retryUntil: Date | null;
}

/** An entry that is stored: numbered, and timed. */
export interface StoredJournalEntry extends JournalEntry {
  readonly n: number;
  readonly committedAt: Date;
  readonly latencyMs: number;
}

/** Which entries to read or to count; all given conditions must hold. */
export interface JournalFilter {
  readonly service?: string;
  /** As sent. */
  readonly errorCode?: number;
  /** As decided by the portal, whatever left on the wire. */
  readonly outcomeCode?: number;
  readonly insideRetryAfter?: boolean;
  readonly isUpdating?: boolean;
  /** Id of a fault that acted. */
  readonly fault?: string;
  /** Key of an item in the call. */
  readonly key?: string;
}
