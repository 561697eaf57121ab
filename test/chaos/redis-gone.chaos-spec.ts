import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findRedisServer, startRedis, type LocalRedis } from '@dvc/local-servers';
import { Redis } from 'ioredis';
import { RunningSystem, TUYEN_QUANG } from '../support/running-system.js';

const isThere = findRedisServer() !== null;
if (!isThere && process.env['REQUIRE_REDIS'] === '1') {
  throw new Error('REQUIRE_REDIS=1, but there is no redis-server on PATH');
}
const describeRedis = isThere ? describe : describe.skip;
const reason = isThere ? '' : ' (skipped: no redis-server or valkey-server on PATH)';

describeRedis(`Redis may go at any moment${reason}`, () => {
  let dir: string;
  let redis: LocalRedis;
  let system: RunningSystem;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'dvcqg-redis-'));
    redis = await startRedis({ dir });
    system = await RunningSystem.start({ redisUrl: redis.url });
  }, 60_000);
  afterEach(async () => {
    await system.stop();
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  }, 30_000);

  const expectAllPublishedOnce = async (): Promise<void> => {
    expect(await system.untilPublished('plan')).toMatchObject({ published: 277, rejected: 0, inDoubt: 0 });
    const services = await system.portal.services();
    expect(services).toHaveLength(277);
    expect(await system.wrongLevels(services)).toEqual([]);
  };

  it('wiped while services are published: the batches are dealt again', async () => {
    const client = new Redis(redis.url);
    const wiping = setInterval(() => void client.flushall(), 25);

    await system.importPlan('plan', TUYEN_QUANG);

    await expectAllPublishedOnce().finally(() => {
      clearInterval(wiping);
      client.disconnect();
    });
  }, 90_000);

  it('killed before anything is published: the dispatcher sends by itself', async () => {
    redis.kill();

    await system.importPlan('plan', TUYEN_QUANG);

    await expectAllPublishedOnce();
  }, 90_000);
});
