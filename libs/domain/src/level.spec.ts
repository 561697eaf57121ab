import { describe, expect, it } from '@jest/globals';
import type { IsoDate } from './calendar.js';
import { LEVEL_SCHEMES, findLevel, levelRank, schemeOn, type LevelScheme } from './level.js';

describe('levels', () => {
  it.each<[IsoDate, LevelScheme]>([
    ['2011-06-10', 'ND43'],
    ['2022-08-14', 'ND43'],
    ['2022-08-15', 'ND42'],
    ['2026-01-01', 'ND42'],
  ])('are named on %s as in %s', (day, scheme) => {
    expect(schemeOn(day)).toBe(scheme);
  });

  it.each<[LevelScheme, number[]]>([
    ['ND43', [1, 2, 3, 4]],
    ['ND42', [2, 3, 4]],
  ])('of %s rise as %p', (scheme, ranks) => {
    const levels = LEVEL_SCHEMES[scheme].map((text) => findLevel(scheme, text));
    expect(levels.map((level) => level && levelRank(level))).toEqual(ranks);
  });

  it.each<[LevelScheme, string]>([
    ['ND42', '4'],
    ['ND43', 'FULL'],
    ['ND43', '0'],
    ['ND43', '5'],
    ['ND43', '04'],
    ['ND42', 'full'],
    ['ND42', ''],
    ['ND42', 'toString'],
    ['ND43', 'length'],
  ])('of %s are never found under %p', (scheme, text) => {
    expect(findLevel(scheme, text)).toBeNull();
  });
});
