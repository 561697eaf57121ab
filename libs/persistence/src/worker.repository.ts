import type { EntityManager } from 'typeorm';

/** Which worker processes are alive. */
export class WorkerRepository {
  constructor(private readonly db: EntityManager) {}

  /** It lives, and may have so many calls under way. */
  async beat(id: string, callsAllowed: number): Promise<void> {
    await this.db.query(
      `INSERT INTO worker (id, calls_allowed) VALUES ($1, $2)
       ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp(), calls_allowed = $2`,
      [id, callsAllowed],
    );
    await this.db.query(`DELETE FROM worker WHERE beat_at < clock_timestamp() - interval '7 days'`);
  }

  /** Workers of one machine or container heard of in the last `withinS` seconds; their ids start with its name. */
  async countAlive(host: string, withinS: number): Promise<number> {
    const [row] = await this.db.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM worker
       WHERE starts_with(id, $1 || ':') AND beat_at > clock_timestamp() - $2 * interval '1 second'`,
      [host, withinS],
    );
    return row?.n ?? 0;
  }
}
