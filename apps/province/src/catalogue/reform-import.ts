import { Inject, Injectable } from '@nestjs/common';
import { REFORM_COLUMNS, checkReform, type CheckedReform, type PlanFault } from '@dvc/domain';
import { Store, type Repositories } from '@dvc/persistence';
import type { Upload } from '../plan/receive-upload.js';
import { readReformFile } from './reform-file.js';
import type { ImportReformDto } from './reform.dto.js';
import { ServicePublisher } from './service-publisher.js';

/** Answer to a reform map: what was found, and what became of it. */
export interface ReformReport {
  readonly isDryRun: boolean;
  readonly isStored: boolean;
  readonly total: number;
  /** Agencies that end. */
  readonly closed: number;
  /** Agencies that begin. */
  readonly opened: number;
  /** Services that change hands; the portal hears of them on the day. */
  readonly services: number;
  readonly faults: readonly PlanFault[];
  readonly faultsTotal: number;
}

/** Agencies close and merge on a day: who carries on with what. */
@Injectable()
export class ReformImport {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(ServicePublisher) private readonly publisher: ServicePublisher,
  ) {}

  /** All lines of a map or none. A later map about the same agency replaces what the earlier one said. */
  async import({ path, name }: Upload, wishes: ImportReformDto): Promise<ReformReport> {
    const { lines, faults: unreadable, total } = await readReformFile(path, name);
    return this.store.inTransaction(async (repositories) => {
      const checked = checkReform(lines, await worldOf(repositories));
      const faults = [...unreadable, ...checked.faults.map((fault) => toPlanFault(fault, checked, name))];
      faults.sort((a, b) => a.row - b.row);
      const closed = new Set(checked.successions.map(({ from }) => from)).size;
      const told = { isDryRun: wishes.dryRun, total, closed, opened: checked.opened.length };
      const mayStore = faults.length === 0 && !wishes.dryRun;
      const services = mayStore ? await this.storeChecked(checked, wishes, repositories) : 0;
      return { ...told, isStored: mayStore, services, faults, faultsTotal: faults.length };
    });
  }

  private async storeChecked(
    { opened, successions }: CheckedReform,
    { by, decision }: ImportReformDto,
    repositories: Repositories,
  ): Promise<number> {
    await repositories.reforms.save(opened, successions, { by, decision });
    const { moved, now } = await repositories.reforms.moveServices(successions);
    if (now.length > 0) await this.publisher.tell(now, 'reform', repositories);
    return moved;
  }
}

async function worldOf({ catalogue, reforms }: Repositories): Promise<Parameters<typeof checkReform>[1]> {
  const procedures = await catalogue.listProcedures();
  return {
    agencies: await catalogue.listAgencies(),
    procedureCodes: new Set(procedures.map(({ code }) => code)),
    successions: await reforms.list(),
  };
}

function toPlanFault(
  { line, column, finding }: CheckedReform['faults'][number],
  { lines }: CheckedReform,
  file: string,
): PlanFault {
  const value = lines.find((read) => read.line === line)?.[column] ?? '';
  return { file, row: line, column: REFORM_COLUMNS[column], value, ...finding };
}
