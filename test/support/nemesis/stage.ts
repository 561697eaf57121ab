import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StorageConfig, loadConfig } from '@dvc/config';
import { startRedis, type LocalRedis } from '@dvc/local-servers';
import { Store, connectDataSource, dataSourceOptions, openDataSource } from '@dvc/persistence';
import pg from 'pg';
import { readCatalogue } from '../../../apps/province/src/catalogue/catalogue-files.js';
import { AppProcess } from '../app-process.js';
import type { BackEnd } from '../back-ends.js';
import { eventually } from '../eventually.js';
import { freshDatabase } from '../fresh-database.js';
import { MockControl } from '../mock-control.js';
import { Producer } from './producer.js';
import { WATCH_PORTAL } from './read-history.js';

/** Some thirty times faster than in production (ms). */
export const TIMES = { timeout: 600, quiet: 1_200, lease: 1_500 };
const FAST: Readonly<Record<string, string>> = {
  PORTAL_CONNECT_MS: '300',
  PORTAL_IDLE_MS: '550',
  PORTAL_TIMEOUT_MS: String(TIMES.timeout),
  PORTAL_QUIET_MS: String(TIMES.quiet),
  DISPATCH_EVERY_MS: '60',
  DISPATCH_LEASE_MS: String(TIMES.lease),
  DISPATCH_SEND_BY_MS: '200',
  DISPATCH_READD_MS: '500',
  DISPATCH_BACKOFF_MS: '40',
  DISPATCH_BACKOFF_MAX_MS: '500',
  DISPATCH_BREAKER_MS: '80',
};
const PASSWORD = 'mat-khau-vi-du';
const ADMIN_TOKEN = 'a'.repeat(40);

/** What is loaded before a program of ours, to take one of its promises away. */
export interface Mutant {
  readonly worker?: string;
  readonly producer?: string;
}

/** Producers, two workers, the portal, queue and databases as processes of their own, which run on from seed to seed. */
export class Stage {
  readonly workers: AppProcess[] = [];
  readonly producers: Producer[] = [];
  province!: pg.Pool;
  mockDatabase!: pg.Pool;
  store!: Store;
  portal!: AppProcess;
  control!: MockControl;
  private redis: LocalRedis | null = null;
  private readonly folder = mkdtempSync(join(tmpdir(), 'dvcqg-nemesis-'));

  private constructor(readonly backEnd: BackEnd) {}

  static async start(backEnd: BackEnd, mutant: Mutant = {}): Promise<Stage> {
    const stage = new Stage(backEnd);
    const provinceUrl = await freshDatabase('nemesis');
    await stage.openDatabases(provinceUrl);
    await stage.startPortal();
    if (backEnd === 'redis') stage.redis = await startRedis({ dir: stage.folder });
    const settings = {
      ...FAST,
      DATABASE_URL: provinceUrl,
      REDIS_URL: stage.redis?.url ?? '',
      PORTAL_URL: stage.portal.url,
      PORTAL_PASSWORD: PASSWORD,
      PORTAL_SESSION_KEY: `${'A'.repeat(43)}=`,
    };
    const nodeOptions = preload(mutant.worker);
    for (let count = 1; count <= 2; count += 1)
      stage.workers.push(new AppProcess('worker', settings, { diesOften: true, nodeOptions }));
    for (const number of [1, 2, 3]) stage.producers.push(new Producer(number, provinceUrl, preload(mutant.producer)));
    await Promise.all([...stage.workers, ...stage.producers].map((each) => each.start()));
    return stage;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.workers, this.portal].map((each) => each.end()));
    for (const producer of this.producers) producer.end();
    await this.redis?.stop();
    await this.store.close();
    await Promise.all([this.province.end(), this.mockDatabase.end()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Both sides as on the first day, the processes running on. */
  async forget(): Promise<void> {
    await eventually(async () => {
      await this.province.query(`
        SET LOCAL session_replication_role = replica; -- the ledger refuses to be emptied
        TRUNCATE lane, batch, plan, service, dossier CASCADE;
        UPDATE portal_session SET epoch = 0, sealed_token = NULL, expires_at = '-infinity', login_until = '-infinity';
        UPDATE portal_account SET hold_until = '-infinity', failures = 0, session_failures = 0, breaker = 'closed',
          breaker_opens = 0, paused_at = NULL`);
    });
    await eventually(() => this.control.reset());
    await this.mockDatabase.query('TRUNCATE effect_seen, journal RESTART IDENTITY');
    // A step that comes twice is there twice, and shows.
    await this.control.setSwitches({ 'progress.duplicateRow': 'append' });
  }

  /** Jobs are gone; whoever waits for them does not hear of it. */
  async wipeQueue(): Promise<void> {
    if (this.redis === null) {
      await this.province.query(WIPE_JOBS);
      return;
    }
    const { Redis } = await import('ioredis');
    const client = new Redis(this.redis.url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
    client.on('error', () => undefined);
    await client.flushall().catch(() => undefined);
    client.disconnect();
  }

  /** SIGKILL, and up again on the same port; where jobs are in PostgreSQL, the sessions of the queues end. */
  async killQueue(): Promise<void> {
    if (this.redis === null) {
      await this.province.query(endSessions(`application_name <> 'dvcqg'`));
      return;
    }
    const port = Number(new URL(this.redis.url).port);
    this.redis.kill();
    this.redis = await startRedis({ dir: this.folder, port });
  }

  /** Ends a share of the sessions of all that work for the province. */
  async endSessions(share: number): Promise<void> {
    await this.province.query(endSessions(`random() < ${String(share)}`));
  }

  /** SIGKILL, and up again. What it meant to store later is forgotten: it would come after all the time it has. */
  async restartPortal(): Promise<void> {
    await this.portal.kill();
    await this.mockDatabase.query(`DELETE FROM timer WHERE kind = 'late-commit'`);
    await this.portal.start();
  }

  private async openDatabases(provinceUrl: string): Promise<void> {
    const options = dataSourceOptions(
      loadConfig(StorageConfig, { DATABASE_URL: provinceUrl, DATABASE_POOL_SIZE: '3' }),
    );
    await (await openDataSource(options)).destroy();
    this.store = new Store(await connectDataSource({ ...options, extra: { application_name: 'judge' } }));
    const catalogue = await readCatalogue('config/catalogue');
    await this.store.inTransaction(async ({ catalogue: to }) => {
      await to.saveAgencies(catalogue.agencies);
      await to.saveProcedures(catalogue.procedures);
    });
    this.province = new pg.Pool({ connectionString: provinceUrl, max: 2, application_name: 'judge' });
    this.province.on('error', () => undefined);
  }

  private async startPortal(): Promise<void> {
    const mockUrl = await freshDatabase('nemesis_portal');
    const settings = { MOCK_DATABASE_URL: mockUrl, MOCK_PASSWORD: PASSWORD, MOCK_ADMIN_TOKEN: ADMIN_TOKEN };
    const first = new AppProcess('dvcqg-mock', { ...settings, MOCK_PORT: '0' });
    await first.start();
    const { port } = new URL(first.url);
    await first.end();
    this.portal = new AppProcess('dvcqg-mock', { ...settings, MOCK_PORT: port }, { diesOften: true });
    await this.portal.start();
    this.control = new MockControl(this.portal.url, ADMIN_TOKEN);
    this.mockDatabase = new pg.Pool({ connectionString: mockUrl, max: 2 });
    await this.mockDatabase.query(WATCH_PORTAL);
  }
}

const preload = (mutant: string | undefined): string[] =>
  mutant === undefined ? [] : ['--import', resolve('test/support/nemesis/mutants', mutant)];

const endSessions = (which: string): string => `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> 'judge' AND ${which}`;

const WIPE_JOBS = `
  DO $$ DECLARE place regclass; BEGIN
    FOR place IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'bullmq' AND c.relkind = 'r' AND c.relname NOT LIKE '%migration%'
    LOOP EXECUTE 'DELETE FROM ' || place; END LOOP;
  END $$`;
