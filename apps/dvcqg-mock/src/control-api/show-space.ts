import type { SpaceRecord } from '../records/space-record.js';
import type { Space } from '../spaces/space.js';

/** What is told of a space. */
export interface SpaceView {
  readonly id: string;
  readonly mode: string;
  /** Null when it is over: its clock stands no more. */
  readonly now: Date | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly isExpired: boolean;
  readonly magic: boolean;
  readonly unmatched: string;
  /** Entries its journal has had. */
  readonly calls: number;
  readonly faultsArmed: number;
  /** In a list only of those that are over; asked one by one, of any. */
  readonly stateHash: string | null;
}

export function showSpace(space: Space, stateHash: string | null = null): SpaceView {
  return {
    ...showRecord(space.record),
    now: space.clock.now(),
    calls: space.lastEntry,
    faultsArmed: space.faults.list().length,
    stateHash,
    isExpired: false,
  };
}

/** A space whose time is over. */
export function showRecord(record: SpaceRecord): SpaceView {
  const { id, createdAt, expiresAt, clock, magic, unmatched, lastStateHash: stateHash } = record;
  const rest = { now: null, calls: 0, faultsArmed: 0, isExpired: true, stateHash };
  return { id, mode: clock.mode, createdAt, expiresAt, magic, unmatched, ...rest };
}
