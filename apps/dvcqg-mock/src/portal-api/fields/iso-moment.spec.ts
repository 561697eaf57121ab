import { describe, expect, it } from '@jest/globals';
import { momentOfIso } from './iso-moment.js';

describe('a moment in ISO 8601', () => {
  it.each([
    ['2026-03-03T08:30:00.000', '20260303083000'],
    ['2026-03-02 09:15:00', '20260302091500'],
    ['2026-03-03T01:30:00Z', '20260303083000'],
    ['2026-03-03T20:30:00.123Z', '20260304033000'],
    ['2026-03-03T08:30:00+07:00', '20260303083000'],
  ])('%s is %s in Vietnam', (text, moment) => {
    expect(momentOfIso(text)).toBe(moment);
  });

  it.each([
    '',
    '2026-02-30T00:00:00',
    '2026-02-30T00:00:00Z',
    '20260303083000',
    '2026-03-03',
    '2026-03-03T08:30:00+99:00',
  ])('%s is none', (text) => {
    expect(momentOfIso(text)).toBeNull();
  });
});
