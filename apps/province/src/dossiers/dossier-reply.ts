import {
  statusName,
  statusNumber,
  timelinessAt,
  type Dossier,
  type DossierTimeliness,
  type ProgressEntry,
} from '@dvc/domain';

/** A dossier as the API shows it. */
export interface DossierReply extends Dossier {
  readonly statusNumber: number;
  readonly statusName: string;
  readonly timeliness: DossierTimeliness;
}

export interface DossierWithSteps extends DossierReply {
  readonly steps: readonly ProgressEntry[];
}

/** A page by code; `next` is null on the last one. */
export interface DossierPage {
  readonly dossiers: readonly DossierReply[];
  readonly next: string | null;
}

export const toReply = (dossier: Dossier, now: Date): DossierReply => ({
  ...dossier,
  statusNumber: statusNumber(dossier.status),
  statusName: statusName(dossier.status),
  timeliness: timelinessAt(dossier, now),
});
