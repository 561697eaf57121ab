import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import type { SpaceRecord } from './space-record.js';
import { SpaceEntity } from './space.entity.js';

/** What spaces there are. Their records are elsewhere. */
export class SpaceRepository {
  constructor(private readonly db: EntityManager) {}

  async find(id: string): Promise<SpaceRecord | null> {
    const row = await this.db.findOneBy(SpaceEntity, { id });
    return row && toRecord(row);
  }

  async list(): Promise<SpaceRecord[]> {
    return (await this.db.find(SpaceEntity, { order: { id: 'ASC' } })).map(toRecord);
  }

  /** @returns false when one of this name is there already; nothing is stored then. */
  async insert(record: SpaceRecord): Promise<boolean> {
    const inserted = await this.db
      .createQueryBuilder()
      .insert()
      .into(SpaceEntity)
      .values(toRow(record))
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length === 1;
  }

  async update(id: string, changes: Partial<Omit<SpaceRecord, 'id'>>): Promise<void> {
    const row = toRow(changes);
    // Nothing to change is no mistake; TypeORM would call it one.
    if (Object.values<unknown>(row).some((value) => value !== undefined))
      await this.db.update(SpaceEntity, { id }, row);
  }

  async remove(id: string): Promise<void> {
    await this.db.delete(SpaceEntity, { id });
  }
}

function toRecord({ seed, segmentFrom, ...others }: SpaceEntity): SpaceRecord {
  return { ...others, seed: Number(seed), segmentFrom: Number(segmentFrom) };
}

/** PostgreSQL's large numbers are text to the driver. */
function toRow({ seed, segmentFrom, ...others }: Partial<SpaceRecord>): QueryDeepPartialEntity<SpaceEntity> {
  return {
    ...(others as QueryDeepPartialEntity<SpaceEntity>),
    ...(seed === undefined ? {} : { seed: String(seed) }),
    ...(segmentFrom === undefined ? {} : { segmentFrom: String(segmentFrom) }),
  };
}
