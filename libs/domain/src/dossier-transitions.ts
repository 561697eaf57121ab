import { DOSSIER_STATUSES, type DossierStatus } from './dossier-status.js';

export type TransitionBasis = 'observed' | 'derived';

/** One way from status to status. `from` is `null` where a dossier begins. */
export interface DossierTransition {
  readonly from: DossierStatus | null;
  readonly to: DossierStatus;
  /** `derived`: seen in no system, follows from what the status means. */
  readonly basis: TransitionBasis;
}

const ways = (
  from: DossierStatus | null,
  basis: TransitionBasis,
  ...targets: readonly DossierStatus[]
): DossierTransition[] => targets.map((to) => ({ from, to, basis }));

/** The 35 ways a dossier may go. Source: docs/domain.md §5; test/fixtures/dossier-transitions.csv says the same. */
export const DOSSIER_TRANSITIONS: readonly DossierTransition[] = [
  ...ways(null, 'observed', 'NEW', 'ACCEPTED'),
  ...ways('NEW', 'observed', 'ACCEPTED', 'REJECTED', 'SUPPLEMENT_REQUIRED', 'WITHDRAWAL_REQUESTED'),
  ...ways('ACCEPTED', 'observed', 'PROCESSING', 'SUPPLEMENT_REQUIRED', 'WITHDRAWAL_REQUESTED', 'COMPLETED'),
  ...ways('ACCEPTED', 'derived', 'PAYMENT_REQUIRED', 'STOPPED'),
  ...ways('PROCESSING', 'observed', 'SUPPLEMENT_REQUIRED', 'WITHDRAWAL_REQUESTED', 'COMPLETED', 'ACCEPTED'),
  ...ways('PROCESSING', 'derived', 'PAYMENT_REQUIRED', 'STOPPED'),
  ...ways('SUPPLEMENT_REQUIRED', 'observed', 'NEW', 'ACCEPTED', 'PROCESSING', 'REJECTED', 'WITHDRAWAL_REQUESTED'),
  ...ways('PAYMENT_REQUIRED', 'observed', 'ACCEPTED', 'PROCESSING'),
  ...ways('PAYMENT_REQUIRED', 'derived', 'WITHDRAWAL_REQUESTED', 'STOPPED'),
  ...ways('WITHDRAWAL_REQUESTED', 'observed', 'STOPPED'),
  ...ways('WITHDRAWAL_REQUESTED', 'derived', 'PROCESSING'),
  ...ways('STOPPED', 'observed', 'ACCEPTED', 'PROCESSING'),
  ...ways('STOPPED', 'derived', 'RESULT_RETURNED'),
  ...ways('COMPLETED', 'observed', 'RESULT_RETURNED', 'PROCESSING'),
  ...ways('RESULT_RETURNED', 'observed', 'COMPLETED'),
];

/** Where a dossier may go from here; `null`: where it may begin. */
export function nextStatuses(from: DossierStatus | null): DossierStatus[] {
  return DOSSIER_TRANSITIONS.filter((way) => way.from === from).map(({ to }) => to);
}

/** One step of the table. Staying where it is counts: systems write such rows. */
export function mayMove(from: DossierStatus | null, to: DossierStatus): boolean {
  return from === to || nextStatuses(from).includes(to);
}

/** Some number of steps of the table: what a file tells has skipped those between. */
export function mayReach(from: DossierStatus, to: DossierStatus): boolean {
  return from === to || (REACHABLE.get(from)?.has(to) ?? false);
}

const REACHABLE = new Map(DOSSIER_STATUSES.map((status) => [status, reachableFrom(status)]));

function reachableFrom(start: DossierStatus): ReadonlySet<DossierStatus> {
  const reached = new Set<DossierStatus>();
  const open = nextStatuses(start);
  for (let status = open.pop(); status !== undefined; status = open.pop()) {
    if (reached.has(status)) continue;
    reached.add(status);
    open.push(...nextStatuses(status));
  }
  return reached;
}
