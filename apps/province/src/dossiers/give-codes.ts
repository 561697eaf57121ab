import { vietnamDay, type IsoDate } from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import type { DossierWish } from './dossier-wish.js';

type Opening = DossierWish & { readonly kind: 'open' };

/** Dossiers without a code that one agency takes in on one day. */
interface Intake {
  readonly agencyCode: string;
  readonly day: IsoDate;
  readonly openings: Opening[];
}

/** New dossiers without a code get the next numbers of their agency and day: `H60.15-261124-0001`. */
export async function withCodes(
  wishes: readonly DossierWish[],
  { dossiers }: Repositories,
): Promise<readonly DossierWish[]> {
  const intakes = new Map<string, Intake>();
  for (const wish of wishes) {
    if (wish.kind !== 'open' || wish.entry.code !== '') continue;
    const { agencyCode, submittedAt } = wish.entry;
    const day = vietnamDay(submittedAt);
    const intake = intakes.get(`${agencyCode}|${day}`) ?? { agencyCode, day, openings: [] };
    intakes.set(`${agencyCode}|${day}`, intake);
    intake.openings.push(wish);
  }
  const codes = new Map<DossierWish, string>();
  // In one order everywhere: two requests that need numbers of the same agencies must not wait for each other.
  for (const [, { agencyCode, day, openings }] of [...intakes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = await dossiers.takeNumbers(agencyCode, day, openings.length);
    for (const [index, opening] of openings.entries()) codes.set(opening, codeOf(agencyCode, day, first + index));
  }
  return wishes.map((wish) => {
    const code = codes.get(wish);
    return wish.kind === 'open' && code !== undefined ? { ...wish, entry: { ...wish.entry, code } } : wish;
  });
}

const codeOf = (agencyCode: string, day: IsoDate, number: number): string =>
  `${agencyCode}-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
