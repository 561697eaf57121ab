import { connectionReset, down, emptyReply, garbage, hang, malformedChunk } from './breaking.js';
import type { Effect } from './effect.js';
import { fieldCorrupt } from './field-corrupt.js';
import { itemErrors, reorder, resultList } from './items.js';
import { expireSession, reply, throttle } from './saying.js';
import { duplicateDelivery, forget, lateCommit, staleRead } from './state.js';
import { delay, dribble } from './timing.js';
import { truncate } from './truncate.js';

/** Every kind of trouble there is. A new one is a line here, and its phases in the table of phases. */
export const EFFECTS = {
  'connection-reset': connectionReset,
  'empty-reply': emptyReply,
  garbage,
  'malformed-chunk': malformedChunk,
  truncate,
  dribble,
  delay,
  hang,
  down,
  reply,
  throttle,
  'expire-session': expireSession,
  'item-errors': itemErrors,
  'result-list': resultList,
  'late-commit': lateCommit,
  forget,
  'duplicate-delivery': duplicateDelivery,
  reorder,
  'stale-read': staleRead,
  'field-corrupt': fieldCorrupt,
} as const;

export type EffectType = keyof typeof EFFECTS;
export const EFFECT_TYPES = Object.keys(EFFECTS) as [EffectType, ...EffectType[]];

type ParametersOf<T extends EffectType> = (typeof EFFECTS)[T] extends Effect<infer P> ? P : never;

/** An effect with its parameters, as a fault names it. */
export type FaultEffect = { [T in EffectType]: { readonly type: T } & ParametersOf<T> }[EffectType];

/** What an effect does. Its parameters were read by its own reader, so they fit. */
export function effectOf({ type }: FaultEffect): Effect<object> {
  return EFFECTS[type] as unknown as Effect<object>;
}
