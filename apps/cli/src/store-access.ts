import { loadConfig, StorageConfig } from '@dvc/config';
import { Store, dataSourceOptions, openDataSource } from '@dvc/persistence';
import { CommandError, EXIT } from './exit-codes.js';
import { reasonOf } from './reason-of.js';

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

/** As {@link withDatabase}, through the store. */
export async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  return withDatabase((db) => use(new Store(db)));
}
