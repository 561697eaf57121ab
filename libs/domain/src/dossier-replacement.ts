import { DossierConflictError } from './dossier-faults.js';
import type { DossierRow } from './dossier-row.js';
import { clockIn, statusName } from './dossier-status.js';
import { mayReach } from './dossier-transitions.js';
import type { Dossier, ProgressEntry } from './dossier.js';

/** A dossier after a file was read; `step` is `null` where its status is the same. */
export interface DossierReplaced {
  readonly dossier: Dossier;
  readonly step: ProgressEntry | null;
}

/**
 * What a file says about a dossier that is stored. Steps between the two are not known, so any number of them is allowed.
 * Fees, supplements, result and where it was filed stay: a file does not tell them.
 *
 * @returns `null` where the file says nothing new.
 * @throws {DossierConflictError} The file is older than what is stored, or no way leads there.
 */
export function replaceDossier(stored: Dossier, { dossier: told, step, hasDue }: DossierRow): DossierReplaced | null {
  if (told.statusAt < stored.statusAt) {
    const message = `Tệp cũ hơn hệ thống: hồ sơ đã ở "${statusName(stored.status)}" từ ${stored.statusAt.toISOString()}`;
    const hint = 'Xuất lại tệp từ hệ thống một cửa.';
    throw new DossierConflictError([
      { field: 'statusAt', value: told.statusAt.toISOString(), reason: 'STALE', message, hint },
    ]);
  }
  if (!mayReach(stored.status, told.status)) {
    const message = `Hồ sơ đã "${statusName(stored.status)}", không thể thành "${statusName(told.status)}"`;
    const hint = 'Kiểm tra mã hồ sơ và trạng thái.';
    throw new DossierConflictError([{ field: 'status', value: told.status, reason: 'TRANSITION', message, hint }]);
  }
  const { fees, supplements, result, isFiledAtPortal } = stored;
  const isSameStatus = told.status === stored.status && Number(told.statusAt) === Number(stored.statusAt);
  const dossier: Dossier = {
    ...stored,
    ...told,
    ...(hasDue
      ? {}
      : { dueAt: stored.dueAt ?? told.dueAt, isDueSure: stored.dueAt ? stored.isDueSure : told.isDueSure }),
    pausedAt: clockIn(told.status) === 'paused' ? (stored.pausedAt ?? told.pausedAt) : null,
    isFiledAtPortal,
    fees,
    supplements: isSameStatus ? supplements : [...supplements, ...told.supplements],
    result,
  };
  if (textOf(dossier) === textOf(stored)) return null;
  return { dossier, step: isSameStatus ? null : step };
}

/** The same whatever the order of the fields: a database keeps its own. */
const textOf = (dossier: Dossier): string =>
  JSON.stringify(dossier, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
