import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { StorageConfig, loadConfig } from '@dvc/config';
import { createPostgresBackend, setDefaultBackendFactory, type QueueOptions } from 'bullmq';
import { JobQueues } from './job-queues.js';
import { JOBS } from './jobs.js';

/** Redis where there is one, else BullMQ's own tables in our database. Nobody else knows which. */
function backEnd({ DATABASE_URL, REDIS_URL }: StorageConfig): QueueOptions {
  setDefaultBackendFactory(REDIS_URL === undefined ? createPostgresBackend : undefined);
  if (REDIS_URL === undefined) {
    const connection = { connectionString: DATABASE_URL, schema: 'bullmq', max: 2, migrate: true, keepAlive: true };
    return { connection };
  }
  // The hash tag keeps each queue on one shard of a cluster; workers need `maxRetriesPerRequest: null`.
  return { connection: { url: REDIS_URL, maxRetriesPerRequest: null }, prefix: '{dvcqg}' };
}

@Module({
  imports: [
    BullModule.forRootAsync({ useFactory: () => backEnd(loadConfig(StorageConfig)) }),
    BullModule.registerQueue(...Object.keys(JOBS).map((name) => ({ name }))),
  ],
  providers: [{ provide: StorageConfig, useFactory: () => loadConfig(StorageConfig) }, JobQueues],
  exports: [JobQueues],
})
export class QueueModule {}
