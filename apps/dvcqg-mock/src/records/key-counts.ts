import type { EntityManager } from 'typeorm';
import { joinKeys } from '../faults/keyed-draw.js';
import type { Attempts } from '../journal/journal-entry.js';

/** What tells how often keys come: to which service, with which keys. */
interface Keyed {
  readonly service: string;
  readonly keys: readonly string[];
}

interface KeyCount {
  readonly service: string;
  readonly key: string;
  readonly times: number;
}

const COUNT_UP = `INSERT INTO journal_attempt AS known (space, service, key, attempts)
  SELECT $1, service, key, times FROM unnest($2::text[], $3::text[], $4::integer[]) AS wanted(service, key, times)
  ORDER BY service, key
  ON CONFLICT (space, service, key) DO UPDATE SET attempts = known.attempts + excluded.attempts
  RETURNING service, key, attempts`;

/**
 * Counts each key of each call, and the keys together where there are several. A call without keys is not counted.
 *
 * @returns for each call, in their order, which time its keys have come.
 */
export async function countUp(db: EntityManager, space: string, calls: readonly Keyed[]): Promise<Attempts[]> {
  const wanted = new Map<string, KeyCount>();
  for (const { service, keys } of calls) {
    for (const key of countedKeys(keys)) {
      const name = nameOf(service, key);
      wanted.set(name, { service, key, times: (wanted.get(name)?.times ?? 0) + 1 });
    }
  }
  const before = wanted.size === 0 ? new Map<string, number>() : await addAll(db, space, wanted);
  return calls.map((call) => attemptsOf(call, before));
}

/** Each key of a call once, and all of them together. */
export function countedKeys(keys: readonly string[]): Set<string> {
  return keys.length === 0 ? new Set() : new Set([...keys, joinKeys(keys)]);
}

/** @returns how often each key had come before, by its name. */
async function addAll(
  db: EntityManager,
  space: string,
  wanted: ReadonlyMap<string, KeyCount>,
): Promise<Map<string, number>> {
  const counts = [...wanted.values()];
  const rows: { service: string; key: string; attempts: number }[] = await db.query(COUNT_UP, [
    space,
    counts.map(({ service }) => service),
    counts.map(({ key }) => key),
    counts.map(({ times }) => times),
  ]);
  return new Map(
    rows.map(({ service, key, attempts }) => {
      const name = nameOf(service, key);
      return [name, attempts - (wanted.get(name)?.times ?? 0)];
    }),
  );
}

/** Counts one call more in `counts`. */
function attemptsOf({ service, keys }: Keyed, counts: Map<string, number>): Attempts {
  if (keys.length === 0) return { attempt: null, attempts: null };
  const countOf = (key: string): number => counts.get(nameOf(service, key)) ?? 0;
  for (const key of countedKeys(keys)) counts.set(nameOf(service, key), countOf(key) + 1);
  const attempts = keys.length > 1 ? Object.fromEntries(keys.map((key) => [key, countOf(key)])) : null;
  return { attempt: countOf(joinKeys(keys)), attempts };
}

function nameOf(service: string, key: string): string {
  return JSON.stringify([service, key]);
}
