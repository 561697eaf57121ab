import { IsUUID } from 'class-validator';

/** "Send this batch." Nothing else: what is in it is read from the database when the job runs. */
export class BatchPayload {
  @IsUUID()
  readonly batchId!: string;
}

interface JobDefinition {
  /** Keys only, never data: a queue is no place for citizens' papers. */
  readonly payload: new () => object;
  /** Jobs one worker process runs at once. */
  readonly concurrency: number;
}

/** Every job there is. The name is also the queue, the worker's folder, the metric's label and the console's row. */
export const JOBS = {
  'push-services': { payload: BatchPayload, concurrency: 2 },
  'push-dossiers': { payload: BatchPayload, concurrency: 8 },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = InstanceType<(typeof JOBS)[N]['payload']>;

/** For names that come from the database. */
export const isJobName = (name: string): name is JobName => name in JOBS;
