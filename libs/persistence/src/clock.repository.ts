import type { IsoDate } from '@dvc/domain';
import type { EntityManager } from 'typeorm';

/** The time that everything but leases goes by: virtual where one is set. */
export class ClockRepository {
  constructor(private readonly db: EntityManager) {}

  async now(): Promise<Date> {
    const [row] = await this.db.query<{ now: Date }[]>('SELECT app_now() AS now');
    if (!row) throw new Error('The database answered without a row');
    return row.now;
  }

  /** The day it is in Vietnam. */
  async today(): Promise<IsoDate> {
    const [row] = await this.db.query<{ day: IsoDate }[]>(
      `SELECT (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS day`,
    );
    if (!row) throw new Error('The database answered without a row');
    return row.day;
  }
}
