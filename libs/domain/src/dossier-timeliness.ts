import type { Dossier } from './dossier.js';
import { vietnamDay } from './working-time.js';

/**
 * Finished: before the day of its appointment, on it (or without one), after it. Open: in time, due within 24 hours,
 * overdue; `PAUSED` while the legal time stands still, `NOT_STARTED` before acceptance. Refused: `REFUSED`.
 */
export const DOSSIER_TIMELINESS = [
  'EARLY',
  'ON_TIME',
  'LATE',
  'IN_TIME',
  'DUE_SOON',
  'OVERDUE',
  'PAUSED',
  'NOT_STARTED',
  'REFUSED',
] as const;
export type DossierTimeliness = (typeof DOSSIER_TIMELINESS)[number];

const SOON_MS = 24 * 3_600_000;

type Dated = Pick<Dossier, 'status' | 'acceptedAt' | 'dueAt' | 'pausedAt' | 'finishedAt' | 'returnedAt' | 'refusedAt'>;

/** By day, as reports of one-stop systems count. */
export function timelinessAt(dossier: Dated, now: Date): DossierTimeliness {
  const { acceptedAt, dueAt, pausedAt, refusedAt } = dossier;
  if (refusedAt !== null) return 'REFUSED';
  const finishedAt = dossier.finishedAt ?? dossier.returnedAt;
  if (finishedAt !== null) return finishedBy(finishedAt, dueAt);
  if (acceptedAt === null) return 'NOT_STARTED';
  if (pausedAt !== null) return 'PAUSED';
  if (dueAt === null || vietnamDay(dueAt) >= vietnamDay(now))
    return dueAt !== null && dueAt.getTime() - now.getTime() <= SOON_MS ? 'DUE_SOON' : 'IN_TIME';
  return 'OVERDUE';
}

function finishedBy(finishedAt: Date, dueAt: Date | null): DossierTimeliness {
  if (dueAt === null) return 'ON_TIME';
  const finished = vietnamDay(finishedAt);
  const due = vietnamDay(dueAt);
  if (finished < due) return 'EARLY';
  return finished === due ? 'ON_TIME' : 'LATE';
}

/**
 * Index 2.1 of QĐ 766/QĐ-TTg: compares moments, puts the period's end for what is not finished, takes the date of an open
 * supplement request as the end, and counts more than one request as late.
 */
export function isOnTimeBy766(
  dossier: Pick<Dossier, 'status' | 'statusAt' | 'dueAt' | 'finishedAt' | 'returnedAt' | 'supplements'>,
  periodEnd: Date,
): boolean {
  const { status, statusAt, dueAt, supplements } = dossier;
  if (supplements.length > 1) return false;
  if (dueAt === null) return true;
  const open = supplements.find(({ answeredAt }) => answeredAt === null);
  const ended = status === 'STOPPED' || status === 'REJECTED' || status === 'WITHDRAWAL_REQUESTED' ? statusAt : null;
  const end = dossier.finishedAt ?? dossier.returnedAt ?? ended ?? open?.askedAt ?? periodEnd;
  return end <= dueAt;
}
