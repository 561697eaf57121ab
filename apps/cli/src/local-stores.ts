import type { CliConfig } from '@dvc/config';
import { openDatabase, startPostgres } from '@dvc/local-servers';

/** The two databases of a run. */
export interface Stores {
  readonly kind: 'embedded' | 'external';
  readonly provinceUrl: string;
  readonly mockUrl: string;
  stop(): Promise<void>;
}

const PROVINCE = 'province';
const MOCK = 'dvcqg_mock';

/** External where DATABASE_URL says so, else a PostgreSQL of our own in the data folder. */
export async function openStores(config: CliConfig, dataDir: string, tell: (line: string) => void): Promise<Stores> {
  return config.DATABASE_URL === undefined ? openEmbedded(dataDir, tell) : openExternal(config.DATABASE_URL, config);
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
