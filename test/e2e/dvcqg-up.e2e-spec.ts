import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { RunningSystem } from '../../apps/cli/src/running-system.js';
import type { Secrets } from '../../apps/cli/src/secrets.js';
import { dvcqg, DvcqgCommand, StoryFolder, type Ended } from '../support/dvcqg-command.js';
import { eventually } from '../support/eventually.js';
import { isAlive } from '../support/local-postgres.js';
import { MockControl } from '../support/mock-control.js';

const LATE_AGENCIES = ['Sở Giao thông vận tải', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở Xây dựng', 'Sở Y tế'];
/** Small batches, so that there is a middle; short waits, so that what was in flight is soon settled. */
const SMALL_AND_FAST = {
  DISPATCH_BATCH_SIZE: '3',
  DISPATCH_LEASE_MS: '4000',
  DISPATCH_SEND_BY_MS: '800',
  DISPATCH_READD_MS: '1000',
  PORTAL_CONNECT_MS: '1000',
  PORTAL_IDLE_MS: '2000',
  PORTAL_TIMEOUT_MS: '2500',
  PORTAL_QUIET_MS: '2500',
};
const TIME_LIMIT_MS = 120_000;

interface Told {
  readonly plan: { readonly byQuarterAndAgency: Record<string, Record<string, number>> };
  readonly asOf: string;
}

const toldBy = ({ stdout }: Ended): Told => JSON.parse(stdout) as Told;
/** The same for two runs: all but the time, and the portal's counts that only `--once` asks for. */
const figuresOf = (told: Told): object => ({ ...told, asOf: '', portal: null });

const runOf = (folder: StoryFolder): RunningSystem => folder.json('run.json') as RunningSystem;
const secretsOf = (folder: StoryFolder): Secrets => folder.json('secrets.json') as Secrets;

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<T & object>(sql).finally(() => client.end())).rows;
}

/** Every process of a run: `up`, the four servers, and the database. */
function pidsOf(folder: StoryFolder): number[] {
  const { pid, pids } = runOf(folder);
  const postmaster = Number(folder.read('postgres/data/postmaster.pid').split('\n')[0]);
  return [pid, postmaster, ...Object.values(pids).filter((each) => each !== undefined)];
}

describe('dvcqg up on an empty data folder', () => {
  const folder = new StoryFolder();
  let up: DvcqgCommand | undefined;
  afterAll(async () => {
    up?.kill('SIGTERM'); // where its story failed
    await up?.ended;
    folder.remove();
  });
  let first: Told;

  it(
    'publishes the demo plan on nothing but npm, and tells the figures',
    async () => {
      const ended = await dvcqg(['up', '--once', '--json'], folder.settings);

      expect({ code: ended.code, stderr: ended.code === 0 ? '' : ended.stderr }).toEqual({ code: 0, stderr: '' });
      first = toldBy(ended);
      expect(first).toMatchObject({
        plan: {
          total: 277,
          byLevel: { 3: 155, 4: 122 },
          byLevelAndTier: { 3: { PROVINCE: 152, DISTRICT: 2, COMMUNE: 1 }, 4: { PROVINCE: 122 } },
          byQuarter: { III: 180, IV: 97 },
        },
        published: 277,
        rejected: 0,
        inDoubt: 0,
        portal: { total: 277, byLevel: { 3: 155, 4: 122 }, doubled: 0 },
      });
      expect(Object.keys(first.plan.byQuarterAndAgency['2020-IV'] ?? {}).sort()).toEqual(LATE_AGENCIES);
      expect(ended.stderr).not.toContain('token=');
    },
    TIME_LIMIT_MS,
  );

  it('leaves nothing behind but what the next run needs, its secrets for the owner alone', () => {
    expect(existsSync(join(folder.dir, 'run.json'))).toBe(false);
    expect(existsSync(join(folder.dir, 'postgres/data/postmaster.pid'))).toBe(false);
    expect(statSync(join(folder.dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it(
    'publishes nothing anew when it is run again, refuses another run meanwhile, and stops whole on Ctrl-C',
    async () => {
      up = new DvcqgCommand(['up', '--json'], folder.settings);
      await up.untilTold('Ctrl-C');

      expect(figuresOf(JSON.parse(up.output) as Told)).toEqual(figuresOf(first));
      const { databaseUrl, portalUrl } = runOf(folder);
      expect(await ask(databaseUrl, 'SELECT count(*)::int AS n FROM outbox')).toEqual([{ n: 277 }]);
      expect(await ask(databaseUrl, `SELECT 1 FROM attempt WHERE started_at > '${first.asOf}'`)).toEqual([]);
      const portal = new MockControl(portalUrl, secretsOf(folder).MOCK_ADMIN_TOKEN);
      const [calls] = await ask<{ n: number }>(
        databaseUrl,
        'SELECT count(DISTINCT exchange_id)::int AS n FROM attempt',
      );
      expect(await portal.count({ service: 'DongBoDVC' })).toBe(calls?.n);
      expect(await portal.services()).toHaveLength(277);

      const second = await dvcqg(['up'], folder.settings);
      expect(second).toMatchObject({ code: 4, stdout: '' });
      expect(second.stderr).toContain(`(tiến trình ${String(up.pid)})`);

      const pids = pidsOf(folder);
      expect(pids).toHaveLength(6);
      expect(pids.filter(isAlive)).toEqual(pids);
      const pressedAt = performance.now();
      up.pressCtrlC();
      expect((await up.ended).code).toBe(0);
      expect(performance.now() - pressedAt).toBeLessThan(5_000);
      expect(pids.filter(isAlive)).toEqual([]);
      expect(existsSync(join(folder.dir, 'run.json'))).toBe(false);
    },
    TIME_LIMIT_MS,
  );

  it('wrote a log per server, and no secret into any', () => {
    const logs = readdirSync(join(folder.dir, 'logs')).sort();
    expect(logs).toEqual(['console.log', 'dvcqg-mock.log', 'province.log', 'worker.log']);
    const secrets = Object.values<string>({ ...secretsOf(folder) });
    secrets.push(folder.read('postgres/password').trim());
    const text = logs.map((name) => folder.read(`logs/${name}`)).join('\n');

    expect(text.length).toBeGreaterThan(1_000);
    expect(secrets).toHaveLength(7);
    expect(secrets.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)))).toEqual([]);
  });
});

describe('dvcqg up that is broken off', () => {
  const folder = new StoryFolder();
  const startedAndStopped = new StoryFolder();
  afterAll(() => {
    folder.remove();
    startedAndStopped.remove();
  });

  it(
    'is taken up by the next run, each service published once, whenever kill -9 comes',
    async () => {
      const settings = { ...folder.settings, ...SMALL_AND_FAST };
      const broken = new DvcqgCommand(['up'], settings);
      let published = 0;
      await eventually(async () => {
        const { databaseUrl } = runOf(folder);
        const [row] = await ask<{ n: number }>(
          databaseUrl,
          `SELECT count(*)::int AS n FROM outbox WHERE state <> 'pending'`,
        );
        published = row?.n ?? 0;
        expect(published).toBeGreaterThan(0);
      }, 60_000);
      const orphans = pidsOf(folder).filter(
        (pid) => !folder.read('postgres/data/postmaster.pid').startsWith(`${String(pid)}\n`),
      );
      broken.kill('SIGKILL');
      await broken.ended;

      const next = await dvcqg(['up', '--once', '--json'], settings);

      expect(published).toBeLessThan(277);
      expect({ code: next.code, stderr: next.code === 0 ? '' : next.stderr }).toEqual({ code: 0, stderr: '' });
      expect(toldBy(next)).toMatchObject({
        published: 277,
        rejected: 0,
        inDoubt: 0,
        portal: { total: 277, byLevel: { 3: 155, 4: 122 }, doubled: 0 },
      });
      expect(orphans).toHaveLength(5);
      expect(orphans.filter(isAlive)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it.each(['Đang khởi động cơ sở dữ liệu', 'Đang khởi động tỉnh'])(
    'stops within 5 s of a Ctrl-C while it says "%s"',
    async (moment) => {
      const up = new DvcqgCommand(['up'], startedAndStopped.settings);
      await up.untilTold(moment);

      const pressedAt = performance.now();
      up.pressCtrlC();

      const { code, stderr } = await up.ended;
      expect({ code, stack: stderr.includes('    at ') }).toEqual({ code: 0, stack: false });
      expect(performance.now() - pressedAt).toBeLessThan(5_000);
      expect(existsSync(join(startedAndStopped.dir, 'run.json'))).toBe(false);
    },
    TIME_LIMIT_MS,
  );
});
