import type { FaultTarget, Fault } from './fault.js';
import type { FaultPhase } from './effects/effect.js';
import { NO_PART, type DrawKeys } from './keyed-draw.js';

export type CallKeys = Omit<DrawKeys, 'attempt'>;

/** What a call brings to its draws. */
export interface DrawnCall {
  readonly at: Date;
  readonly service: string;
  readonly madonvi: string | null;
  readonly isUpdating: boolean | null;
  readonly keys: readonly string[];
  readonly drawKeys: CallKeys;
  /** Keys of each item of `data`, in its order; empty for a call that brings none. */
  readonly itemKeys: readonly CallKeys[];
  /** True in a space where magic values act. */
  readonly isMagic: boolean;
  /** Header `X-Sim-Effect`, where magic values act. */
  readonly wantedEffect: string | null;
}

/** Whether a fault is about this call, in this phase. */
export function matches(fault: Fault, phase: FaultPhase, call: DrawnCall): boolean {
  if (fault.phase !== phase || fault.enabled === false) return false;
  if (fault.service !== '*' && fault.service !== call.service) return false;
  if (isLeftToTheClock(fault)) return false;
  if (fault.effect.type === 'down' && fault.effect.kind === 'refuse') return false;
  if (fault.effect.type === 'stale-read' && call.itemKeys.length > 0) return false;
  return fault.on === undefined || isTarget(fault.on, call);
}

/** Sessions that end at an instant end then, whether somebody calls or not. */
export function isLeftToTheClock({ phase, effect, schedule }: Fault): boolean {
  return phase === 'before-auth' && effect.type === 'expire-session' && effect.scope === 'all' && 'at' in schedule;
}

function isTarget({ madonvi, isUpdating, minItems = 0, keys }: FaultTarget, call: DrawnCall): boolean {
  if (madonvi !== undefined && madonvi !== call.madonvi) return false;
  if (isUpdating !== undefined && isUpdating !== call.isUpdating) return false;
  return call.itemKeys.length >= minItems && (keys === undefined || keys.some((key) => call.keys.includes(key)));
}

/** A connection has none of what a call has. */
export function connectionAt(at: Date): DrawnCall {
  const none = { service: NO_PART, madonvi: NO_PART, MaHoSo: NO_PART, MaTTHC: NO_PART, MaDVC: NO_PART, day: NO_PART };
  const nothing = { madonvi: null, isUpdating: null, wantedEffect: null, isMagic: false };
  return { at, service: NO_PART, keys: [], itemKeys: [], drawKeys: none, ...nothing };
}
