import type { CheckedPlanFile, PlanChange, PlanDifference, PlanFault, PlanRow } from '@dvc/domain';

const SHOWN_CHANGES = 50;

/** One row that importing adds, changes or drops. */
export interface ShownChange {
  readonly kind: PlanChange['kind'];
  readonly line: number;
  readonly serviceCode: string;
  readonly agencyCode: string;
  readonly name: string;
  /** Fields that differ, of a changed row. */
  readonly before?: Partial<PlanRow>;
  readonly after?: Partial<PlanRow>;
}

/** Answer to an import: what was found, and what became of it. `added + changed + unchanged + rejected = total`. */
export interface PlanImportReport {
  readonly planId: string;
  readonly isDryRun: boolean;
  readonly isStored: boolean;
  readonly total: number;
  readonly added: number;
  readonly changed: number;
  /** Stored rows that the file no longer has. */
  readonly dropped: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first thousand; `faultsTotal` counts all. */
  readonly faults: readonly PlanFault[];
  readonly faultsTotal: number;
  /** Headings that were not understood; their cells were not read. */
  readonly unknownColumns: readonly string[];
  /** The first fifty. */
  readonly changes: readonly ShownChange[];
}

export function reportOf(
  planId: string,
  { total, rejected, faults, faultsTotal, unknownColumns }: CheckedPlanFile,
  { changes, unchanged }: PlanDifference,
): Omit<PlanImportReport, 'isDryRun' | 'isStored'> {
  const count = (kind: PlanChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), changed: count('changed'), dropped: count('dropped'), unchanged };
  const shown = changes.slice(0, SHOWN_CHANGES).map(toShownChange);
  return { planId, total, ...counts, rejected, faults, faultsTotal, unknownColumns, changes: shown };
}

function toShownChange(change: PlanChange): ShownChange {
  const row = change.kind === 'dropped' ? change.before : change.after;
  const { line, serviceCode, agencyCode, serviceName: name } = row;
  const shown = { kind: change.kind, line, serviceCode, agencyCode, name };
  if (change.kind !== 'changed') return shown;
  const { before, after } = change;
  const fields = ['serviceName', 'tier', 'level', 'quarter', 'deadline'] as const;
  const differing = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const only = (side: PlanRow): Partial<PlanRow> => Object.fromEntries(differing.map((field) => [field, side[field]]));
  return { ...shown, before: only(before), after: only(after) };
}
