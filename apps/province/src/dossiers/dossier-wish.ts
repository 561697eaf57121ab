import {
  DossierConflictError,
  moveDossier,
  openDossier,
  replaceDossier,
  type Dossier,
  type DossierEntry,
  type DossierMove,
  type DossierRow,
  type ProgressEntry,
  type WorkingCalendar,
} from '@dvc/domain';

/** What shall become of one dossier: begin, go a step, or stand as a file tells it. */
export type DossierWish =
  | { readonly kind: 'open'; readonly entry: DossierEntry; readonly act: Omit<ProgressEntry, 'status'> }
  | { readonly kind: 'move'; readonly code: string; readonly move: DossierMove }
  | { readonly kind: 'record'; readonly row: DossierRow };

export function codeOf(wish: DossierWish): string {
  switch (wish.kind) {
    case 'open':
      return wish.entry.code;
    case 'move':
      return wish.code;
    case 'record':
      return wish.row.dossier.code;
  }
}

/**
 * The dossier as wished.
 *
 * @returns `null` where it is so already.
 * @throws {DossierConflictError} It does not stand where this may be done.
 * @throws {DossierRefusedError} The wish is not complete.
 */
export function fulfil(
  wish: DossierWish,
  stored: Dossier | null,
  calendar: WorkingCalendar,
): { readonly dossier: Dossier; readonly step: ProgressEntry | null } | null {
  switch (wish.kind) {
    case 'open':
      if (stored !== null) throw alreadyThere(stored.code);
      return openDossier(wish.entry, { ...wish.act, status: 'NEW' }, calendar);
    case 'move':
      if (stored === null) throw notThere(wish.code);
      return moveDossier(stored, wish.move, calendar);
    case 'record':
      return stored === null ? wish.row : replaceDossier(stored, wish.row);
  }
}

export function alreadyThere(code: string): DossierConflictError {
  const message = `Mã hồ sơ ${code} đã có`;
  return new DossierConflictError([
    { field: 'code', value: code, reason: 'EXISTS', message, hint: 'Bỏ trống code để hệ thống cấp mã.' },
  ]);
}

function notThere(code: string): DossierConflictError {
  const message = `Không có hồ sơ ${code}`;
  return new DossierConflictError([
    { field: 'code', value: code, reason: 'NOT_ON_LIST', message, hint: 'Kiểm tra mã hồ sơ.' },
  ]);
}
