import { loadConfig, StorageConfig } from '@dvc/config';
import { dataSourceOptions, openDataSource } from '@dvc/persistence';
import { CommandError, EXIT } from './exit-codes.js';

type DataSource = Awaited<ReturnType<typeof openDataSource>>;

/** Lets a command use the database of DATABASE_URL, its tables brought up to date. */
export async function withDatabase<T>(use: (db: DataSource) => Promise<T>): Promise<T> {
  const options = dataSourceOptions(loadConfig(StorageConfig));
  const db = await openDataSource(options).catch((error: unknown) => {
    const message = `Không mở được cơ sở dữ liệu của DATABASE_URL: ${reasonOf(error)}`;
    throw new CommandError(EXIT.environment, message, 'Kiểm tra DATABASE_URL và máy chủ PostgreSQL');
  });
  return use(db).finally(() => db.destroy());
}

/** What a failure says; where it wraps another or several, what those say. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error.message;
}
