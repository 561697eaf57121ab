import { getQueueToken } from '@nestjs/bullmq';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { StorageConfig } from '@dvc/config';
import { Seldom } from '@dvc/observability';
import type { Queue } from 'bullmq';
import { JOBS, type JobName, type JobPayload } from './jobs.js';

/** Finished jobs kept for the board; the ledger keeps everything, for good. */
const KEPT = { count: 1_000 };
/** A queue that does not answer by then is treated as gone (ms). */
const COUNTS_WITHIN_MS = 2_000;

/** How many jobs a queue holds. What is *due* is a question for PostgreSQL, not for the queue. */
export interface QueueCounts {
  readonly name: JobName;
  readonly backEnd: 'redis' | 'postgres';
  readonly waiting: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
}

/** The only way to put a job on a queue. */
@Injectable()
export class JobQueues implements OnModuleInit {
  private readonly log = new Logger(JobQueues.name);
  private readonly seldom = new Seldom(5_000);

  constructor(
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(StorageConfig) private readonly storage: StorageConfig,
  ) {}

  onModuleInit(): void {
    for (const name of jobNames()) {
      this.queue(name).on('error', (error: Error) => {
        this.seldom.tell((keptBack) => {
          this.log.warn(`Queue ${name}: ${error.message} (and ${String(keptBack)} more)`);
        });
      });
    }
  }

  /**
   * One attempt, under the batch's own id, so that adding it twice leaves one job. Whether and when to try again is
   * decided in PostgreSQL (`lane.next_at`).
   *
   * @throws {Error} where the queue does not answer within `withinMs`; the caller goes on without it.
   */
  async add<N extends JobName>(
    name: N,
    payload: JobPayload<N>,
    { priority, withinMs }: { readonly priority: number; readonly withinMs: number },
  ): Promise<void> {
    const options = { jobId: payload.batchId, priority, attempts: 1, removeOnComplete: KEPT, removeOnFail: KEPT };
    await inTime(this.queue(name).add(name, payload, options), withinMs);
  }

  async listCounts(): Promise<QueueCounts[]> {
    return Promise.all(jobNames().map((name) => this.countsOf(name)));
  }

  private async countsOf(name: JobName): Promise<QueueCounts> {
    const counts = await inTime(
      this.queue(name).getJobCounts('waiting', 'prioritized', 'active', 'completed', 'failed'),
      COUNTS_WITHIN_MS,
    );
    const { waiting = 0, prioritized = 0, active = 0, completed = 0, failed = 0 } = counts;
    const backEnd = this.storage.REDIS_URL === undefined ? 'postgres' : 'redis';
    return { name, backEnd, waiting: waiting + prioritized, active, completed, failed };
  }

  private queue(name: JobName): Queue {
    return this.moduleRef.get<Queue>(getQueueToken(name), { strict: false });
  }
}

const jobNames = (): JobName[] => Object.keys(JOBS) as JobName[];

async function inTime<T>(answer: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The queue did not answer within ${String(withinMs)} ms`));
    }, withinMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
