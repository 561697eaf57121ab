/** What a producer was told of one transaction of the province. */
export interface ToldTransaction {
  readonly id: string;
  /** Each change carries one, in its words. */
  readonly tokens: readonly string[];
  /** `unknown`: the connection broke, so all of it may be there, or none. */
  readonly end: 'committed' | 'rolled back' | 'unknown';
}

type Stream = 'state' | 'journal';

/** A row of the outbox. */
export interface CommittedChange {
  readonly version: number;
  readonly stream: Stream;
  readonly seq: number;
  readonly token: string;
  /** Of its content, whatever the order of the fields. */
  readonly hash: string;
  readonly status: number | null;
  readonly state: 'pending' | 'acked' | 'superseded' | 'rejected' | 'skipped';
  readonly supersededBy: number | null;
  readonly settledBy: number | null;
  /** All times are milliseconds. */
  readonly committedAt: number;
}

export interface AttemptResult {
  readonly outcome: string;
  readonly source: 'reply' | 'read' | 'takeover' | 'operator';
  readonly at: number;
}

/** A lane's share of one call that was to change something. */
export interface WriteAttempt {
  readonly id: number;
  readonly stream: Stream;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly intentAt: number;
  readonly results: readonly AttemptResult[];
  /** The ledger says that its steps may go out once more. */
  readonly mayRepeat: boolean;
}

/** Something that the portal stored, in the order in which it did. */
export interface PortalEffect {
  readonly stream: Stream;
  readonly token: string;
  readonly hash: string;
  readonly at: number;
}

/** One service or dossier: what the province committed, what we did, what the portal has. */
export interface LaneHistory {
  readonly kind: 'S' | 'D';
  readonly code: string;
  /** As the province's own tables have it. */
  readonly business: { readonly token: string; readonly steps: readonly string[] };
  readonly changes: readonly CommittedChange[];
  readonly attempts: readonly WriteAttempt[];
  readonly effects: readonly PortalEffect[];
  /** As the portal shows it at the end; several copies are a double. */
  readonly shown: readonly { readonly token: string; readonly status: number | null }[];
  /** Calls that named it and arrived with a service that writes. */
  readonly arrivals: number;
  /** Whether nothing of it is on its way any more. */
  readonly isAtRest: boolean;
  /** Versions that the ledger says were acknowledged, once per entry, by attempt. */
  readonly ledgerAcks: readonly number[];
}

/** The plan at one instant: what a page would show. */
export interface ProgressSample {
  readonly total: number;
  readonly buckets: Readonly<Record<string, number>>;
}

/** All that is known of one run. */
export interface History {
  readonly transactions: readonly ToldTransaction[];
  readonly lanes: readonly LaneHistory[];
  readonly samples: readonly ProgressSample[];
  /** Rows of the plan, and those of them that the portal has as meant, counted anew at the end. */
  readonly recount: { readonly total: number; readonly published: number };
  readonly logins: { readonly made: number; readonly epochs: number; readonly mayBeLost: number };
  /** Lanes whose chain of entries is not whole. */
  readonly brokenLedgers: readonly string[];
  /** How long (ms) after its intent the portal may still store a call, and for how much more our clocks may differ. */
  readonly quarantineMs: number;
}

/** A promise that was broken; `lane` is empty where it concerns all. */
export interface Violation {
  readonly invariant: `I${number}`;
  readonly lane: string;
  readonly what: string;
}

export type Verdict =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly violations: readonly Violation[] }
  /** The portal stored a call later than it promises: nothing can be said of order. */
  | { readonly kind: 'inconclusive'; readonly why: readonly string[]; readonly violations: readonly Violation[] };
