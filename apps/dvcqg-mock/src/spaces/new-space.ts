import type { SpaceRecord } from '../records/space-record.js';
import { chanceSeed, secretOf } from './id-source.js';

/** What can be said of a space when it is made. */
export type NewSpace = { readonly id: string; readonly seed?: number } & Partial<
  Pick<SpaceRecord, 'clock' | 'magic' | 'unmatched' | 'accounts' | 'expiresAt' | 'listener'>
>;

export type Origin = Pick<SpaceRecord, 'seed' | 'secret' | 'isSeeded'>;

/** Without a seed, one that nobody can guess. */
export function originOf(id: string, seed: number | undefined): Origin {
  const isSeeded = seed !== undefined;
  return { isSeeded, ...(isSeeded ? { seed, secret: secretOf(id, seed) } : chanceSeed()) };
}

/** A space in which nothing has happened yet. */
export function beginSpace({ id, seed, ...wanted }: NewSpace, createdAt: Date): SpaceRecord {
  return {
    clock: { mode: 'real' },
    magic: false,
    unmatched: 'answer',
    listener: 'shared',
    accounts: [],
    expiresAt: null,
    ...wanted,
    ...originOf(id, seed),
    id,
    createdAt,
    lastStateHash: null,
    startClock: wanted.clock ?? { mode: 'real' },
    seedings: [],
    segmentFrom: 1,
    retryUntil: null,
  };
}
