import type { EntityManager } from 'typeorm';

/** Numbers of a space that are given out once, kind by kind. */
export class CounterRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Sets `count` numbers aside. @returns the last number that was set aside before. */
  async reserve(kind: string, count: number): Promise<number> {
    const rows: { reserved: string }[] = await this.db.query(
      `INSERT INTO counter AS held (space, kind, reserved) VALUES ($1, $2, $3)
       ON CONFLICT (space, kind) DO UPDATE SET reserved = held.reserved + $3 RETURNING reserved`,
      [this.space, kind, count],
    );
    return Number(rows[0]?.reserved ?? count) - count;
  }

  /** Takes back what was set aside and not given out: `used` is the last number that was. */
  async settle(kind: string, used: number): Promise<void> {
    await this.db.query('UPDATE counter SET reserved = $3 WHERE space = $1 AND kind = $2', [this.space, kind, used]);
  }
}
