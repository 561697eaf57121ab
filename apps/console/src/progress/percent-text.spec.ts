import { describe, expect, it } from '@jest/globals';
import { percentText } from './percent-text.js';

describe('a share', () => {
  it.each([
    [180, 277, '64,98 %'],
    [97, 277, '35,02 %'],
    [633, 1_933, '32,75 %'],
    [277, 277, '100,00 %'],
    [0, 277, '0,00 %'],
    [2, 277, '0,72 %'],
  ])('of %i in %i is printed as in the reports: %s', (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text);
  });

  it('is rounded half up, also where binary fractions would fall short', () => {
    expect(percentText(1, 800)).toBe('0,13 %');
    expect(percentText(201, 20_000)).toBe('1,01 %');
  });

  it('of nothing is not a number', () => {
    expect(percentText(0, 0)).toBe('N/A');
  });
});
