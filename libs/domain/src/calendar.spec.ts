import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIsoDate, quarterEnd, quarterOf, toRoman, type IsoDate, type Quarter } from './calendar.js';

const DAY_MS = 86_400_000;
const anyNoon = fc.integer({ min: 0, max: 60_000 }).map((days) => new Date((days + 0.5) * DAY_MS));
const dayOf = (instant: Date): IsoDate => instant.toISOString().slice(0, 10) as IsoDate;

describe('a day as text', () => {
  it.each(['2026-01-01', '2024-02-29', '2000-02-29', '1999-12-31'])('%s is one', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  it.each([
    ['2026-02-29'],
    ['2026-02-30'],
    ['1900-02-29'],
    ['2026-13-01'],
    ['2026-00-10'],
    ['2026-04-31'],
    ['2026-1-1'],
    ['26-01-01'],
    ['2026/01/01'],
    [' 2026-01-01'],
    ['2026-01-01\n'],
    ['2026-01-01T00:00:00Z'],
    ['２０２６-01-01'],
    [''],
  ])('%p is none', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });
});

describe('a quarter', () => {
  it.each<[number, Quarter, string, string]>([
    [2020, 1, '2020-03-31', 'I'],
    [2020, 2, '2020-06-30', 'II'],
    [2021, 3, '2021-09-30', 'III'],
    [2021, 4, '2021-12-31', 'IV'],
  ])('of %d, number %d, ends on %s and is printed %s', (year, quarter, end, roman) => {
    expect(quarterEnd(year, quarter)).toBe(end);
    expect(toRoman(quarter)).toBe(roman);
  });

  it('holds each of its days up to its end, and not the day after', () => {
    fc.assert(
      fc.property(anyNoon, (noon) => {
        const day = dayOf(noon);
        const end = quarterEnd(Number(day.slice(0, 4)), quarterOf(day));
        expect(isIsoDate(day)).toBe(true);
        expect(day <= end).toBe(true);
        expect(quarterOf(end)).toBe(quarterOf(day));
        expect(quarterOf(dayOf(new Date(Date.parse(end) + DAY_MS)))).toBe((quarterOf(day) % 4) + 1);
      }),
    );
  });
});
