import { Injectable } from '@nestjs/common';
import {
  DossierConflictError,
  DossierRefusedError,
  type Dossier,
  type DossierNews,
  type ProgressEntry,
} from '@dvc/domain';
import { toPortalDossier } from '@dvc/mapping';
import type { NumberedStep, Repositories, StoredDossier } from '@dvc/persistence';
import type { DossierCatalogue } from './dossier-catalogue.js';
import { alreadyThere, codeOf, fulfil, type DossierWish } from './dossier-wish.js';
import { withCodes } from './give-codes.js';
import { toNews } from './to-news.js';

/** What became of one wish. A fault concerns this wish alone; nothing of it was written. */
export type WishOutcome =
  | { readonly kind: 'added' | 'changed' | 'unchanged'; readonly dossier: Dossier }
  | { readonly kind: 'refused'; readonly error: DossierConflictError | DossierRefusedError };

/** A dossier on its way through a set of wishes. */
interface Draft {
  readonly isNew: boolean;
  readonly current: StoredDossier;
}

interface WishedChange {
  readonly dossier: Dossier;
  readonly step: ProgressEntry | null;
  readonly n: number;
}

/** The one place where dossiers change: business rows, steps and the news for the portal, in the caller's transaction. */
@Injectable()
export class DossierChanges {
  /** Several wishes for one dossier are taken in order. One outcome per wish, in order. */
  async commit(
    wishes: readonly DossierWish[],
    catalogue: DossierCatalogue,
    repositories: Repositories,
  ): Promise<WishOutcome[]> {
    const coded = await withCodes(wishes, repositories);
    const stored = await repositories.dossiers.listLocked([...new Set(coded.map(codeOf))]);
    const drafts = new Map<string, Draft>(stored.map((each) => [each.dossier.code, { isNew: false, current: each }]));
    const changes: WishedChange[] = [];
    const outcomes = coded.map((wish) => attempt(wish, { drafts, changes, catalogue }));
    const lost = await save(drafts, changes, repositories);
    const kept = changes.filter(({ dossier }) => !lost.has(dossier.code));
    await repositories.dossiers.addSteps(kept.flatMap(numberedStep));
    const news = kept.map(({ dossier, step }) => toNews(dossier, step, catalogue));
    await tellPortal(news, repositories);
    return outcomes.map((outcome) => withoutLost(outcome, lost));
  }
}

/** Where the sync begins: what is committed here reaches the portal. */
async function tellPortal(news: readonly DossierNews[], { dossierOutbox }: Repositories): Promise<void> {
  await dossierOutbox.commitChanges(news.map(toPortalDossier));
}

function attempt(
  wish: DossierWish,
  { drafts, changes, catalogue }: { drafts: Map<string, Draft>; changes: WishedChange[]; catalogue: DossierCatalogue },
): WishOutcome {
  const draft = drafts.get(codeOf(wish));
  try {
    const fulfilled = fulfil(wish, draft?.current.dossier ?? null, catalogue.calendar);
    if (fulfilled === null && draft) return { kind: 'unchanged', dossier: draft.current.dossier };
    if (fulfilled === null) throw new Error('Nothing became of a dossier that is not there');
    const { dossier, step } = fulfilled;
    const stepCount = (draft?.current.stepCount ?? 0) + Number(step !== null);
    drafts.set(dossier.code, { isNew: draft?.isNew ?? true, current: { dossier, stepCount } });
    changes.push({ dossier, step, n: stepCount });
    return { kind: draft ? 'changed' : 'added', dossier };
  } catch (error) {
    if (error instanceof DossierConflictError || error instanceof DossierRefusedError)
      return { kind: 'refused', error };
    throw error;
  }
}

/** Writes what has changed; comes back with the codes that somebody else has taken meanwhile. */
async function save(
  drafts: ReadonlyMap<string, Draft>,
  changes: readonly WishedChange[],
  { dossiers }: Repositories,
): Promise<Set<string>> {
  const codes = [...new Set(changes.map(({ dossier }) => dossier.code))];
  const changed = codes.flatMap((code) => drafts.get(code) ?? []);
  await dossiers.save(changed.filter(({ isNew }) => !isNew).map(({ current }) => current));
  return new Set(await dossiers.add(changed.filter(({ isNew }) => isNew).map(({ current }) => current)));
}

const numberedStep = ({ dossier, step, n }: WishedChange): NumberedStep[] =>
  step === null ? [] : [{ ...step, dossierCode: dossier.code, n }];

function withoutLost(outcome: WishOutcome, lost: ReadonlySet<string>): WishOutcome {
  if (outcome.kind === 'refused' || !lost.has(outcome.dossier.code)) return outcome;
  return { kind: 'refused', error: alreadyThere(outcome.dossier.code) };
}
