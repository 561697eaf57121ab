import { describe, expect, it } from '@jest/globals';
import { ageInWords } from './age-in-words.js';

describe('an age', () => {
  it.each([
    [0.4, '0 giây'],
    [59, '59 giây'],
    [60, '1 phút'],
    [7_199, '1 giờ'],
    [172_800, '2 ngày'],
  ])('of %d s is said as %s', (ageS, words) => {
    expect(ageInWords(ageS)).toBe(words);
  });
});
