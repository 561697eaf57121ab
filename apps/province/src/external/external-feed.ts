import { Inject, Injectable } from '@nestjs/common';
import { DossierReading, readRow, type DossierFault, type DossierRow } from '@dvc/domain';
import { Store, type Repositories } from '@dvc/persistence';
import { DossierCatalogueReader } from '../dossiers/dossier-catalogue.js';
import { DossierChanges } from '../dossiers/dossier-changes.js';

type WrittenRow = Awaited<ReturnType<Repositories['externalChanges']['listNew']>>[number];

/** Takes in what another system has written into our table: rows, what became of them, and the news are one transaction. */
@Injectable()
export class ExternalFeed {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(DossierChanges) private readonly changes: DossierChanges,
    @Inject(DossierCatalogueReader) private readonly catalogues: DossierCatalogueReader,
  ) {}

  /** The next rows, up to `limit`. @returns How many there were. */
  async take(limit: number): Promise<number> {
    return this.store.inTransaction(async (repositories) => {
      const written = await repositories.externalChanges.listNew(limit);
      if (written.length === 0) return 0;
      const catalogue = await this.catalogues.read(repositories);
      const read = written.map((row) => {
        const reading = new DossierReading(row, toColumn);
        return { id: row.id, row: readRow(reading, catalogue), faults: reading.faults };
      });
      const good = read.filter(({ faults }) => faults.length === 0);
      const outcomes = await this.changes.commit(good.map(toWish), catalogue, repositories);
      const refused = new Map<string, readonly DossierFault[]>();
      for (const [index, outcome] of outcomes.entries())
        if (outcome.kind === 'refused') refused.set(good[index]?.id ?? '', inColumns(outcome.error.faults));
      await repositories.externalChanges.settle(
        read.map(({ id, faults }) => ({ id, faults: refused.get(id) ?? faults })),
      );
      return written.length;
    });
  }

  /** A row that cannot be taken in even alone, through a fault of ours: it must not stop those behind it. */
  async setAside(): Promise<void> {
    await this.store.inTransaction(async ({ externalChanges }) => {
      const rows = await externalChanges.listNew(1);
      await externalChanges.settle(rows.map(({ id }: WrittenRow) => ({ id, faults: [OUR_FAULT] })));
    });
  }
}

const OUR_FAULT: DossierFault = {
  field: '',
  value: '',
  reason: 'LINE_BROKEN',
  message: 'Lỗi bên trong hệ thống',
  hint: 'Người vận hành xem nhật ký của tỉnh, rồi ghi lại dòng này.',
};

const toWish = ({ row }: { row: DossierRow }): { kind: 'record'; row: DossierRow } => ({ kind: 'record', row });

/** `statusAt` → `status_at`: their writer knows columns. */
const toColumn = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const inColumns = (faults: readonly DossierFault[]): DossierFault[] =>
  faults.map((fault) => ({ ...fault, field: toColumn(fault.field) }));
