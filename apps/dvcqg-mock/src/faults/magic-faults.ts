import type { CallAttempts } from './attempt-ledger.js';
import { matches, type DrawnCall } from './drawn-call.js';
import type { FaultPhase } from './effects/effect.js';
import type { Fault } from './fault.js';
import { magicOf } from './magic-values.js';
import { readWantedEffect } from './wanted-effect.js';

/** What a call in a magic space brings upon itself in a phase: by its header first, then by the ends of its keys. */
export function magicFaults(phase: FaultPhase, call: DrawnCall, attempts: CallAttempts | null): Fault[] {
  if (!call.isMagic) return [];
  const byKey = call.keys.flatMap((key) => faultOf(key, attempts));
  return [...wantedBy(call), ...byKey].filter((fault) => matches(fault, phase, call));
}

/** The same within a batch: each key brings it upon its own item. */
export function magicItemFaults(call: DrawnCall, attempts: CallAttempts | null): [Fault, number[]][] {
  if (!call.isMagic) return [];
  const wanted = wantedBy(call).map((fault): [Fault, number[]] => [fault, [...call.itemKeys.keys()]]);
  const byKey = call.itemKeys.flatMap(({ MaHoSo }, index) =>
    faultOf(MaHoSo, attempts).map((fault): [Fault, number[]] => [fault, [index]]),
  );
  return [...wanted, ...byKey].filter(([fault]) => matches(fault, 'within-batch', call));
}

function faultOf(key: string, attempts: CallAttempts | null): Fault[] {
  const magic = magicOf(key);
  return magic && (attempts?.ofKey(key) ?? 1) <= magic.attempts ? [magic.fault] : [];
}

function wantedBy({ wantedEffect }: DrawnCall): Fault[] {
  const wanted = wantedEffect === null ? null : readWantedEffect(wantedEffect);
  return wanted && 'fault' in wanted ? [wanted.fault] : [];
}
