import { RunningClock, VirtualClock, type Clock } from '@dvc/clock';
import type { ClockState } from '../records/space-record.js';

/** The clock a space was left with. */
export function openClock(state: ClockState, untilQuiet: () => Promise<void>): Clock {
  switch (state.mode) {
    case 'real':
      return new RunningClock('real');
    case 'scaled':
      return new RunningClock('scaled', {
        shown: new Date(state.shown),
        wallMs: state.wallMs,
        scale: state.isPaused ? 0 : state.scale,
      });
    case 'virtual':
      return new VirtualClock(new Date(state.now), untilQuiet);
  }
}
