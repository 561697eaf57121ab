import { setTimeout as sleep } from 'node:timers/promises';
import type { CliConfig } from '@dvc/config';
import { openDatabase, startPostgres } from '@dvc/local-servers';

/** The two databases of a run. */
export interface Stores {
  readonly kind: 'embedded' | 'external';
  readonly provinceUrl: string;
  readonly mockUrl: string;
  stop(): Promise<void>;
}

/** One database for the mock alone. */
export interface PortalStore {
  readonly url: string;
  stop(): Promise<void>;
}

const PROVINCE = 'province';
const MOCK = 'dvcqg_mock';
/** Not the mock of `dvcqg up`: two mocks on one database would not know of each other's clock, faults and switches. */
const PORTAL = 'dvcqg_portal';

/** A start that is too slow is left; Ctrl-C is to be over after 5 s, whatever it meets. */
const OPENING_WITHIN_MS = 3_000;

/** External where DATABASE_URL says so, else a PostgreSQL of our own in the data folder. */
export async function openStores(config: CliConfig, dataDir: string, tell: (line: string) => void): Promise<Stores> {
  return config.DATABASE_URL === undefined ? openEmbedded(dataDir, tell) : openExternal(config.DATABASE_URL, config);
}

/** MOCK_DATABASE_URL, else a database beside that of DATABASE_URL, else a PostgreSQL of our own in `dir`. */
export async function openPortalStore(
  { MOCK_DATABASE_URL, DATABASE_URL }: CliConfig,
  dir: string,
  tell: (line: string) => void,
): Promise<PortalStore> {
  const isEmbedded = MOCK_DATABASE_URL === undefined && DATABASE_URL === undefined;
  if (!isEmbedded) {
    const url = MOCK_DATABASE_URL ?? (await openDatabase(DATABASE_URL ?? '', PORTAL));
    return { url, stop: () => Promise.resolve() };
  }
  const server = await startPostgres({ dataDir: dir, databases: [MOCK], isKeptRunning: true, onLine: tell });
  return { url: server.urlOf(MOCK), stop: () => server.stop() };
}

/** Stops what may still be starting. One that takes too long is left: the next run finds it and takes it over. */
export async function stopOpened(opening: Promise<{ stop(): Promise<void> }>): Promise<void> {
  const opened = await Promise.race([opening.catch(() => null), sleep(OPENING_WITHIN_MS, null, { ref: false })]);
  await opened?.stop();
}

async function openEmbedded(dataDir: string, tell: (line: string) => void): Promise<Stores> {
  const server = await startPostgres({ dataDir, databases: [PROVINCE, MOCK], isKeptRunning: true, onLine: tell });
  return {
    kind: 'embedded',
    provinceUrl: server.urlOf(PROVINCE),
    mockUrl: server.urlOf(MOCK),
    stop: () => server.stop(),
  };
}

async function openExternal(provinceUrl: string, { MOCK_DATABASE_URL }: CliConfig): Promise<Stores> {
  const mockUrl = MOCK_DATABASE_URL ?? (await openDatabase(provinceUrl, MOCK));
  return { kind: 'external', provinceUrl, mockUrl, stop: () => Promise.resolve() };
}
