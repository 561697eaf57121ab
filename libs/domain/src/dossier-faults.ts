import { AppError } from './errors.js';

/** What can be wrong with a dossier or with what somebody wants to do with it. Stable: programs compare it. */
export const DOSSIER_FAULT_REASONS = [
  'MISSING',
  'TEXT',
  'TOO_LONG',
  'CODE_FORM',
  'NUMBER_FORM',
  'NOT_ON_LIST',
  'DATE_FORM',
  'DATE_ORDER',
  'DATE_AHEAD',
  'PROCEDURE_UNKNOWN',
  'AGENCY_UNKNOWN',
  'AGENCY_CLOSED',
  'TRANSITION',
  'STALE',
  'TWICE',
  'EXISTS',
  'FIELD_UNKNOWN',
  'LINE_BROKEN',
] as const;
export type DossierFaultReason = (typeof DOSSIER_FAULT_REASONS)[number];

/** One fault: which field, what stands there, why not, what to do. Vietnamese: an official reads it. */
export interface DossierFault {
  /** As the sender calls it; empty where the whole is meant. */
  readonly field: string;
  /** Shortened, control signs made visible. */
  readonly value: string;
  readonly reason: DossierFaultReason;
  readonly message: string;
  readonly hint: string;
}

/** The first fault stands in the message; all are told beside it. */
export class DossierRefusedError extends AppError {
  readonly code = 'DOSSIER_REFUSED';

  constructor(readonly faults: readonly DossierFault[]) {
    super(faults[0]?.message ?? '', faults[0]?.hint);
  }
}

/** The dossier does not stand where this may be done. Nothing was changed. */
export class DossierConflictError extends AppError {
  readonly code = 'DOSSIER_CONFLICT';

  constructor(readonly faults: readonly DossierFault[]) {
    super(faults[0]?.message ?? '', faults[0]?.hint);
  }
}

export class DossierNotFoundError extends AppError {
  readonly code = 'DOSSIER_NOT_FOUND';

  constructor(code: string) {
    super(`Không có hồ sơ "${code}"`, 'Kiểm tra mã hồ sơ.');
  }
}
