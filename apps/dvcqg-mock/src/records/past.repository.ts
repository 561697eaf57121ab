import type { EntityManager } from 'typeorm';

/** Tables with rows that change, and the column that says since when each row is as it is. */
const CHANGING = { dossier: 'code, copy', service: 'province, code', kept_item: 'kind, owner, code' } as const;

interface Acknowledged {
  readonly service: string;
  readonly codes: readonly string[];
  /** When the call came, and when it was answered: what it added carries a time between. */
  readonly from: Date;
  readonly until: Date;
}

/** What was: kept while somebody may ask, read back, and what the portal loses. */
export class PastRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** Until the transaction ends, rows that are overwritten or taken away are kept as they were. */
  async keep(now: Date): Promise<void> {
    await this.db.query(`SELECT set_config('mock.now', $1, true)`, [now.toISOString()]);
  }

  /**
   * Does some reading in the state of an earlier instant: for so long, views of that state stand before the tables.
   * A row whose past was not kept is seen as it is.
   */
  async readAsOf<T>(instant: Date, read: () => Promise<T>): Promise<T> {
    await this.db.query('SAVEPOINT before_the_past');
    for (const view of pastViews(instant)) await this.db.query(view);
    const found = await read();
    await this.db.query('ROLLBACK TO SAVEPOINT before_the_past');
    return found;
  }

  /** The portal loses what it has acknowledged. A dossier leaves a line in its history. @returns rows that are gone. */
  async lose({ service, codes, from, until }: Acknowledged, now: Date): Promise<number> {
    const place = [this.space, codes];
    if (service === 'DongBoHoSoMC') {
      return this.count(
        `WITH gone AS (DELETE FROM dossier WHERE space = $1 AND code = ANY($2) RETURNING code, status, copy),
           noted AS (INSERT INTO dossier_history (space, code, service, from_status, to_status, changed_at)
             SELECT $1, code, 'forget', status, 'forgotten', $3 FROM gone)
         SELECT count(*) AS rows FROM gone`,
        [...place, now],
      );
    }
    if (service === 'DongBoDVC') {
      return this.count(deleting('service', 'code = ANY($2)'), place);
    }
    const isNew = 'code = ANY($2) AND %s BETWEEN $3 AND $4';
    const progress = deleting('progress_row', isNew.replace('%s', 'stored_at'));
    const kept = deleting('kept_item', isNew.replace('%s', 'updated_at'));
    return this.count(service === 'CapNhatTienDoHoSoMC' ? progress : kept, [...place, from, until]);
  }

  private async count(statement: string, values: unknown[]): Promise<number> {
    const rows: { rows: string }[] = await this.db.query(statement, values);
    return Number(rows[0]?.rows ?? 0);
  }
}

function deleting(table: string, condition: string): string {
  return `WITH gone AS (DELETE FROM ${table} WHERE space = $1 AND ${condition} RETURNING 1) SELECT count(*) AS rows FROM gone`;
}

/** A view takes no parameters: the instant is written into it, from a Date and so always of one form. */
function pastViews(instant: Date): string[] {
  const then = `'${instant.toISOString()}'::timestamptz`;
  const changing = Object.entries(CHANGING).map(([table, key]) => {
    const keyOf = (row: string): string =>
      `(${key
        .split(', ')
        .map((column) => `${row}.${column}`)
        .join(', ')})`;
    const was = `SELECT was.* FROM public.row_version AS version,
        jsonb_populate_record(NULL::public.${table}, version.fields) AS was WHERE version.source = '${table}'`;
    return `CREATE TEMP VIEW ${table} AS
      SELECT * FROM public.${table} AS now WHERE now.updated_at <= ${then}
      UNION ALL ${was} AND version.valid_from <= ${then} AND ${then} < version.valid_to
      ${
        table === 'kept_item'
          ? ''
          : `UNION ALL SELECT * FROM public.${table} AS now
        WHERE now.created_at <= ${then} AND now.updated_at > ${then} AND NOT EXISTS
          (${was} AND version.space = now.space AND version.valid_to > ${then} AND ${keyOf('was')} = ${keyOf('now')})`
      }`;
  });
  return [...changing, `CREATE TEMP VIEW progress_row AS SELECT * FROM public.progress_row WHERE stored_at <= ${then}`];
}
