import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countForPercent, formatCount, formatPercent, formatRate } from './percent.js';

it.each([
  [180, 277, '64,98 %'],
  [139, 650, '21,38 %'],
  [549, 650, '84,46 %'],
  [277, 277, '100,00 %'],
  [0, 277, '0,00 %'],
  [1, 8, '12,50 %'],
  [1, 2_000, '0,05 %'],
  [1, 20_000, '0,01 %'],
  [0, 0, 'N/A'],
])('%d of %d is %s', (part, whole, text) => {
  expect(formatPercent(part, whole)).toBe(text);
});

it.each([
  [621, 1_742, 1, '35,6'],
  [145, 1_933, 1, '7,5'],
  [1_484, 1_742, 0, '85'],
  [11, 1_484, 0, '1'],
  [1, 200, 0, '1'],
  [1, 201, 0, '0'],
  [5_000, 4, 2, '125.000,00'],
])('%d of %d at %d decimals is %s', (part, whole, decimals, text) => {
  expect(formatRate(part, whole, decimals)).toBe(text);
});

describe('a count', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_742, '1.742'],
    [46_925, '46.925'],
    [1_000_000, '1.000.000'],
  ])('of %d is written %s', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('for a share is the smallest that reaches it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50_000 }), (percent, whole) => {
        const needed = countForPercent(percent, whole);
        expect(needed * 100).toBeGreaterThanOrEqual(percent * whole);
        expect((needed - 1) * 100).toBeLessThan(percent * whole);
      }),
    );
    expect([countForPercent(30, 1_933), countForPercent(30, 1_742), countForPercent(30, 1_484)]).toEqual([
      580, 523, 446,
    ]);
  });
});
