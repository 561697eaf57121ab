import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanProgress } from '@dvc/persistence';
import pg from 'pg';
import { startServers, type Servers } from '../../apps/cli/src/servers.js';
import { openSecrets } from '../../apps/cli/src/secrets.js';
import { ProvinceClient, type ProvincePlace } from '../../apps/cli/src/province-client.js';
import { Supervisor, type AppName } from '../../apps/cli/src/supervisor.js';
import { CliConfig, loadConfig } from '@dvc/config';
import { redisSetting, type BackEnd } from './back-ends.js';
import { eventually } from './eventually.js';
import { freshDatabase } from './fresh-database.js';
import { MockControl, type PortalService } from './mock-control.js';

/** Everything some fifteen times faster than in production, in the same proportions. */
const FAST: Readonly<Record<string, string>> = {
  PORTAL_CONNECT_MS: '300',
  PORTAL_IDLE_MS: '600',
  PORTAL_TIMEOUT_MS: '800',
  PORTAL_QUIET_MS: '1200',
  DISPATCH_EVERY_MS: '60',
  DISPATCH_LEASE_MS: '1500',
  DISPATCH_SEND_BY_MS: '400',
  DISPATCH_READD_MS: '500',
  DISPATCH_BACKOFF_MS: '60',
  DISPATCH_BACKOFF_MAX_MS: '1000',
  DISPATCH_BREAKER_MS: '200',
  DISPATCH_PACE_MS: '600',
};

export const TUYEN_QUANG = 'config/plan/tuyen-quang-2020.csv';
export const TUYEN_QUANG_UPGRADE = 'config/plan/tuyen-quang-nang-cap-2020.csv';

/** Where a story's databases are, if not fresh ones on the tests' server. */
export interface StoryStores {
  readonly provinceUrl: string;
  readonly mockUrl: string;
}

/** Province, worker, mock portal and console as real processes, on a real database and a real queue. */
export class RunningSystem {
  private constructor(
    private readonly servers: Servers,
    private readonly supervisor: Supervisor,
    private readonly db: pg.Pool,
    readonly portal: MockControl,
  ) {}

  static async start(
    backEnd: BackEnd | { readonly redisUrl: string },
    stores?: StoryStores,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<RunningSystem> {
    const dir = await mkdtemp(join(tmpdir(), 'dvcqg-story-'));
    const { provinceUrl, mockUrl } = stores ?? {
      provinceUrl: await freshDatabase('province'),
      mockUrl: await freshDatabase('mock'),
    };
    const queue = typeof backEnd === 'string' ? redisSetting(backEnd) : { REDIS_URL: backEnd.redisUrl };
    Object.assign(process.env, FAST, settings, queue, { PROVINCE_PORT: '0', MOCK_PORT: '0', CONSOLE_PORT: '0' });
    const supervisor = new Supervisor(dir, () => undefined);
    const secrets = openSecrets(dir);
    const servers = await startServers({
      config: loadConfig(CliConfig),
      secrets,
      supervisor,
      stores: { kind: 'external', provinceUrl, mockUrl, stop: () => Promise.resolve() },
    });
    const portal = new MockControl(servers.urls.portalUrl, secrets.MOCK_ADMIN_TOKEN);
    const db = new pg.Pool({ connectionString: provinceUrl, max: 2 });
    db.on('error', () => undefined);
    return new RunningSystem(servers, supervisor, db, portal);
  }

  get consoleUrl(): string {
    return this.servers.urls.consoleUrl;
  }

  /** Where the province listens and the key to it, for commands that ask it. */
  get province(): ProvincePlace {
    return this.servers.province;
  }

  async importPlan(
    id: string,
    file: string,
    name = id,
  ): Promise<{ added: number; unchanged: number; faultsTotal: number }> {
    const query = new URLSearchParams({ name, from: '2020-07-01', to: '2020-12-31', by: 'lãnh đạo' });
    const path = `/plans/${id}/import?${query.toString()}`;
    return new ProvinceClient(this.servers.province).sendFile(path, file, file);
  }

  /** As the province tells it. */
  async serviceHistory(code: string): Promise<{ changes: { publishedAt: string | null }[] }> {
    return new ProvinceClient(this.servers.province).get(`/services/${code}/history`);
  }

  async progress(id: string): Promise<PlanProgress> {
    return new ProvinceClient(this.servers.province).get(`/plans/${id}/progress`);
  }

  /** Waits until the plan is on the portal, every row of it. */
  async untilPublished(id: string, withinMs = 60_000): Promise<PlanProgress> {
    let last: PlanProgress | undefined;
    await eventually(async () => {
      last = await this.progress(id);
      if (last.published !== last.total)
        throw new Error(`Only ${JSON.stringify(last.buckets)} within ${String(withinMs)} ms`);
    }, withinMs);
    if (last === undefined) throw new Error('No progress was read');
    return last;
  }

  /** The province's own database, for what no API tells. */
  async query<T extends object>(sql: string): Promise<T[]> {
    return (await this.db.query<T>(sql)).rows;
  }

  /** Both sides as on the first day, the processes running on; tried again where it meets one of them in the middle. */
  async forgetEverything(): Promise<void> {
    await eventually(async () => {
      await this.query(`
        SET LOCAL session_replication_role = replica; -- the ledger refuses to be emptied
        TRUNCATE ledger, attempt_result, attempt, exchange_reply, exchange, outbox, lane, batch, offer_due,
          level_change, plan_item, plan, service_level, service CASCADE; -- and all that hangs on a plan or a service
        UPDATE portal_session SET epoch = 0, sealed_token = NULL, expires_at = '-infinity', login_until = '-infinity';
        UPDATE portal_account SET hold_until = '-infinity', failures = 0, session_failures = 0, breaker = 'closed',
          breaker_opens = 0, paused_at = NULL`);
    });
    await this.portal.reset();
  }

  /** Services that the portal shows otherwise than the newest change of the province says. */
  async wrongLevels(services: readonly PortalService[]): Promise<string[]> {
    const wanted = await this.query<{ code: string; offer: Record<string, number> }>(
      'SELECT l.code, o.offer FROM lane l JOIN outbox o ON o.lane_id = l.id AND o.version = l.version',
    );
    const shown = new Map(
      services.map(({ MADVC, APDUNGDVC }) => [
        MADVC,
        Object.fromEntries(APDUNGDVC.map(({ MACOQUANTHUCHIEN, MUCDO }) => [MACOQUANTHUCHIEN, MUCDO])),
      ]),
    );
    return wanted
      .filter(({ code, offer }) => JSON.stringify(shown.get(code) ?? null) !== JSON.stringify(offer))
      .map(({ code }) => code);
  }

  async unsettledChanges(): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT count(*)::int AS n FROM outbox WHERE state = 'pending'`);
    return row?.n ?? 0;
  }

  /** Memory that a process has in use (bytes). */
  async rssBytes(app: AppName): Promise<number> {
    const status = await readFile(`/proc/${String(this.supervisor.pids()[app])}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
  }

  /** SIGKILL; comes back when the supervisor has started the process again. */
  async kill(app: AppName): Promise<void> {
    const pid = this.supervisor.pids()[app];
    if (pid === undefined) throw new Error(`${app} does not run`);
    process.kill(pid, 'SIGKILL');
    await eventually(() => {
      const now = this.supervisor.pids()[app];
      return now === undefined || now === pid ? Promise.reject(new Error(`${app} stays dead`)) : Promise.resolve();
    });
  }

  /** Province and database answer again. */
  async untilAnswering(): Promise<void> {
    await eventually(async () => {
      await this.query('SELECT 1');
      await new ProvinceClient(this.servers.province).get('/plans');
    }, 30_000);
  }

  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.db.end();
    await rm(this.supervisor.logDir, { recursive: true, force: true });
  }
}
