import { In, type EntityManager } from 'typeorm';
import { KeptItemEntity } from './kept-item.entity.js';
import type { KeptItem, KeptKind } from './kept-item.js';
import { lockKeys } from './lock-keys.js';

export class KeptItemRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Those of one kind and of these owners, by code; only some codes, where they are given. */
  async list(kind: KeptKind, owners: readonly string[], codes?: readonly string[]): Promise<KeptItemEntity[]> {
    const only = codes === undefined ? {} : { code: In([...codes]) };
    const where = { space: this.space, kind, owner: In([...owners]), ...only };
    return this.db.find(KeptItemEntity, { where, order: { code: 'ASC', owner: 'ASC' } });
  }

  /** Every owner's. */
  async listAll(kind: KeptKind): Promise<KeptItemEntity[]> {
    return this.db.find(KeptItemEntity, {
      where: { space: this.space, kind },
      order: { code: 'ASC', owner: 'ASC' },
    });
  }

  /** New ones come in, known ones are overwritten. No code may stand twice. */
  async store(kind: KeptKind, items: readonly KeptItem[], now: Date): Promise<void> {
    if (items.length === 0) return;
    await lockKeys(
      this.db,
      `${this.space}/${kind}`,
      items.map(({ owner, code }) => `${owner}/${code}`),
    );
    await this.db.query(
      `INSERT INTO kept_item (space, kind, owner, code, fields, updated_at)
       SELECT $2, $3, owner, code, fields, $4 FROM jsonb_to_recordset($1::jsonb)
         AS item(owner text, code text, fields jsonb)
       ON CONFLICT (space, kind, owner, code) DO UPDATE SET fields = excluded.fields, updated_at = excluded.updated_at`,
      [JSON.stringify(items), this.space, kind, now],
    );
  }
}
