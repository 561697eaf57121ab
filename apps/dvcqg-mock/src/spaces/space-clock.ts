import { RunningClock, VirtualClock, type Clock } from '@dvc/clock';
import type { ClockState } from '../records/space-record.js';

/** The clock a space was left with. */
export function openClock(state: ClockState, untilQuiet: () => Promise<void>): Clock {
  if (state.mode === 'virtual') return new VirtualClock(new Date(state.now), untilQuiet);
  if (!('shown' in state)) return new RunningClock('real');
  const { mode, shown, wallMs, scale, isPaused } = state;
  return new RunningClock(mode, { shown: new Date(shown), wallMs, scale: isPaused ? 0 : scale });
}
