import { EVENT_RANKS, type Clock } from '@dvc/clock';
import { isLeftToTheClock } from './drawn-call.js';
import type { ArmedFault } from './fault-draw.js';
import type { Fault } from './fault.js';

interface TimedWork {
  /** A fault ends sessions at an instant. */
  readonly expire: (armed: ArmedFault) => Promise<void>;
  /** A port closes or opens. */
  readonly tell: () => Promise<void>;
}

/** Sets a timer for all that faults do without a call. @returns what takes each of them back. */
export function setTimers(armed: readonly ArmedFault[], clock: Clock, work: TimedWork): (() => void)[] {
  return armed
    .filter(({ fault }) => fault.enabled !== false)
    .flatMap((timed) => [
      ...expiriesOf(timed).map((instant) => ({ timed, instant, run: () => work.expire(timed) })),
      ...changesOf(timed.fault, clock.now()).map((instant) => ({ timed, instant, run: work.tell })),
    ])
    .map(({ timed, instant, run }) => {
      const note = { rank: EVENT_RANKS.faults, kind: 'fault', ref: timed.fault.id };
      return clock.at(instant, run, note);
    });
}

/** True for a fault that takes a port down. */
export function isOutage({ enabled, phase, effect }: Fault): boolean {
  return enabled !== false && phase === 'on-connect' && effect.type === 'down';
}

function expiriesOf({ fault, taken }: ArmedFault): Date[] {
  const { schedule } = fault;
  return isLeftToTheClock(fault) && 'at' in schedule ? schedule.at.slice(taken).map((at) => new Date(at)) : [];
}

function changesOf(fault: Fault, now: Date): Date[] {
  const { window } = fault.schedule;
  if (!window || !isOutage(fault)) return [];
  return [new Date(window.from), new Date(window.to)].filter((instant) => instant > now);
}
