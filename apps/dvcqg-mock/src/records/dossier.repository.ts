import type { EntityManager } from 'typeorm';
import { DossierEntity, DossierHistoryEntity } from './dossier.entity.js';
import type { DossierRecord, StatusChange, WireFields } from './dossier-record.js';
import { lockKeys } from './lock-keys.js';
import { runPrepared, type Prepared } from './prepared.js';
import { Together } from './together.js';

const FROM_JSON = `jsonb_to_recordset($1::jsonb)
  AS item(code text, copy integer, owner text, origin text, status text, fields jsonb)`;

/** A copy of a dossier with how far its steps have come. */
export interface DossierFound {
  readonly owner: string;
  readonly fields: WireFields;
  readonly steps: number;
  /** Moment of the last step; empty before the first. */
  readonly lastStep: string;
}

const LOOK_UP: Prepared = {
  name: 'dossier-look-up',
  text: `SELECT code, owner, fields, count AS steps, last AS "lastStep" FROM dossier CROSS JOIN LATERAL
      (SELECT count(*)::integer, coalesce(max(moment), '') AS last FROM progress_row step
       WHERE step.space = dossier.space AND step.code = dossier.code) AS step
    WHERE space = $1 AND code = ANY($2) ORDER BY copy`,
};

/** Dossiers and their way through the statuses. One statement for all items of a call. */
export class DossierRepository {
  private readonly looking = new Together((codes: readonly string[]) => this.lookUpAll(codes));

  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** The newest copy of each stored dossier among `codes`. Until the transaction ends nobody else creates or changes one of them. */
  async lockKnown(codes: readonly string[]): Promise<Map<string, DossierEntity>> {
    if (codes.length === 0) return new Map();
    await lockKeys(this.db, `${this.space}/dossier`, codes);
    const rows = await this.db
      .createQueryBuilder(DossierEntity, 'dossier')
      .where('dossier.space = :space AND dossier.code = ANY(:codes)', { space: this.space, codes })
      .orderBy('dossier.copy')
      .getMany();
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** Stores dossiers that are not there, under keys that are held. */
  async insert(dossiers: readonly DossierRecord[], now: Date): Promise<void> {
    if (dossiers.length === 0) return;
    await this.db.query(
      `INSERT INTO dossier (space, code, copy, owner, origin, status, fields, revision, created_at, updated_at)
       SELECT $2, code, copy, owner, origin, status, fields, 1, $3, $3 FROM ${FROM_JSON}`,
      [JSON.stringify(dossiers), this.space, now],
    );
  }

  /** Overwrites dossiers that are there, under keys that are held. */
  async replace(dossiers: readonly DossierRecord[], now: Date): Promise<void> {
    if (dossiers.length === 0) return;
    await this.db.query(
      `UPDATE dossier SET status = item.status, fields = item.fields, revision = revision + 1, updated_at = $3
       FROM ${FROM_JSON}
       WHERE dossier.space = $2 AND dossier.code = item.code AND dossier.copy = item.copy`,
      [JSON.stringify(dossiers), this.space, now],
    );
  }

  async addHistory(changes: readonly StatusChange[], now: Date): Promise<void> {
    if (changes.length === 0) return;
    await this.db.query(
      `INSERT INTO dossier_history (space, code, service, from_status, to_status, changed_at)
       SELECT $2, code, service, "fromStatus", "toStatus", $3 FROM jsonb_to_recordset($1::jsonb)
         AS change(code text, service text, "fromStatus" text, "toStatus" text)`,
      [JSON.stringify(changes), this.space, now],
    );
  }

  /** Every copy of one dossier as the portal shows it, oldest first. */
  async lookUp(code: string): Promise<readonly DossierFound[]> {
    return this.looking.ask(code);
  }

  /** Every copy of one dossier, oldest first. */
  async listByCode(code: string): Promise<DossierEntity[]> {
    return this.db.find(DossierEntity, { where: { space: this.space, code }, order: { copy: 'ASC' } });
  }

  async listHistory(code: string): Promise<DossierHistoryEntity[]> {
    return this.db.find(DossierHistoryEntity, { where: { space: this.space, code }, order: { id: 'ASC' } });
  }

  /** For the control API: dossiers after `from`, by code. */
  async page(from: string, limit: number): Promise<DossierEntity[]> {
    return this.db
      .createQueryBuilder(DossierEntity, 'dossier')
      .where('dossier.space = :space AND dossier.code > :from', { space: this.space, from })
      .orderBy('dossier.code')
      .addOrderBy('dossier.copy')
      .limit(limit)
      .getMany();
  }

  private async lookUpAll(codes: readonly string[]): Promise<DossierFound[][]> {
    const rows = await this.readFound([this.space, codes]);
    return codes.map((wanted) => rows.filter(({ code }) => code === wanted));
  }

  /** A view of the past may stand before the table; a statement that was prepared without it would not see it. */
  private async readFound(values: unknown[]): Promise<(DossierFound & { code: string })[]> {
    return this.db.queryRunner ? this.db.query(LOOK_UP.text, values) : runPrepared(this.db, LOOK_UP, values);
  }
}
