/** One job's queue: what PostgreSQL knows, and what the queue says beside it. */
export interface QueueDto {
  /** Name of the job, which is also the queue's. */
  readonly job: string;
  readonly label: string;
  /** Lanes (services or dossiers) whose change may go now. */
  readonly due: number;
  /** Lanes that wait for their next instant. */
  readonly cooling: number;
  /** Batches dealt and not closed. */
  readonly openBatches: number;
  /** Of these: batches on the wire. */
  readonly sending: number;
  /** Age of the oldest due change in words; `null` where nothing waits. */
  readonly oldestText: string | null;
  /** `null` where the queue does not answer. */
  readonly board: QueueBoardDto | null;
}

/** The queue's own counts of jobs. Finished ones are kept up to a limit, so they are no history. */
export interface QueueBoardDto {
  readonly backEnd: 'redis' | 'postgres';
  readonly waiting: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
}

/** Answer of `GET /api/queues`. */
export interface QueuesDto {
  readonly asOf: string;
  readonly queues: readonly QueueDto[];
}
