import type { StorageConfig } from '@dvc/config';
import { Redis } from 'ioredis';

/** What carries the jobs, and what about it could lose them. */
export interface BackEndFinding {
  readonly backEnd: 'redis' | 'postgres';
  readonly version: string;
  /** Empty where it is fit for use. */
  readonly warnings: readonly string[];
}

/** Jobs may be lost without harm; a Redis that evicts or forgets only costs time, but it costs it often. */
export async function inspectBackEnd({ REDIS_URL }: Pick<StorageConfig, 'REDIS_URL'>): Promise<BackEndFinding> {
  if (REDIS_URL === undefined) return { backEnd: 'postgres', version: '', warnings: [] };
  const redis = new Redis(REDIS_URL, { lazyConnect: true, connectTimeout: 2_000, retryStrategy: () => null });
  redis.on('error', () => undefined); // the awaited call tells it
  try {
    await redis.connect();
    const info = await redis.info();
    const value = (key: string): string => new RegExp(`^${key}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
    const policy = value('maxmemory_policy');
    const warnings = [
      policy !== 'noeviction' && `maxmemory-policy là ${policy}, cần noeviction`,
      value('aof_enabled') !== '1' && 'appendonly đang tắt, cần bật (everysec)',
    ].filter((warning) => warning !== false);
    return { backEnd: 'redis', version: value('redis_version'), warnings };
  } finally {
    redis.disconnect();
  }
}
