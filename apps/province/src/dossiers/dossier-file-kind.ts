import { open } from 'node:fs/promises';
import { findFileKind } from '../plan/file-kind.js';
import { DossierFileTypeError } from './dossier-file-errors.js';
import type { DossierFileKind } from './dossier-file.js';

const LOOK_AT_BYTES = 1_024;

/**
 * By its first bytes: NDJSON begins with `{`, everything else that is text is CSV.
 *
 * @throws {DossierFileTypeError} It is no text.
 */
export async function findDossierFileKind(path: string): Promise<DossierFileKind> {
  const kind = await findFileKind(path);
  if (kind === 'xlsx') throw new DossierFileTypeError('xlsx');
  if (kind !== 'csv') throw new DossierFileTypeError(kind.finding.message);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOK_AT_BYTES), 0, LOOK_AT_BYTES, 0);
    const beginning = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    return /^[{[]/.test(beginning.trimStart()) ? 'ndjson' : 'csv';
  } finally {
    await file.close();
  }
}
