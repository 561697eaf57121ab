import {
  MAX_LISTED_FAULTS,
  PlanComparison,
  type CheckedPlanFile,
  type PlanDifference,
  type PlanRow,
} from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import { findLevelFaults } from './level-faults.js';

/** Rows of one question. */
const ROWS_AT_ONCE = 2_000;

/** A file, and what it would change. */
export interface JudgedPlanFile {
  readonly checked: CheckedPlanFile;
  readonly difference: PlanDifference;
}

/** Beside the file's own faults those that the levels held today make of it; the rows they hit are out. */
export async function judgePlanFile(
  planId: string,
  checked: CheckedPlanFile,
  file: string,
  repositories: Repositories,
): Promise<JudgedPlanFile> {
  const difference = await compare(planId, checked, repositories);
  const found = await findLevelFaults(difference.changes, file, repositories);
  if (found.length === 0) return { checked, difference };
  const lines = new Set(found.map(({ row }) => row));
  const judged = {
    ...checked,
    rows: checked.rows.filter(({ line }) => !lines.has(line)),
    rejected: checked.rejected + lines.size,
    faults: [...checked.faults, ...found].sort((a, b) => a.row - b.row).slice(0, MAX_LISTED_FAULTS),
    faultsTotal: checked.faultsTotal + found.length,
  };
  return { checked: judged, difference: await compare(planId, judged, repositories) };
}

/** Where rows were rejected, a row that seems missing may be one of them: none is dropped. */
async function compare(planId: string, checked: CheckedPlanFile, { plans }: Repositories): Promise<PlanDifference> {
  const comparison = new PlanComparison(checked.rows);
  let page: PlanRow[] = [];
  do {
    page = await plans.listRowsAfter(planId, page.at(-1) ?? null, ROWS_AT_ONCE);
    for (const row of page) comparison.meet(row);
  } while (page.length === ROWS_AT_ONCE);
  const difference = comparison.finish();
  if (checked.rejected === 0) return difference;
  return { ...difference, changes: difference.changes.filter(({ kind }) => kind !== 'dropped') };
}
