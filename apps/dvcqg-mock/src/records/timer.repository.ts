import type { EntityManager } from 'typeorm';
import type { WireFields } from './dossier-record.js';
import { TimerEntity } from './timer.entity.js';

export interface TimerRecord {
  readonly id: number;
  readonly dueAt: Date;
  readonly rank: number;
  readonly kind: string;
  readonly ref: string;
  readonly payload: WireFields;
}

/** What is still to happen in one space. */
export class TimerRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  async list(): Promise<TimerRecord[]> {
    const rows = await this.db.find(TimerEntity, { where: { space: this.space }, order: { id: 'ASC' } });
    return rows.map(({ id, dueAt, rank, kind, ref, payload }) => ({ id: Number(id), dueAt, rank, kind, ref, payload }));
  }

  async add(timers: readonly TimerRecord[]): Promise<void> {
    const { space } = this;
    const rows = timers.map(({ id, payload, ...timer }) => {
      const content: object = payload;
      return { ...timer, id: String(id), space, payload: content };
    });
    await this.db.createQueryBuilder().insert().into(TimerEntity).values(rows).updateEntity(false).execute();
  }

  /** @returns false when it is gone already: it may not happen a second time. */
  async take(id: number): Promise<boolean> {
    const { affected } = await this.db.delete(TimerEntity, { space: this.space, id: String(id) });
    return affected === 1;
  }
}
