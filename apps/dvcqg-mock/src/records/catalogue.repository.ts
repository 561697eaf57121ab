import type { EntityManager } from 'typeorm';
import { AgencyEntity, FieldEntity, ProcedureEntity } from './catalogue.entity.js';
import type { CatalogueFiles } from './catalogue-files.js';
import { NationalCatalogue } from './national-catalogue.js';
import { DEFAULT_SPACE } from './space-record.js';

/** Rows of one statement; PostgreSQL takes 65 535 parameters. */
const CHUNK = 2_000;
const KEY = ['space', 'code'];

export class CatalogueRepository {
  constructor(private readonly db: EntityManager) {}

  /** Stores what the files say; an entry that is there already is overwritten, one that is not in the files stays. */
  async seed({ agencies, fields, procedures }: CatalogueFiles): Promise<void> {
    for (const rows of chunks(agencies)) await this.db.upsert(AgencyEntity, rows, KEY);
    for (const rows of chunks(fields)) await this.db.upsert(FieldEntity, rows, KEY);
    for (const rows of chunks(procedures)) await this.db.upsert(ProcedureEntity, rows, KEY);
  }

  /** The catalogue as it stands, for answering without a round trip. */
  async load(): Promise<NationalCatalogue> {
    const all = { where: { space: DEFAULT_SPACE }, order: { code: 'ASC' } } as const;
    const agencies = await this.db.find(AgencyEntity, all);
    const fields = await this.db.find(FieldEntity, all);
    const procedures = await this.db.find(ProcedureEntity, all);
    return new NationalCatalogue(agencies, fields, procedures);
  }
}

function chunks<T>(rows: readonly T[]): (T & { space: string })[][] {
  const placed = rows.map((row) => ({ ...row, space: DEFAULT_SPACE }));
  return Array.from({ length: Math.ceil(placed.length / CHUNK) }, (_, i) => placed.slice(i * CHUNK, (i + 1) * CHUNK));
}
