import type { FaultPhase } from './effects/effect.js';
import { EFFECTS, EFFECT_TYPES, type EffectType, type FaultEffect } from './effects/effect-table.js';
import type { FieldReader } from './field-reader.js';
import { nearest } from './nearest.js';
import { PHASES, phasesOf } from './phase-table.js';

/** An effect by its name, with parameters read the way the effect itself wants. */
export function readEffect(read: FieldReader, phase: FaultPhase): FaultEffect {
  const type = read.oneOf('type', EFFECT_TYPES);
  read.refuseUnknown(['type', ...Object.keys(EFFECTS[type].parameters)]);
  return { type, ...EFFECTS[type].read(read, phase) } as FaultEffect;
}

/** What is wrong with an effect in a phase, and what may have been meant; null when nothing is. */
export function pairProblem(phase: FaultPhase, effect: EffectType): string | null {
  const { effects } = PHASES[phase];
  if (effects.includes(effect)) return null;
  const near = nearest(effect, effects);
  const meant = [...phasesOf(effect).map((other) => `${other}/${effect}`), ...(near ? [`${phase}/${near}`] : [])];
  return `"${effect}" không dùng được ở pha ${phase}; ở đó có: ${effects.join(', ')}; có phải: ${meant.join(', ')}?`;
}
