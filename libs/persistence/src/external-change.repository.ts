import type { EntityManager } from 'typeorm';
import { ExternalChangeEntity } from './external-change.entity.js';

/** What became of a row. Without faults it was taken in. */
interface TakenRow {
  readonly id: string;
  readonly faults: readonly object[];
}

/** Rows that another system has written. */
export class ExternalChangeRepository {
  constructor(private readonly db: EntityManager) {}

  /**
   * The next rows that nobody has looked at, in the order of their numbers. Only one process at a time is given any,
   * since two could commit rows of one dossier in the wrong order.
   */
  async listNew(limit: number): Promise<ExternalChangeEntity[]> {
    const [turn] = await this.db.query<{ isOurs: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtext('external_change')) AS "isOurs"`,
    );
    if (turn?.isOurs !== true) return [];
    return this.db.find(ExternalChangeEntity, { where: { state: 'new' }, order: { id: 'ASC' }, take: limit });
  }

  /** Writes back what became of them, where their writer sees it. */
  async settle(rows: readonly TakenRow[]): Promise<void> {
    await this.db.query(
      `UPDATE external_change e SET taken_at = app_now(), faults = nullif(r.faults, '[]'),
         state = CASE WHEN r.faults = '[]' THEN 'taken' ELSE 'refused' END
       FROM jsonb_to_recordset($1) AS r(id bigint, faults jsonb) WHERE e.id = r.id`,
      [JSON.stringify(rows)],
    );
  }
}
