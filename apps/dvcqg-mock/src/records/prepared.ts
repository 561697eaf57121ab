import type { EntityManager } from 'typeorm';

/** A statement that nearly every call needs. A connection reads and plans it once, by its name. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** With what it is to be run on. */
export interface WithValues extends Prepared {
  readonly values: readonly unknown[];
}

interface Connection {
  query(statement: Prepared & { values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/** Runs a prepared statement where `db` would run it: in its transaction, or on any free connection. */
export async function runPrepared<T>(db: EntityManager, statement: Prepared, values: readonly unknown[]): Promise<T[]> {
  const own: unknown = await db.queryRunner?.connect();
  const { rows } = await ((own as Connection | undefined) ?? poolOf(db)).query({ ...statement, values: [...values] });
  return rows as T[];
}

/** TypeORM prepares nothing; its pool of connections is the driver's. */
function poolOf({ dataSource }: EntityManager): Connection {
  return (dataSource.driver as unknown as { readonly master: Connection }).master;
}
