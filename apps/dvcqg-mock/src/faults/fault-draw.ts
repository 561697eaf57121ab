import type { DrawNote } from '../journal/journal-entry.js';
import type { Fault, FaultCounts, FaultPhase } from './fault.js';
import { keyedDraw, pickKey, type DrawKeys } from './keyed-draw.js';

/** A fault with its counts, which grow with every call that reaches it. */
export type ArmedFault = { readonly fault: Fault } & { counts: FaultCounts };

export interface DrawResult {
  /** The fault that acts, if any: the first in the list that fires. */
  readonly acting: Fault | null;
  readonly considered: readonly ArmedFault[];
  readonly notes: readonly DrawNote[];
}

export function matches(fault: Fault, phase: FaultPhase, service: string): boolean {
  return fault.phase === phase && (fault.service === '*' || fault.service === service);
}

/** Looks at every fault given, counts, and names the one that acts. Nothing waits in here: calls cannot interleave. */
export function drawFaults(candidates: readonly ArmedFault[], keys: DrawKeys): DrawResult {
  let acting: Fault | null = null;
  const notes: DrawNote[] = [];
  for (const armed of candidates) {
    const considered = armed.counts.considered + 1;
    const wants = wantsToFire(armed.fault, considered, keys, notes);
    const isCapped = wants && armed.fault.max !== undefined && armed.counts.fired >= armed.fault.max;
    const isShadowed = wants && !isCapped && acting !== null;
    const fires = wants && !isCapped && !isShadowed;
    armed.counts = {
      considered,
      fired: armed.counts.fired + Number(fires),
      shadowed: armed.counts.shadowed + Number(isShadowed),
      capped: armed.counts.capped + Number(isCapped),
    };
    if (fires) acting = armed.fault;
  }
  return { acting, considered: candidates, notes };
}

function wantsToFire({ id, schedule }: Fault, considered: number, keys: DrawKeys, notes: DrawNote[]): boolean {
  if ('always' in schedule) return true;
  if ('first' in schedule) return considered <= schedule.first;
  if ('nth' in schedule) return schedule.nth.includes(considered);
  const { rate, seed, keyedBy } = schedule;
  const draw = keyedDraw(seed, id, pickKey(keyedBy, keys));
  notes.push({ fault: id, draw, rate, fired: draw < rate });
  return draw < rate;
}
