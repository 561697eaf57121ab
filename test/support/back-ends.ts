import { describe } from '@jest/globals';

/** Where jobs may live. The same stories hold on both. */
export type BackEnd = 'postgres' | 'redis';

const redisUrl = process.env['TEST_REDIS_URL'];
const isDemanded = process.env['REQUIRE_REDIS'] === '1';

/**
 * Tells a story once per queue back end. Without a redis-server or valkey-server on PATH the Redis one is skipped and
 * says so; where REQUIRE_REDIS=1, it fails.
 */
export function describeOnEachBackEnd(story: string, tell: (backEnd: BackEnd) => void): void {
  describe(`${story}, jobs in PostgreSQL`, () => {
    tell('postgres');
  });
  if (redisUrl === undefined && isDemanded) throw new Error('REQUIRE_REDIS=1, but there is no redis-server on PATH');
  const describeRedis = redisUrl === undefined ? describe.skip : describe;
  const reason = redisUrl === undefined ? ' (skipped: no redis-server or valkey-server on PATH)' : '';
  describeRedis(`${story}, jobs in Redis${reason}`, () => {
    tell('redis');
  });
}

/** Stories run one after the other in a jest worker, and each worker has a Redis database of its own. */
export function redisSetting(backEnd: BackEnd): Record<string, string> {
  if (backEnd === 'postgres' || redisUrl === undefined) return { REDIS_URL: '' };
  return { REDIS_URL: `${redisUrl}/${String(Number(process.env['JEST_WORKER_ID'] ?? 0) % 16)}` };
}
