import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** What this installation of the mock keeps to itself, over every restart and every reset. */
export class InstallationRepository {
  constructor(private readonly db: EntityManager) {}

  /** Made when it is first asked for. */
  async secret(name: string): Promise<Buffer> {
    await this.db.query('INSERT INTO installation (name, secret) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      name,
      randomBytes(32),
    ]);
    const rows: { secret: Buffer }[] = await this.db.query('SELECT secret FROM installation WHERE name = $1', [name]);
    const [row] = rows;
    if (!row) throw new Error(`No secret "${name}" in the mock's database.`);
    return row.secret;
  }
}
