import { stat } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DossierReading, readRow, type DossierFault, type DossierRow } from '@dvc/domain';
import { Store, type Repositories } from '@dvc/persistence';
import { OneAtATime } from '../plan/one-at-a-time.js';
import type { Upload } from '../plan/receive-upload.js';
import { DossierCatalogueReader, type DossierCatalogue } from './dossier-catalogue.js';
import { DossierChanges } from './dossier-changes.js';
import { findDossierFileKind } from './dossier-file-kind.js';
import { DossierFile, type DossierFileLine } from './dossier-file.js';
import { DossierImportTally, type DossierImportReport } from './dossier-import-report.js';

/** Lines of one set of statements. */
const LINES_AT_ONCE = 1_000;

export interface ImportWishes {
  /** Store the good lines although others are rejected. */
  readonly partial: boolean;
  /** Say what would change; store nothing. */
  readonly dryRun: boolean;
}

/** How far an import is. */
export interface ImportProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
  readonly lines: number;
}

/** A good line that waits for its set to be full. */
interface GoodLine {
  readonly line: number;
  readonly row: DossierRow;
  readonly written: (field: string) => string;
}

/** Leaves the transaction with nothing stored. */
class NothingStored extends Error {}

/** Dossiers from a file: every line is tried in one transaction, which is then kept or not. */
@Injectable()
export class DossierImport {
  /** One file at a time keeps memory flat. */
  private readonly imports = new OneAtATime();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(DossierChanges) private readonly changes: DossierChanges,
    @Inject(DossierCatalogueReader) private readonly catalogues: DossierCatalogueReader,
  ) {}

  /** A dry run and a refused file do the same work as one that is stored, so they find the same. */
  async import(
    upload: Upload,
    wishes: ImportWishes,
    tell: (progress: ImportProgress) => void,
  ): Promise<DossierImportReport> {
    return this.imports.run(async () => {
      const tally = new DossierImportTally();
      try {
        await this.store.inTransaction(async (repositories) => {
          await this.takeLines(upload.path, tally, { repositories, tell });
          const isKept = !wishes.dryRun && (tally.isFaultless || wishes.partial);
          if (!isKept) throw new NothingStored();
        });
        return tally.report(false, true);
      } catch (error) {
        if (error instanceof NothingStored) return tally.report(wishes.dryRun, false);
        throw error;
      }
    });
  }

  private async takeLines(path: string, tally: DossierImportTally, run: ImportRun): Promise<void> {
    const catalogue = await this.catalogues.read(run.repositories);
    const totalBytes = (await stat(path)).size;
    const file = new DossierFile(path, await findDossierFileKind(path));
    const seen = new Map<string, number>();
    let good: GoodLine[] = [];
    const flush = async (): Promise<void> => {
      await this.commit(good, tally, { ...run, catalogue });
      good = [];
      run.tell({ readBytes: file.readBytes, totalBytes, lines: tally.total });
    };
    for await (const line of file.lines()) {
      const { row, faults } = checkLine(line, catalogue, seen);
      if (row === null) tally.reject(line.line, faults);
      else good.push({ line: line.line, row, written: line.written });
      if (good.length >= LINES_AT_ONCE) await flush();
    }
    await flush();
  }

  private async commit(
    lines: readonly GoodLine[],
    tally: DossierImportTally,
    { catalogue, repositories }: ImportRun & { readonly catalogue: DossierCatalogue },
  ): Promise<void> {
    const wishes = lines.map(({ row }) => ({ kind: 'record' as const, row }));
    const outcomes = await this.changes.commit(wishes, catalogue, repositories);
    for (const [index, { line, written }] of lines.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error('A line came back without its outcome');
      if (outcome.kind !== 'refused') tally.count(outcome.kind);
      else
        tally.reject(
          line,
          outcome.error.faults.map((fault) => ({ ...fault, field: written(fault.field) })),
        );
    }
  }
}

/** What an import works with. */
interface ImportRun {
  readonly repositories: Repositories;
  readonly tell: (progress: ImportProgress) => void;
}

/** A line's dossier, or everything that is wrong with it. */
function checkLine(
  { line, fields, written, faults }: DossierFileLine,
  catalogue: DossierCatalogue,
  seen: Map<string, number>,
): { readonly row: DossierRow | null; readonly faults: readonly DossierFault[] } {
  if (fields === null) return { row: null, faults };
  const reading = new DossierReading(fields, written);
  const row = readRow(reading, catalogue);
  const { code } = row.dossier;
  const before = seen.get(code);
  if (code !== '' && before === undefined) seen.set(code, line);
  if (before !== undefined) reading.tell('code', 'TWICE', `Mã đã có ở dòng ${String(before)}`, 'Bỏ một dòng.');
  const all = [...faults, ...reading.faults];
  return { row: all.length === 0 ? row : null, faults: all };
}
