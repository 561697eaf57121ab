import { DataSource, type DataSourceOptions } from 'typeorm';
import type { StorageConfig } from '@dvc/config';
import { ENTITIES } from './entities.js';
import { MIGRATIONS } from './migrations/index.js';

/** Spells DVCQ; every process that migrates holds this lock. */
const MIGRATION_LOCK = 0x44564351;
const ANSWER_WITHIN_MS = 5_000;

export const dataSourceOptions = ({ DATABASE_URL, DATABASE_POOL_SIZE }: StorageConfig): DataSourceOptions => ({
  type: 'postgres',
  url: DATABASE_URL,
  entities: ENTITIES,
  migrations: MIGRATIONS,
  migrationsTransactionMode: 'each',
  poolSize: DATABASE_POOL_SIZE,
  connectTimeoutMS: ANSWER_WITHIN_MS,
  // A dropped idle connection is replaced by the next query; it must not end the process.
  poolErrorHandler: () => undefined,
  extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000, application_name: 'dvcqg' },
});

/** {@link connectDataSource}, and brings the tables up to date. */
export async function openDataSource(options: DataSourceOptions): Promise<DataSource> {
  const db = await connectDataSource(options);
  try {
    await migrate(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Connects, and refuses a database that could lose what it acknowledged. Changes nothing. */
export async function connectDataSource(options: DataSourceOptions): Promise<DataSource> {
  const db = await new DataSource(options).initialize();
  try {
    await assertSafe(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function migrate(db: DataSource): Promise<void> {
  const session = db.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await db.runMigrations();
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await session.release();
  }
}

/** See docs/runbook.md, "The database is refused". */
async function assertSafe(db: DataSource): Promise<void> {
  const [found] = await db.query<Record<string, string>[]>(`
    SELECT pg_is_in_recovery()::text AS in_recovery, current_setting('fsync') AS fsync,
      current_setting('synchronous_commit') AS synchronous_commit,
      current_setting('full_page_writes') AS full_page_writes,
      current_setting('server_encoding') AS encoding, current_setting('server_version_num') AS version`);
  const faults = [
    found?.['in_recovery'] === 'true' && 'it is a replica, give the primary',
    found?.['fsync'] === 'off' && 'fsync is off',
    found?.['synchronous_commit'] === 'off' && 'synchronous_commit is off',
    found?.['full_page_writes'] === 'off' && 'full_page_writes is off',
    found?.['encoding'] !== 'UTF8' && 'its encoding is not UTF8',
    Number(found?.['version']) < 140_000 && 'it is older than PostgreSQL 14',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new Error(`DATABASE_URL is refused: ${faults.join('; ')}. See docs/runbook.md.`);
}

/** Statements that would make the tables what the entities say; none where migrations and entities agree. */
export async function findDrift(db: DataSource): Promise<string[]> {
  const { upQueries } = await db.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
