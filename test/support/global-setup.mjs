// Before the tests that need servers: dist/ is current, one PostgreSQL runs for all of them, and a Redis where there is one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, isBuilt } from '../../tools/build.mjs';

const root = join(import.meta.dirname, '../..');

export default async function globalSetup() {
  if (!isBuilt()) build();
  const { findRedisServer, startPostgres, startRedis } = await import(
    join(root, 'dist/libs/local-servers/src/index.js')
  );
  mkdirSync(join(root, '.dvcqg'), { recursive: true });
  const dir = mkdtempSync(join(root, '.dvcqg/test-'));
  const stops = [async () => rmSync(dir, { recursive: true, force: true })];
  if (process.env.TEST_DATABASE_URL === undefined) {
    const postgres = await startPostgres({ dataDir: dir, databases: [] });
    process.env.TEST_DATABASE_URL = postgres.urlOf('postgres');
    stops.unshift(() => postgres.stop());
  }
  if (process.env.TEST_REDIS_URL === undefined && findRedisServer() !== null) {
    const redis = await startRedis({ dir: join(dir, 'redis') });
    process.env.TEST_REDIS_URL = redis.url;
    stops.unshift(() => redis.stop());
  }
  globalThis.stopTestServers = async () => {
    for (const stop of stops) await stop();
  };
}
