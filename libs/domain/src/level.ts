import type { IsoDate } from './calendar.js';

/** Four levels (NĐ 43/2011) until 14/08/2022, three words (NĐ 42/2022) after. Never mixed. See docs/domain.md §3. */
export const LEVEL_SCHEMES = {
  ND43: ['1', '2', '3', '4'],
  ND42: ['INFO', 'PARTIAL', 'FULL'],
} as const;
export type LevelScheme = keyof typeof LEVEL_SCHEMES;

/** Mức độ of an online service under one of the two schemes. */
export type Level = {
  [S in LevelScheme]: { readonly scheme: S; readonly value: (typeof LEVEL_SCHEMES)[S][number] };
}[LevelScheme];

/** First day of NĐ 42/2022 (assumed: 15/08/2022). */
const ND42_FROM: IsoDate = '2022-08-15';

export function schemeOn(day: IsoDate): LevelScheme {
  return day < ND42_FROM ? 'ND43' : 'ND42';
}

/**
 * How far a service goes, as a number that compares inside a scheme: 1–4, information 2, một phần 3, toàn trình 4.
 * Equal ranks across the schemes are a habit of stored data, not a legal identity.
 */
export function levelRank(level: Level): number {
  return level.scheme === 'ND43' ? Number(level.value) : { INFO: 2, PARTIAL: 3, FULL: 4 }[level.value];
}

/** `null` where the text is no level of the scheme. */
export function findLevel(scheme: LevelScheme, text: string): Level | null {
  const value = (LEVEL_SCHEMES[scheme] as readonly string[]).find((known) => known === text);
  return value === undefined ? null : ({ scheme, value } as Level);
}

const ND42_NAMES = { INFO: 'Cung cấp thông tin', PARTIAL: 'Một phần', FULL: 'Toàn trình' } as const;

/** As people write it: `Mức độ 3`, `Toàn trình`. */
export function levelName(level: Level): string {
  return level.scheme === 'ND43' ? `Mức độ ${level.value}` : ND42_NAMES[level.value];
}
