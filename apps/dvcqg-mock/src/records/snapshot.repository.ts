import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { SnapshotEntity } from './snapshot.entity.js';
import type { SpaceOrigin } from './space-record.js';
import { STATE_TABLES, rowAsJson } from './state-tables.js';

export interface StateHash {
  readonly sha256: string;
  readonly rows: number;
}

export interface SnapshotRecord {
  readonly name: string;
  readonly takenAt: Date;
  readonly note: string;
  readonly sha256: string;
  readonly bytes: number;
}

interface TableDigest {
  readonly name: string;
  readonly rows: string;
  readonly digest: string;
}

/** Digests and copies of what one space holds, table by table, row by row. */
export class SnapshotRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Equal for spaces that hold the same rows in the same order, and the same `origin`, whatever their names. */
  async hash(origin: object): Promise<StateHash> {
    const parts = STATE_TABLES.map(
      (table, index) =>
        `SELECT ${String(index)} AS place, '${table.name}' AS name, count(*) AS rows, encode(sha256(coalesce(string_agg(
           sha256(convert_to((${rowAsJson(table)})::text, 'UTF8')), ''::bytea ORDER BY ${table.orderBy}), ''::bytea)), 'hex') AS digest
         FROM ${table.name} AS held WHERE space = $1`,
    );
    const tables: TableDigest[] = await this.db.query(`${parts.join(' UNION ALL ')} ORDER BY place`, [this.space]);
    const held = tables.filter(({ rows }) => rows !== '0').map(({ name, digest }) => [name, digest]);
    return {
      sha256: createHash('sha256')
        .update(JSON.stringify(['dvcqg-state/1', held, origin]))
        .digest('hex'),
      rows: tables.reduce((sum, { rows }) => sum + Number(rows), 0),
    };
  }

  /** Copies every row under a name; a copy of this name is replaced. */
  async take(snapshot: Omit<SnapshotRecord, 'bytes'>, origin: SpaceOrigin): Promise<SnapshotRecord> {
    await this.remove(snapshot.name);
    for (const table of STATE_TABLES) {
      await this.db.query(
        `INSERT INTO snapshot_row (space, snapshot, source, place, content)
         SELECT $1, $2, '${table.name}', row_number() OVER (ORDER BY ${table.orderBy}), ${rowAsJson(table)}
         FROM ${table.name} AS held WHERE space = $1`,
        [this.space, snapshot.name],
      );
    }
    const sizes: { bytes: string }[] = await this.db.query(
      `SELECT coalesce(sum(octet_length(content::text)), 0) AS bytes FROM snapshot_row WHERE space = $1 AND snapshot = $2`,
      [this.space, snapshot.name],
    );
    const bytes = Number(sizes[0]?.bytes ?? 0);
    await this.db.insert(SnapshotEntity, { ...snapshot, space: this.space, bytes: String(bytes), origin });
    return { ...snapshot, bytes };
  }

  /** Puts the rows of a copy, of this space or of another one, in place of those that are there. */
  async restore(from: { readonly space: string; readonly name: string }): Promise<void> {
    for (const { name } of STATE_TABLES) await this.db.query(`DELETE FROM ${name} WHERE space = $1`, [this.space]);
    for (const { name, isNumbered } of STATE_TABLES) {
      const columns = await this.columnsOf(name, isNumbered);
      await this.db.query(
        `INSERT INTO ${name} (space, ${columns}) SELECT $3, ${columns} FROM (
           SELECT place, (jsonb_populate_record(null::${name}, content)).* FROM snapshot_row
           WHERE space = $1 AND snapshot = $2 AND source = '${name}') AS held ORDER BY place`,
        [from.space, from.name, this.space],
      );
    }
  }

  async find(name: string): Promise<(SnapshotRecord & { readonly origin: SpaceOrigin }) | null> {
    const row = await this.db.findOneBy(SnapshotEntity, { space: this.space, name });
    return row && { ...toRecord(row), origin: row.origin };
  }

  async list(): Promise<SnapshotRecord[]> {
    return (await this.db.find(SnapshotEntity, { where: { space: this.space }, order: { name: 'ASC' } })).map(toRecord);
  }

  /** @returns false when there was none of this name. */
  async remove(name: string): Promise<boolean> {
    await this.db.query(`DELETE FROM snapshot_row WHERE space = $1 AND snapshot = $2`, [this.space, name]);
    const { affected } = await this.db.delete(SnapshotEntity, { space: this.space, name });
    return affected === 1;
  }

  /** Every column that a copy carries: all but the space, and numbers the database gives. */
  private async columnsOf(table: string, isNumbered: boolean): Promise<string> {
    const rows: { name: string }[] = await this.db.query(
      `SELECT quote_ident(attname) AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL($2) ORDER BY attnum`,
      [table, isNumbered ? ['space', 'id'] : ['space']],
    );
    return rows.map(({ name }) => name).join(', ');
  }
}

function toRecord({ name, takenAt, note, sha256, bytes }: SnapshotEntity): SnapshotRecord {
  return { name, takenAt, note, sha256, bytes: Number(bytes) };
}
