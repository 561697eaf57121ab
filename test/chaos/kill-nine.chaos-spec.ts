import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startPostgres, type LocalPostgres } from '@dvc/local-servers';
import type { AppName } from '../../apps/cli/src/supervisor.js';
import { describeOnEachBackEnd } from '../support/back-ends.js';
import { chanceFrom } from '../support/chance.js';
import { eventually } from '../support/eventually.js';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20_260_701);
/** Publishing takes about a second; kills fall inside it, and inside what they stretch it to. */
const PUBLISHING_MS = 900;

describeOnEachBackEnd(`kill -9 while 277 services are published (seed ${String(SEED)})`, (backEnd) => {
  const chance = chanceFrom(SEED);
  let dir: string;
  let postgres: LocalPostgres;
  let system: RunningSystem;
  let story = 0;

  beforeAll(async () => {
    dir = await mkdtemp(join(process.cwd(), '.dvcqg/chaos-'));
    const databases = ['province', 'mock'];
    postgres = await startPostgres({ dataDir: dir, databases, isKeptRunning: true });
    const [provinceUrl = '', mockUrl = ''] = databases.map((name) => postgres.urlOf(name));
    system = await RunningSystem.start(backEnd, { provinceUrl, mockUrl });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }, 30_000);

  beforeEach(async () => {
    story += 1;
    await system.forgetEverything();
    await system.importPlan(`story-${String(story)}`, TUYEN_QUANG);
  });

  const expectEachServiceOnce = async (): Promise<void> => {
    const progress = await system.untilPublished(`story-${String(story)}`);
    expect(progress).toMatchObject({ total: 277, published: 277, rejected: 0, inDoubt: 0 });
    const services = await system.portal.services();
    expect(new Set(services.map(({ MADVC }) => MADVC)).size).toBe(277);
    expect(services).toHaveLength(277);
    expect(await system.wrongLevels(services)).toEqual([]);
    expect(await system.unsettledChanges()).toBe(0);
  };
  const killAtRandom = async (app: AppName): Promise<void> => {
    await sleep(chance() * PUBLISHING_MS);
    await system.kill(app);
  };

  it.each(Array.from({ length: 10 }, (_, n) => n + 1))(
    'of the worker, time %i: 277 services, each once, at its level',
    async () => {
      await killAtRandom('worker');
      await expectEachServiceOnce();
    },
    90_000,
  );

  it.each([1, 2, 3])(
    'of the mock portal, time %i: 277 services, each once, at its level',
    async () => {
      await killAtRandom('dvcqg-mock');
      await expectEachServiceOnce();
    },
    90_000,
  );

  it.each([1, 2, 3])(
    'of PostgreSQL, time %i: 277 services, each once, at its level',
    async () => {
      const { pid } = postgres;
      await sleep(chance() * PUBLISHING_MS);
      process.kill(pid, 'SIGKILL');
      await eventually(
        () => (postgres.pid === pid ? Promise.reject(new Error('still down')) : Promise.resolve()),
        30_000,
      );
      await system.untilAnswering();
      await expectEachServiceOnce();
    },
    90_000,
  );
});
