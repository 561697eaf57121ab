import type { LaneMove, Offer } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { returning } from './returning.js';
import { INTENT, TAKEN_ITEMS } from './sending.sql.js';

/** A batch in the hands of one worker. Every later write carries its epoch. */
export interface TakenBatch {
  readonly id: string;
  readonly epoch: number;
  readonly job: string;
  readonly op: 'services' | 'dossiers' | 'steps' | 'read';
  readonly isUpdating: boolean;
  readonly items: readonly TakenItem[];
}

/** One lane's share of the call. */
export interface TakenItem {
  readonly laneId: string;
  /** Service or dossier code: what the portal names the item by. */
  readonly code: string;
  readonly stream: 'state' | 'journal';
  /** Of the change, or of the first step. */
  readonly version: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  /** Elements of `data[]` that it travels as: one state, or some steps. */
  readonly rows: number;
  /** Their JSON texts, with a comma between. */
  readonly body: string;
  readonly offer: Offer | null;
  readonly isKnown: boolean;
  readonly flippedVersion: number;
  readonly fails: number;
  /** Lanes it may share a call with. */
  readonly batchCap: number;
  readonly reads: number;
  /** The attempt in doubt (reads only). */
  readonly intentId: string | null;
  /** The portal may still commit what is in doubt. */
  readonly isQuarantined: boolean;
  /** The same bytes were acknowledged in the last 15 minutes: a read that shows them proves nothing. */
  readonly isAmbiguous: boolean;
  /** What the portal may show of earlier changes of the dossier (reads only). */
  readonly shown: ShownBefore | null;
}

/** Acknowledged before: all steps, or the states a stale read may show, and every status of the last 15 minutes. */
export interface ShownBefore {
  readonly bodies: readonly string[];
  readonly statuses: readonly number[];
}

/** The call as it will leave, its session replaced. */
export interface CallRecord {
  readonly request: string;
  readonly sessionEpoch: number;
  readonly worker: string;
  /** Longest time of the call plus the longest time the portal may commit it after (ms). */
  readonly quarantineMs: number;
}

/** What came back. */
export interface ReplyRecord {
  readonly httpStatus: number | null;
  readonly body: string | null;
  readonly error: string | null;
  readonly totalMs: number;
}

/** What becomes of one lane. `nextInMs` counts only while something is left to send. */
export interface Settlement {
  readonly item: Pick<TakenItem, 'laneId' | 'stream' | 'version' | 'fromSeq' | 'toSeq' | 'offer'>;
  /** The attempt that this settles; `null`: a read that told nothing. */
  readonly attemptId: string | null;
  readonly source: 'reply' | 'read';
  readonly move: LaneMove;
  readonly nextInMs: number;
  readonly reads: number;
  /** The steps will leave once more, and nothing tells whether the portal has them. */
  readonly mayRepeat: boolean;
}

/** Taking a batch, and the intent before its call leaves. All of it runs in one transaction of the caller. */
export class SendingRepository {
  constructor(private readonly db: EntityManager) {}

  /** Takes a batch, once; `null` when it was taken before, given up, or nothing in it is left to send. */
  async take(batchId: string, worker: string, leaseMs: number): Promise<TakenBatch | null> {
    const [taken] = await returning<Omit<TakenBatch, 'items'>>(
      this.db,
      `UPDATE batch SET epoch = epoch + 1, worker = $2, sent_at = clock_timestamp(),
         lease_until = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE id = $1 AND sent_at IS NULL AND closed_at IS NULL AND lease_until > clock_timestamp()
       RETURNING id, epoch, job, op, is_updating AS "isUpdating"`,
      [batchId, worker, leaseMs],
    );
    if (!taken) return null;
    await this.db.query('SELECT id FROM lane WHERE batch_id = $1 ORDER BY id FOR UPDATE', [batchId]);
    const items = await this.db.query<TakenItem[]>(TAKEN_ITEMS[taken.op], [batchId]);
    await this.letGoOfOthers(batchId, items);
    if (items.length > 0) return { ...taken, items };
    await this.closeUnsent(batchId);
    return null;
  }

  /** Closes a batch that was not sent; its lanes stay due. */
  async closeUnsent(batchId: string): Promise<void> {
    await this.db.query('UPDATE batch SET closed_at = clock_timestamp(), sent_at = NULL WHERE id = $1', [batchId]);
    await this.db.query('UPDATE lane SET batch_id = NULL WHERE batch_id = $1', [batchId]);
  }

  /** As {@link closeUnsent}, where nobody has taken the batch. */
  async voidQueued(batchId: string): Promise<void> {
    await this.db.query(
      `WITH void AS (UPDATE batch SET closed_at = clock_timestamp()
                     WHERE id = $1 AND sent_at IS NULL AND closed_at IS NULL RETURNING id)
       UPDATE lane SET batch_id = NULL FROM void WHERE batch_id = void.id`,
      [batchId],
    );
  }

  /**
   * Writes down the call and marks each lane: from here on it may have reached the portal.
   *
   * @returns Attempt by lane id.
   */
  async recordIntent(batch: TakenBatch, call: CallRecord): Promise<Map<string, string>> {
    const items = batch.items.map(({ laneId, stream, version, fromSeq, toSeq, rows: elements }) => {
      return { laneId, stream, version, fromSeq, toSeq, elements };
    });
    const rows = await returning<{ laneId: string; attemptId: string }>(this.db, INTENT, [
      batch.id,
      batch.op,
      call.sessionEpoch,
      batch.isUpdating,
      call.request,
      call.worker,
      JSON.stringify(items),
      call.quarantineMs,
    ]);
    return new Map(rows.map(({ laneId, attemptId }) => [laneId, attemptId]));
  }

  /** Lanes held since the claim, or with nothing of this kind to send any more. */
  private async letGoOfOthers(batchId: string, items: readonly TakenItem[]): Promise<void> {
    await this.db.query('UPDATE lane SET batch_id = NULL WHERE batch_id = $1 AND NOT id = ANY($2)', [
      batchId,
      items.map(({ laneId }) => laneId),
    ]);
  }
}
