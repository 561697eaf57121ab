import type { DrawNote } from '../journal/journal-entry.js';
import { NO_COUNTS, type Fault, type FaultCounts } from './fault.js';
import { capKey } from './keyed-draw.js';
import { instantsOver, wantsToFire, type Occasion } from './schedule-table.js';

/** A fault with its past, which grows with every call that reaches it. */
export interface ArmedFault {
  readonly fault: Fault;
  counts: FaultCounts;
  /** So many instants of its schedule are over. */
  taken: number;
  readonly byKey: Map<string, number>;
  /** Of these, what is not stored yet. */
  readonly changedKeys: Map<string, number>;
}

export interface DrawResult {
  /** The fault that acts, if any: the first in the list that fires. */
  readonly acting: Fault | null;
  readonly notes: readonly DrawNote[];
}

export function armFault(fault: Fault): ArmedFault {
  return { fault, counts: NO_COUNTS, taken: 0, byKey: new Map(), changedKeys: new Map() };
}

/** Looks at every fault given, counts, and names the one that acts. Nothing waits in here: calls cannot interleave. */
export function drawFaults(candidates: readonly ArmedFault[], occasion: Occasion): DrawResult {
  let acting: Fault | null = null;
  const notes: DrawNote[] = [];
  for (const armed of candidates) {
    const wants = lookAt(armed, occasion, notes);
    if (settle(armed, occasion, { wants, isShadowed: acting !== null })) acting = armed.fault;
  }
  return { acting, notes };
}

/**
 * Draws item by item. A fault that counts calls is asked once; when it fires, it has hit every item that no fault
 * before it has.
 */
export function drawItems(candidates: readonly ArmedFault[], items: readonly Occasion[]): ItemHits {
  const hits = new Map<Fault, number[]>();
  const notes: DrawNote[] = [];
  const taken = new Set<number>();
  for (const armed of candidates) {
    const isPerItem = 'rate' in armed.fault.schedule;
    const isWanted = !isPerItem && items[0] !== undefined && lookAt(armed, items[0], notes);
    const wanted = isPerItem ? items.map((item) => lookAt(armed, item, notes)) : items.map(() => isWanted);
    const free = wanted.flatMap((wants, index) => (wants && !taken.has(index) ? [index] : []));
    const fired = isPerItem
      ? free.filter((index) => isSettled(armed, items[index], false))
      : isSettledOnce(armed, items, { isWanted, free });
    const lost = isPerItem ? wanted.filter((wants, index) => wants && taken.has(index)).length : 0;
    armed.counts = { ...armed.counts, shadowed: armed.counts.shadowed + lost };
    for (const index of fired) taken.add(index);
    if (fired.length > 0) hits.set(armed.fault, fired);
  }
  return { hits, notes };
}

export interface ItemHits {
  /** Places in the call, by the fault that hit them. */
  readonly hits: ReadonlyMap<Fault, readonly number[]>;
  readonly notes: readonly DrawNote[];
}

function isSettled(armed: ArmedFault, item: Occasion | undefined, isShadowed: boolean): boolean {
  return item !== undefined && settle(armed, item, { wants: true, isShadowed });
}

function isSettledOnce(
  armed: ArmedFault,
  items: readonly Occasion[],
  { isWanted, free }: { isWanted: boolean; free: number[] },
): number[] {
  return isWanted && isSettled(armed, items[free[0] ?? 0], free.length === 0) ? free : [];
}

function lookAt(armed: ArmedFault, occasion: Occasion, notes: DrawNote[]): boolean {
  const { fault, counts, taken } = armed;
  const considered = counts.considered + 1;
  const wants = wantsToFire(fault, { considered, taken }, occasion, notes);
  armed.counts = { ...counts, considered };
  if ('at' in fault.schedule) armed.taken = Math.max(taken, instantsOver(fault.schedule.at, occasion.now));
  return wants;
}

/** Whether the fault fires, with its caps; counted. */
function settle(armed: ArmedFault, { keys }: Occasion, found: { wants: boolean; isShadowed: boolean }): boolean {
  if (!found.wants) return false;
  const { fault, counts, byKey } = armed;
  const key = fault.perKey === undefined ? '' : capKey(fault, keys);
  const isCapped = counts.fired >= (fault.max ?? Infinity) || (byKey.get(key) ?? 0) >= (fault.perKey ?? Infinity);
  const fires = !isCapped && !found.isShadowed;
  armed.counts = {
    ...counts,
    fired: counts.fired + Number(fires),
    shadowed: counts.shadowed + Number(!isCapped && found.isShadowed),
    capped: counts.capped + Number(isCapped),
  };
  if (fires && fault.perKey !== undefined) {
    const times = (byKey.get(key) ?? 0) + 1;
    byKey.set(key, times);
    armed.changedKeys.set(key, times);
  }
  return fires;
}
