import type { JsonObject } from '../../portal-api/json.js';

export interface PlannedItem {
  /** Place in the call. */
  readonly index: number;
  readonly item: JsonObject;
}

export interface ItemVerdict {
  readonly code: number;
  readonly message: string;
}

/** What is to become of the items of one call, after the faults within the batch. */
export interface BatchPlan {
  /** What the handler gets, in this order. */
  readonly handled: readonly PlannedItem[];
  /** What is said of an item, by its place, whatever became of it. */
  readonly verdicts: ReadonlyMap<number, ItemVerdict>;
  /** True where the call as a whole is called good although items were not. */
  readonly isCalledGood: boolean;
  /** How the call ends. */
  readonly ending: 'answer' | 'reset-committed' | 'reset-rolled-back' | 'session-expired';
}

export function planOf(items: readonly JsonObject[]): BatchPlan {
  return {
    handled: items.map((item, index) => ({ index, item })),
    verdicts: new Map(),
    isCalledGood: false,
    ending: 'answer',
  };
}

/** The plan without the items from a place in the call on. */
export function stopBefore(plan: BatchPlan, index: number, ending: BatchPlan['ending']): BatchPlan {
  return { ...plan, handled: plan.handled.filter((planned) => planned.index < index), ending };
}
