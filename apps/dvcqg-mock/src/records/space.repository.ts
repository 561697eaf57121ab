import type { EntityManager } from 'typeorm';
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
      .values({ ...record, seed: String(record.seed), accounts: [...record.accounts] })
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length === 1;
  }

  async update(id: string, { seed, accounts, ...changes }: Partial<Omit<SpaceRecord, 'id'>>): Promise<void> {
    await this.db.update(
      SpaceEntity,
      { id },
      {
        ...changes,
        ...(seed === undefined ? {} : { seed: String(seed) }),
        ...(accounts ? { accounts: [...accounts] } : {}),
      },
    );
  }

  async remove(id: string): Promise<void> {
    await this.db.delete(SpaceEntity, { id });
  }
}

function toRecord({ seed, ...others }: SpaceEntity): SpaceRecord {
  return { ...others, seed: Number(seed) };
}
