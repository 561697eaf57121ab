import { describe, expect, it } from '@jest/globals';
import type { IsoDate } from './calendar.js';
import { timelinessOf, type Timeliness } from './plan.js';

const DEADLINE = '2026-03-31';

describe('a row of a plan whose last day is 31 March', () => {
  it.each<[IsoDate | null, IsoDate, Timeliness]>([
    [null, '2026-03-30', 'due'],
    [null, '2026-03-31', 'due'],
    [null, '2026-04-01', 'overdue'],
    ['2026-01-02', '2026-05-01', 'onTime'],
    ['2026-03-31', '2026-03-31', 'onTime'],
    ['2026-03-31', '2026-05-01', 'onTime'],
    ['2026-04-01', '2026-04-01', 'publishedLate'],
    ['2027-01-01', '2027-01-02', 'publishedLate'],
  ])('published on %p is, on %s, %s', (publishedOn, today, timeliness) => {
    expect(timelinessOf(DEADLINE, publishedOn, today)).toBe(timeliness);
  });
});
