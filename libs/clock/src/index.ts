export { EVENT_RANKS, type Clock, type UpcomingEvent } from './clock.js';
export { readDuration, readInstant } from './duration.js';
export { RunningClock } from './running-clock.js';
export { VirtualClock } from './virtual-clock.js';
