import type { EntityManager } from 'typeorm';

/** Numbers of dossiers, unit by unit: each is given once. */
export class DossierNumberRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** The next number of a unit, from 1. */
  async next(unit: string): Promise<number> {
    const rows: { last: string }[] = await this.db.query(
      `INSERT INTO dossier_number AS held (space, unit, last) VALUES ($1, $2, 1)
       ON CONFLICT (space, unit) DO UPDATE SET last = held.last + 1 RETURNING last`,
      [this.space, unit],
    );
    return Number(rows[0]?.last);
  }
}
