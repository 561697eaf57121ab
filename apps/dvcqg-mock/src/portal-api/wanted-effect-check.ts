import { readWantedEffect } from '../faults/wanted-effect.js';
import type { PortalCall } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

/** A header `X-Sim-Effect` that cannot be read is refused: a call without the effect would pass for one with it. */
export function checkWantedEffect({ wantedEffect }: PortalCall): Refusal | null {
  const wanted = wantedEffect === null ? null : readWantedEffect(wantedEffect);
  return wanted && 'problems' in wanted ? refuse.incorrect(wanted.problems.join(' ')) : null;
}
