import { timelinessAt, vietnamDay, type DossierChannel, type DossierStatus, type DossierTimeliness } from '@dvc/domain';
import { chanceFrom } from './chance.js';
import type { ProvinceRig } from './province-rig.js';

/** The fields of a dossier that reports look at. */
export interface ReportedDossier {
  readonly code: string;
  readonly procedureCode: string;
  readonly agencyCode: string;
  readonly channel: DossierChannel;
  readonly status: DossierStatus;
  readonly statusAt: Date;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  readonly dueAt: Date | null;
  readonly pausedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly fees: readonly object[];
}

const DAY_MS = 86_400_000;
const STATUSES = [
  'NEW',
  'ACCEPTED',
  'REJECTED',
  'PROCESSING',
  'SUPPLEMENT_REQUIRED',
  'PAYMENT_REQUIRED',
  'WITHDRAWAL_REQUESTED',
  'STOPPED',
  'COMPLETED',
  'RESULT_RETURNED',
] as const;
const PAUSED: readonly DossierStatus[] = STATUSES.slice(4, 8);
const AGENCIES = ['H60.07', 'H60.12', 'H60.15'];

/** Dossiers of half a year around a period, with dates on and beside every edge. */
export function someDossiers(count: number, seed: number, from: Date): ReportedDossier[] {
  const chance = chanceFrom(seed);
  const pick = <T>(things: readonly T[]): T => things[Math.floor(chance() * things.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    // Half of the moments are the very edge of a day in Vietnam.
    const moment = (after: Date, days: number): Date => {
      const at = new Date(after.getTime() + Math.floor(chance() * days * DAY_MS));
      if (chance() < 0.5) return at;
      const edge = Date.parse(`${vietnamDay(at)}T00:00:00+07:00`) + (chance() < 0.5 ? 0 : -1);
      return new Date(Math.max(edge, after.getTime()));
    };
    const status = pick(STATUSES);
    const submittedAt = moment(new Date(from.getTime() - 60 * DAY_MS), 150);
    const isAccepted = status !== 'NEW' && !(status === 'REJECTED' && chance() < 0.5);
    const acceptedAt = isAccepted ? moment(submittedAt, 3) : null;
    const statusAt = moment(acceptedAt ?? submittedAt, 40);
    const isFinished = status === 'COMPLETED' || status === 'RESULT_RETURNED';
    const hasFee = chance() < 0.5;
    const isPaid = chance() < 0.5;
    return {
      code: `H60.15-230306-9${String(index).padStart(6, '0')}`,
      procedureCode: pick(['9.000001', '9.000002']),
      agencyCode: pick(AGENCIES),
      channel: pick(['COUNTER', 'ONLINE', 'POST'] as const),
      status,
      statusAt,
      submittedAt,
      acceptedAt,
      dueAt: acceptedAt === null || chance() < 0.2 ? null : moment(acceptedAt, 30),
      pausedAt: isAccepted && PAUSED.includes(status) ? statusAt : null,
      finishedAt: isFinished ? statusAt : null,
      returnedAt: status === 'RESULT_RETURNED' ? moment(statusAt, 5) : null,
      refusedAt: status === 'REJECTED' ? statusAt : null,
      fees: hasFee
        ? [{ state: isPaid ? 'PAID' : 'UNPAID', paidBy: isPaid ? pick(['ONLINE', 'CASH']) : null, amount: 5_000 }]
        : [],
    };
  });
}

/** `names`: of procedures that are made for the dossiers, in their order. */
export async function storeDossiers(
  rig: ProvinceRig,
  dossiers: readonly ReportedDossier[],
  names: readonly string[] = [],
): Promise<void> {
  const procedures = names.map((name, index) => ({ code: dossiers[index]?.procedureCode, name }));
  await rig.query(
    `INSERT INTO procedure (code, name, field_name, ministry_name, tiers, has_fee)
     SELECT code, name, 'Lĩnh vực mẫu', 'Bộ mẫu', '{PROVINCE}', false
     FROM jsonb_to_recordset($1) AS p(code text, name text)`,
    [JSON.stringify(procedures)],
  );
  const rows = dossiers.map(({ procedureCode, agencyCode, statusAt, submittedAt, acceptedAt, dueAt, ...same }) => ({
    ...same,
    procedure_code: procedureCode,
    agency_code: agencyCode,
    status_at: statusAt,
    submitted_at: submittedAt,
    accepted_at: acceptedAt,
    due_at: dueAt,
    is_due_sure: true,
    paused_at: same.pausedAt,
    finished_at: same.finishedAt,
    returned_at: same.returnedAt,
    refused_at: same.refusedAt,
    applicant: { name: 'Phạm Minh Mẫu' },
    summary: 'Đề nghị mẫu',
    supplements: [],
    step_count: 1,
    filed_at_portal: false,
  }));
  await rig.query('INSERT INTO dossier SELECT * FROM jsonb_populate_recordset(NULL::dossier, $1)', [
    JSON.stringify(rows),
  ]);
}

/** Where a dossier stands in a period, told once more in plain TypeScript; `null`: the period has nothing to do with it. */
export function standingIn(dossier: ReportedDossier, from: Date, at: Date): DossierTimeliness | null {
  const { acceptedAt, status, statusAt, pausedAt } = dossier;
  if (acceptedAt === null || acceptedAt > at) return null;
  const hasEnded = status === 'STOPPED' || status === 'WITHDRAWAL_REQUESTED' || status === 'REJECTED';
  const endedAt = dossier.finishedAt ?? dossier.returnedAt ?? (hasEnded ? statusAt : null);
  const open = {
    ...dossier,
    status: 'PROCESSING',
    pausedAt: null,
    finishedAt: null,
    returnedAt: null,
    refusedAt: null,
  } as const;
  if (endedAt === null || endedAt > at) {
    const look = pausedAt !== null && pausedAt < at ? pausedAt : at;
    return timelinessAt(open, look) === 'OVERDUE' ? 'OVERDUE' : 'IN_TIME';
  }
  return endedAt < from ? null : timelinessAt({ ...open, finishedAt: endedAt }, at);
}
