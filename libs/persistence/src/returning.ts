import type { EntityManager } from 'typeorm';

/** Rows of a statement that ends in `UPDATE … RETURNING`: TypeORM answers those, and only those, as [rows, count]. */
export async function returning<T>(db: EntityManager, sql: string, parameters: unknown[]): Promise<T[]> {
  const [rows] = await db.query<[T[], number]>(sql, parameters);
  return rows;
}
