import type { Dossier, Fee, ResultHandover, Supplement } from '@dvc/domain';
import type { DossierEntity } from './dossier.entity.js';

/** A dossier as stored, with the number of its last step. */
export interface StoredDossier {
  readonly dossier: Dossier;
  readonly stepCount: number;
}

/** A dossier under the names of its table. */
export function toDossierRow({ dossier, stepCount }: StoredDossier): object {
  const { procedureCode, agencyCode, isFiledAtPortal, statusAt, submittedAt, acceptedAt, workingDays, ...rest } =
    dossier;
  const { dueAt, isDueSure, pausedAt, finishedAt, returnedAt, refusedAt, ...same } = rest;
  return {
    ...same,
    procedure_code: procedureCode,
    agency_code: agencyCode,
    filed_at_portal: isFiledAtPortal,
    status_at: statusAt,
    submitted_at: submittedAt,
    accepted_at: acceptedAt,
    working_days: workingDays,
    due_at: dueAt,
    is_due_sure: isDueSure,
    paused_at: pausedAt,
    finished_at: finishedAt,
    returned_at: returnedAt,
    refused_at: refusedAt,
    step_count: stepCount,
  };
}

/** Dates inside JSON come as text. */
export const toDossier = (row: DossierEntity): Dossier => ({
  code: row.code,
  procedureCode: row.procedureCode,
  agencyCode: row.agencyCode,
  channel: row.channel,
  isFiledAtPortal: row.isFiledAtPortal,
  applicant: row.applicant,
  summary: row.summary,
  status: row.status,
  statusAt: row.statusAt,
  submittedAt: row.submittedAt,
  acceptedAt: row.acceptedAt,
  workingDays: row.workingDays,
  dueAt: row.dueAt,
  isDueSure: row.isDueSure,
  pausedAt: row.pausedAt,
  finishedAt: row.finishedAt,
  returnedAt: row.returnedAt,
  refusedAt: row.refusedAt,
  fees: (row.fees as Fee[]).map((fee) => ({ ...fee, paidAt: dateOf(fee.paidAt) })),
  supplements: (row.supplements as Supplement[]).map((each) => ({
    ...each,
    askedAt: new Date(each.askedAt),
    answeredAt: dateOf(each.answeredAt),
    dueBefore: dateOf(each.dueBefore),
    dueAfter: dateOf(each.dueAfter),
  })),
  result: row.result as ResultHandover | null,
});

const dateOf = (written: Date | string | null): Date | null => (written === null ? null : new Date(written));
