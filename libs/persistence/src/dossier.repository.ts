import type { Dossier, DossierStatus, IsoDate, ProgressEntry } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { DossierEntity } from './dossier.entity.js';
import { toDossier, toDossierRow, type StoredDossier } from './dossier-record.js';

/** A step and where it stands. */
export interface NumberedStep extends ProgressEntry {
  readonly dossierCode: string;
  readonly n: number;
}

interface DossierFilter {
  readonly status?: DossierStatus;
  readonly agencyCode?: string;
}

/** Dossiers and their steps. Writes are one statement for any number of rows. */
export class DossierRepository {
  constructor(private readonly db: EntityManager) {}

  async find(code: string): Promise<Dossier | null> {
    const row = await this.db.findOneBy(DossierEntity, { code });
    return row && toDossier(row);
  }

  /** By code, a page at a time; `after` is the last code of the page before. */
  async list(filter: DossierFilter, after: string, limit: number): Promise<Dossier[]> {
    const query = this.db.createQueryBuilder(DossierEntity, 'd').where('d.code > :after', { after });
    if (filter.status !== undefined) query.andWhere('d.status = :status', { status: filter.status });
    if (filter.agencyCode !== undefined) query.andWhere('d.agency_code = :agency', { agency: filter.agencyCode });
    return (await query.orderBy('d.code').limit(limit).getMany()).map(toDossier);
  }

  /** Until the transaction ends nobody else changes them. Locked in one order everywhere; unknown codes are left out. */
  async listLocked(codes: readonly string[]): Promise<StoredDossier[]> {
    const rows = await this.db
      .createQueryBuilder(DossierEntity, 'd')
      .where('d.code = ANY(:codes)', { codes })
      .orderBy('d.code')
      .setLock('pessimistic_write')
      .getMany();
    return rows.map((row) => ({ dossier: toDossier(row), stepCount: row.stepCount }));
  }

  /**
   * Adds dossiers that are new.
   *
   * @returns Codes that somebody else has added meanwhile; theirs are untouched.
   */
  async add(dossiers: readonly StoredDossier[]): Promise<string[]> {
    if (dossiers.length === 0) return [];
    const added = await this.db.query<{ code: string }[]>(`${INSERT} ON CONFLICT (code) DO NOTHING RETURNING code`, [
      toRows(dossiers),
    ]);
    const codes = new Set(added.map(({ code }) => code));
    return dossiers.map(({ dossier }) => dossier.code).filter((code) => !codes.has(code));
  }

  /** Changes dossiers that are locked. */
  async save(dossiers: readonly StoredDossier[]): Promise<void> {
    if (dossiers.length > 0) await this.db.query(UPDATE, [toRows(dossiers)]);
  }

  async addSteps(steps: readonly NumberedStep[]): Promise<void> {
    if (steps.length === 0) return;
    await this.db.query(
      `INSERT INTO dossier_step (dossier_code, n, at, status, by, title, department, content)
       SELECT "dossierCode", n, at, status, by, title, department, content FROM jsonb_to_recordset($1)
         AS s("dossierCode" text, n int, at timestamptz, status text, by text, title text, department text, content text)`,
      [JSON.stringify(steps)],
    );
  }

  /** In the order in which they happened. */
  async listSteps(code: string): Promise<ProgressEntry[]> {
    return this.db.query(
      'SELECT at, status, by, title, department, content FROM dossier_step WHERE dossier_code = $1 ORDER BY n',
      [code],
    );
  }

  /** Numbers for new dossiers of one agency and day: the first of `count` in a row. */
  async takeNumbers(agencyCode: string, day: IsoDate, count: number): Promise<number> {
    const [row] = await this.db.query<{ last: number }[]>(
      `INSERT INTO dossier_number (agency_code, day, last) VALUES ($1, $2, $3)
       ON CONFLICT (agency_code, day) DO UPDATE SET last = dossier_number.last + excluded.last RETURNING last`,
      [agencyCode, day, count],
    );
    if (!row) throw new Error('The database answered without a row');
    return row.last - count + 1;
  }
}

const toRows = (dossiers: readonly StoredDossier[]): string => JSON.stringify(dossiers.map(toDossierRow));

const COLUMNS = `code, procedure_code, agency_code, channel, filed_at_portal, applicant, summary, status, status_at, submitted_at,
  accepted_at, working_days, due_at, is_due_sure, paused_at, finished_at, returned_at, refused_at, fees, supplements,
  result, step_count`;
const ROWS = 'jsonb_populate_recordset(NULL::dossier, $1)';

const INSERT = `INSERT INTO dossier (${COLUMNS}) SELECT ${COLUMNS} FROM ${ROWS} ORDER BY code`;

const UPDATE = `
  UPDATE dossier d SET (${COLUMNS}) = (SELECT ${COLUMNS.replace(/\w+/g, 'r.$&')})
  FROM ${ROWS} r WHERE d.code = r.code`;
