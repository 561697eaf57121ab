import type { EntityManager } from 'typeorm';

/** Holds keys, also of rows that are not there yet, until the transaction ends; always in one order, so nobody waits in a ring. `kind` names space and table. */
export async function lockKeys(db: EntityManager, kind: string, keys: readonly string[]): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock(held) FROM (
       SELECT DISTINCT hashtextextended($2 || key, 0) AS held FROM unnest($1::text[]) AS key ORDER BY held) AS ordered`,
    [keys, `${kind}/`],
  );
}
