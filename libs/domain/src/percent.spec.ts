import { expect, it } from '@jest/globals';
import { formatPercent } from './percent.js';

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
