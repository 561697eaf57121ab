import { In, type EntityManager } from 'typeorm';
import { ProgressRowEntity } from './dossier.entity.js';
import type { ProgressRecord } from './dossier-record.js';

/** Steps that dossiers have gone through. Rows are added, never changed. */
export class ProgressRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Digest of every stored step of these dossiers. */
  async digestsOf(codes: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.find(ProgressRowEntity, {
      select: { digest: true },
      where: { space: this.space, code: In([...codes]) },
    });
    return new Set(rows.map(({ digest }) => digest));
  }

  /** Moment of the last step of each of these dossiers. */
  async lastMoments(codes: readonly string[]): Promise<Map<string, string>> {
    const rows: { code: string; last: string }[] = await this.db.query(
      'SELECT code, max(moment) AS last FROM progress_row WHERE space = $1 AND code = ANY($2) GROUP BY code',
      [this.space, codes],
    );
    return new Map(rows.map(({ code, last }) => [code, last]));
  }

  async add(rows: readonly ProgressRecord[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    await this.db.query(
      `INSERT INTO progress_row (space, code, owner, moment, digest, fields, stored_at)
       SELECT $2, item.value->>'code', item.value->>'owner', item.value->>'moment', item.value->>'digest',
         item.value->'fields', $3
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS item(value, place) ORDER BY place`,
      [JSON.stringify(rows), this.space, now],
    );
  }

  async listByCode(code: string): Promise<ProgressRowEntity[]> {
    return this.db.find(ProgressRowEntity, { where: { space: this.space, code }, order: { id: 'ASC' } });
  }
}
