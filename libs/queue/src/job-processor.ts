import { WorkerHost } from '@nestjs/bullmq';
import { Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { correlation, Seldom } from '@dvc/observability';
import type { Job } from 'bullmq';
import { plainToInstance } from 'class-transformer';
import { validateOrReject } from 'class-validator';
import { JOBS, type JobName, type JobPayload } from './jobs.js';

/** Longest wait for running jobs when the process stops (ms): one call to the portal and a margin. */
const GRACE_MS = 17_000;

/** What all processors have in common: the payload is checked, the work carries an id, the worker stops in time. */
export abstract class JobProcessor<N extends JobName> extends WorkerHost implements OnModuleInit, OnModuleDestroy {
  private readonly seldom = new Seldom(5_000);

  protected abstract run(payload: JobPayload<N>): Promise<object>;

  onModuleInit(): void {
    const log = new Logger(this.constructor.name);
    const tell = (what: string): void => {
      this.seldom.tell((keptBack) => {
        log.warn(`${what} (and ${String(keptBack)} more)`);
      });
    };
    // Without a listener an error of the connection would end the process.
    this.worker.on('error', (error) => {
      tell(`Queue: ${error.message}`);
    });
    // Its batch is given up when the lease is over; nothing is lost, but somebody should know.
    this.worker.on('failed', (job, error) => {
      tell(`Job ${job?.id ?? '?'} failed: ${error.stack ?? error.message}`);
    });
  }

  /** What it returns is what the board shows: lanes per outcome. */
  async process(job: Job<JobPayload<N>, object, N>): Promise<object> {
    const payload = plainToInstance<object, unknown>(JOBS[job.name].payload, job.data) as JobPayload<N>;
    await validateOrReject(payload);
    return correlation.run(String(job.id), () => this.run(payload));
  }

  /** Nest may close the database before BullMQ's own shutdown hook; finish running jobs first. */
  async onModuleDestroy(): Promise<void> {
    await Promise.race([this.worker.close(), new Promise((done) => setTimeout(done, GRACE_MS).unref())]);
  }
}
