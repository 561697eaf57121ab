import type { DossierFault } from '@dvc/domain';

/** Faults told one by one; beyond, only their number. */
const MAX_LISTED_FAULTS = 1_000;

/** One fault, and the line it stands on. */
export interface DossierFileFault extends DossierFault {
  readonly line: number;
}

/** Answer to an import. `added + changed + unchanged + rejected = total`. */
export interface DossierImportReport {
  readonly isDryRun: boolean;
  readonly isStored: boolean;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first thousand; `faultsTotal` counts all. */
  readonly faults: readonly DossierFileFault[];
  readonly faultsTotal: number;
}

/** Counts what becomes of the lines of a file. */
export class DossierImportTally {
  private readonly counts = { added: 0, changed: 0, unchanged: 0, rejected: 0 };
  private readonly faults: DossierFileFault[] = [];
  private faultsTotal = 0;

  get total(): number {
    const { added, changed, unchanged, rejected } = this.counts;
    return added + changed + unchanged + rejected;
  }

  get isFaultless(): boolean {
    return this.faultsTotal === 0;
  }

  count(kind: 'added' | 'changed' | 'unchanged'): void {
    this.counts[kind]++;
  }

  reject(line: number, faults: readonly DossierFault[]): void {
    this.counts.rejected++;
    this.faultsTotal += faults.length;
    for (const fault of faults) if (this.faults.length < MAX_LISTED_FAULTS) this.faults.push({ line, ...fault });
  }

  report(isDryRun: boolean, isStored: boolean): DossierImportReport {
    const { total, counts, faultsTotal } = this;
    const faults = this.faults.toSorted((a, b) => a.line - b.line);
    return { isDryRun, isStored, total, ...counts, faults, faultsTotal };
  }
}
