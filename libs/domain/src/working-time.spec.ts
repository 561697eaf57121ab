import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IsoDate } from './calendar.js';
import { vietnamDay, WORKING_DAY_MS, WorkingCalendar } from './working-time.js';

/** Quốc khánh 2020 was a Wednesday. */
const calendar = new WorkingCalendar(['2020-01-01', '2020-04-30', '2020-05-01', '2020-09-02']);
const at = (text: string): Date => new Date(`${text}+07:00`);
const HOUR_MS = 3_600_000;
const anyMoment = fc.integer({ min: at('2020-01-01T00:00').getTime(), max: at('2020-11-30T00:00').getTime() });
const anyWork = fc.integer({ min: 0, max: 30 * WORKING_DAY_MS });

describe('an appointment in working days', () => {
  it.each([
    ['in the morning', '2020-09-07T08:00', 1, '2020-09-08T08:00'],
    ['before opening', '2020-09-07T05:00', 1, '2020-09-07T17:00'],
    ['at lunch', '2020-09-07T12:00', 1, '2020-09-08T11:30'],
    ['after closing', '2020-09-07T17:30', 1, '2020-09-08T17:00'],
    ['on a Friday afternoon', '2020-09-04T16:00', 2, '2020-09-08T16:00'],
    ['on a Saturday', '2020-09-05T09:00', 1, '2020-09-07T17:00'],
    ['before a holiday', '2020-09-01T10:00', 3, '2020-09-07T10:00'],
    ['before two holidays and a weekend', '2020-04-29T10:00', 1, '2020-05-04T10:00'],
  ])('%s: taken in at %s for %i days is due at %s', (_, start, days, due) => {
    expect(calendar.dueAfter(at(start), days)).toEqual({ at: at(due), isSure: true });
  });

  it('is not sure where the holidays of a year on the way are not known', () => {
    expect(calendar.dueAfter(at('2020-12-31T10:00'), 1).isSure).toBe(false);
    expect(new WorkingCalendar([]).dueAfter(at('2020-09-01T10:00'), 1).isSure).toBe(false);
    expect(calendar.dueAfter(at('2020-12-30T10:00'), 1).isSure).toBe(true);
  });

  it('refuses a calendar in which nobody ever works', () => {
    const days = Array.from({ length: 21_000 }, (_, n) => vietnamDay(new Date(Date.UTC(2020, 0, n))));
    expect(() => new WorkingCalendar(days).dueAfter(at('2020-09-01T10:00'), 1)).toThrow(RangeError);
  });
});

describe('working time', () => {
  it('is eight hours a day, none at lunch, at night and on days off', () => {
    expect(calendar.between(at('2020-09-01T00:00'), at('2020-09-02T00:00'))).toBe(8 * HOUR_MS);
    expect(calendar.between(at('2020-09-01T11:30'), at('2020-09-01T13:30'))).toBe(0);
    expect(calendar.between(at('2020-09-01T17:00'), at('2020-09-03T07:00'))).toBe(0);
    expect(calendar.between(at('2020-09-03T09:00'), at('2020-09-01T09:00'))).toBe(0);
  });

  it('added to a moment is the working time that lies between', () => {
    fc.assert(
      fc.property(anyMoment, anyWork, (start, workMs) => {
        const end = calendar.add(new Date(start), workMs).at;
        expect(calendar.between(new Date(start), end)).toBe(workMs);
      }),
    );
  });

  it('ends on a working day between seven and five', () => {
    fc.assert(
      fc.property(anyMoment, anyWork, (start, workMs) => {
        const end = calendar.add(new Date(start), workMs).at;
        const clock = new Date(end.getTime() + 7 * HOUR_MS).toISOString().slice(11, 16);
        expect(calendar.isWorkingDay(vietnamDay(end))).toBe(true);
        expect(clock >= '07:00' && clock <= '17:00').toBe(true);
      }),
    );
  });

  it('adds up, whatever the pieces', () => {
    fc.assert(
      fc.property(anyMoment, anyWork, anyWork, (start, one, two) => {
        const pieces = calendar.add(calendar.add(new Date(start), one).at, two).at;
        expect(calendar.between(new Date(start), pieces)).toBe(one + two);
      }),
    );
  });
});

describe('the day in Vietnam', () => {
  it.each<[string, IsoDate]>([
    ['2020-09-01T16:59:59Z', '2020-09-01'],
    ['2020-09-01T17:00:00Z', '2020-09-02'],
  ])('at %s is %s', (instant, day) => {
    expect(vietnamDay(new Date(instant))).toBe(day);
  });
});
