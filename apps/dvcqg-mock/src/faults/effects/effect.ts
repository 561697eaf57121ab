import type { JsonObject } from '../../portal-api/json.js';
import type { Delivery, ReplyDelivery } from '../delivery.js';
import type { FieldReader } from '../field-reader.js';
import type { BatchPlan } from './batch-plan.js';

/** Where on its way a call is, when a fault may strike. In this order. */
export const FAULT_PHASES = [
  'on-connect',
  'before-auth',
  'instead-of-handler',
  'before-commit',
  'within-batch',
  'after-commit',
  'on-reply',
] as const;
export type FaultPhase = (typeof FAULT_PHASES)[number];

/** What an effect is told about the firing it acts in. */
export interface Scene {
  readonly now: Date;
  /** In [0, 1), drawn for this fault and this call. */
  readonly size: number;
}

/** What an effect may have done before the call goes on. */
export interface Hands {
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends sessions before their time: all, or that of the call. */
  readonly expireSessions: (scope: 'all' | 'caller') => Promise<void>;
}

/** The answer as the portal built it, on its way out. */
export interface BuiltReply {
  readonly reply: JsonObject;
  readonly plain: ReplyDelivery;
}

/** Items of a call that a fault within the batch has hit. */
export interface Hits {
  /** Places in the call, ascending. */
  readonly indices: readonly number[];
  /** In [0, 1), drawn for this fault and this item. */
  readonly sizeOf: (index: number) => number;
}

/** Something the portal does by itself after the call. */
export interface LaterStep {
  /** The first two: the call is handled again. */
  readonly kind: 'late-commit' | 'duplicate-delivery' | 'forget';
  readonly afterMs: number;
}

/**
 * One kind of trouble: how its parameters are read, and what it does. An effect has the actions it needs;
 * the call's way asks for each in its phase. All that is said of it stands here too, for `GET /__sim/catalog`.
 */
export interface Effect<P extends object> {
  /** In Vietnamese, for people. */
  readonly about: string;
  /** What a caller sees of it, in axios's words where it is an error. */
  readonly symptom: string;
  /** Name and form of each parameter. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly read: (read: FieldReader, phase: FaultPhase) => P;
  /** Before the call goes on. */
  readonly before?: (parameters: P, scene: Scene, hands: Hands) => Promise<void>;
  /** What goes out in place of an answer. */
  readonly instead?: (parameters: P, scene: Scene) => Delivery;
  /** What the handler is given in place of an item of the call. */
  readonly bendItem?: (parameters: P, item: JsonObject) => JsonObject;
  /** Which items are handled, and what is said of them. */
  readonly within?: (parameters: P, plan: BatchPlan, hits: Hits) => BatchPlan;
  /** What the portal does later; the caller's answer is not touched. */
  readonly later?: (parameters: P) => readonly LaterStep[];
  readonly onReply?: (parameters: P, built: BuiltReply, scene: Scene) => Delivery;
  /** So far back lies the state that is read. */
  readonly readsBackMs?: (parameters: P) => number;
  /** Until when the caller has been told to keep away; null when it was told nothing it could read. */
  readonly retryUntil?: (parameters: P, now: Date) => Date | null;
}

/** For effects without parameters. */
export type NoParameters = object;
