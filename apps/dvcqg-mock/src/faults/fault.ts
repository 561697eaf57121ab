/** Where on its way a call is, when a fault may strike. In this order. */
export const FAULT_PHASES = ['before-auth', 'instead-of-handler', 'before-commit', 'after-commit', 'on-reply'] as const;
export type FaultPhase = (typeof FAULT_PHASES)[number];

export const KEY_PARTS = ['service', 'madonvi', 'MaHoSo', 'MaTTHC', 'MaDVC', 'day', 'attempt'] as const;
export type KeyPart = (typeof KEY_PARTS)[number];

export type FaultSchedule =
  | { readonly first: number }
  | { readonly nth: readonly number[] }
  | { readonly rate: number; readonly keyedBy: readonly KeyPart[]; readonly seed: number }
  | { readonly always: true };

export const EFFECT_TYPES = [
  'connection-reset',
  'empty-reply',
  'hang',
  'truncate',
  'reply',
  'throttle',
  'delay',
  'late-commit',
  'result-list',
  'expire-session',
] as const;

export type FaultEffect =
  | { readonly type: 'connection-reset' }
  | { readonly type: 'empty-reply' }
  | { readonly type: 'hang' }
  | { readonly type: 'truncate'; readonly mode: 'wire' | 'json' }
  | {
      readonly type: 'reply';
      readonly status: number;
      readonly contentType: string;
      readonly body: string | null;
      readonly errorCode: number;
      readonly message: string;
    }
  | {
      readonly type: 'throttle';
      readonly status: 429 | 503;
      readonly retryAfterS: number;
      readonly form: ThrottleForm;
    }
  | { readonly type: 'delay'; readonly ms: number }
  | { readonly type: 'late-commit'; readonly ms: number }
  | { readonly type: 'result-list'; readonly kind: ResultListKind }
  | { readonly type: 'expire-session'; readonly scope: 'all' | 'caller' };

/** How a throttle says when to come back. `body`: HTTP 200 with an `error_code`, the delay in its message. */
export const THROTTLE_FORMS = ['seconds', 'http-date', 'missing', 'garbled', 'body'] as const;
export type ThrottleForm = (typeof THROTTLE_FORMS)[number];

export const RESULT_LIST_KINDS = ['shuffled', 'truncated', 'duplicated'] as const;
export type ResultListKind = (typeof RESULT_LIST_KINDS)[number];

/** Trouble the mock makes on demand. */
export interface Fault {
  readonly id: string;
  /** `*`, `login`, or a service's name. */
  readonly service: string;
  readonly phase: FaultPhase;
  readonly effect: FaultEffect;
  readonly schedule: FaultSchedule;
  /** Fires so often at most. */
  readonly max?: number;
}

/** How often a fault was looked at, acted, lost to one before it, or was held back by `max`. */
export interface FaultCounts {
  readonly considered: number;
  readonly fired: number;
  readonly shadowed: number;
  readonly capped: number;
}

export interface CountedFault {
  readonly fault: Fault;
  readonly counts: FaultCounts;
}

/** What may happen where. Any other pair is refused, since it would promise what cannot be. */
export const EFFECTS_BY_PHASE: Record<FaultPhase, readonly FaultEffect['type'][]> = {
  'before-auth': ['expire-session', 'reply', 'throttle', 'delay', 'hang', 'connection-reset', 'empty-reply'],
  'instead-of-handler': ['reply', 'throttle', 'hang', 'connection-reset', 'empty-reply'],
  'before-commit': ['connection-reset', 'empty-reply', 'hang', 'delay', 'reply', 'throttle', 'late-commit'],
  'after-commit': ['connection-reset', 'empty-reply', 'hang', 'reply'],
  'on-reply': ['delay', 'truncate', 'connection-reset', 'result-list'],
};
