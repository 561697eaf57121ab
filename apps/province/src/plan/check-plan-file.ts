import { PlanFileChecker, type CheckedPlanFile, type PlanFileOptions } from '@dvc/domain';
import { readCsvFile } from './csv-file.js';
import { findFileKind } from './file-kind.js';
import { readXlsxFile } from './xlsx-file.js';

/** Reads a plan file of either kind and tells everything that is wrong with it. */
export async function checkPlanFile(
  path: string,
  options: Omit<PlanFileOptions, 'isSpreadsheet'>,
): Promise<CheckedPlanFile> {
  const kind = await findFileKind(path);
  const checker = new PlanFileChecker({ ...options, isSpreadsheet: kind === 'xlsx' });
  if (kind === 'csv') await readCsvFile(path, checker);
  else if (kind === 'xlsx') await readXlsxFile(path, checker);
  else checker.stop(0, kind);
  return checker.finish();
}
