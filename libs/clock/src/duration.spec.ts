import { describe, expect, it } from '@jest/globals';
import { readDuration, readInstant } from './duration.js';

describe('a duration', () => {
  it.each([
    ['P1D', 86_400_000],
    ['P181D', 181 * 86_400_000],
    ['P2W', 14 * 86_400_000],
    ['PT0.3S', 300],
    ['PT90M', 5_400_000],
    ['P1DT2H3M4.005S', 93_784_005],
    ['PT0S', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1M', 'P1Y', 'P-1D', '-P1D', '1D', 'P1.5D', 'P1DT', 'PT1H1H', `P${'9'.repeat(20)}D`])(
    '%j is none',
    (text) => {
      expect(readDuration(text)).toBeNull();
    },
  );
});

describe('an instant', () => {
  it('has an offset', () => {
    expect(readInstant('2026-01-05T07:00:00+07:00')).toEqual(new Date('2026-01-05T00:00:00Z'));
    expect(readInstant('2026-01-05T00:00Z')).toEqual(new Date('2026-01-05T00:00:00Z'));
  });

  it.each(['2026-01-05T07:00:00', '2026-01-05', '2026-13-05T00:00Z', 'now', '2026-01-05T24:61Z'])(
    'is not %s',
    (text) => {
      expect(readInstant(text)).toBeNull();
    },
  );
});
