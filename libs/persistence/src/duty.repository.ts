import type { Duty, IsoDate } from '@dvc/domain';
import type { EntityManager } from 'typeorm';

/** Duties of directives. */
export class DutyRepository {
  constructor(private readonly db: EntityManager) {}

  /** Of one plan, or of all. */
  async list(planId: string | null): Promise<Duty[]> {
    return this.db.query(
      `SELECT plan_id AS "planId", n, actor, text, wording, deadline::text, done_on::text AS "doneOn", evidence
       FROM duty WHERE $1::text IS NULL OR plan_id = $1 ORDER BY plan_id, n`,
      [planId],
    );
  }

  /** New duties; one that is known keeps whether it is done. */
  async save(duties: readonly Omit<Duty, 'doneOn' | 'evidence'>[]): Promise<void> {
    await this.db.query(
      `INSERT INTO duty (plan_id, n, actor, text, wording, deadline)
       SELECT "planId", n, actor, text, wording, deadline FROM jsonb_to_recordset($1)
         AS d("planId" text, n int, actor text, text text, wording text, deadline date)
       ON CONFLICT (plan_id, n) DO UPDATE SET actor = excluded.actor, text = excluded.text, wording = excluded.wording,
         deadline = excluded.deadline`,
      [JSON.stringify(duties)],
    );
  }

  /** @returns False where there is no such duty. */
  async finish(planId: string, n: number, { on, evidence }: { on: IsoDate; evidence: string }): Promise<boolean> {
    const [, touched] = await this.db.query<[unknown, number]>(
      'UPDATE duty SET done_on = $3, evidence = $4 WHERE plan_id = $1 AND n = $2',
      [planId, n, on, evidence],
    );
    return touched > 0;
  }
}
