import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastDayOfMonth, previousDay, type IsoDate } from './calendar.js';
import { REMIND_DAYS, daysLeft, dutyStateAt, readWording } from './duty.js';

const day = fc
  .date({ min: new Date('2019-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDate);
const printed = (iso: IsoDate): string => iso.split('-').reverse().map(Number).join('/');
const after = (iso: IsoDate, days: number): IsoDate =>
  new Date(new Date(`${iso}T00:00:00Z`).getTime() + days * 86_400_000).toISOString().slice(0, 10) as IsoDate;

describe('a deadline in words', () => {
  it.each([
    ['trước ngày 23/7/2021', '2021-07-22'],
    ['trước ngày 30/7/2021', '2021-07-29'],
    ['trong tháng 7/2021', '2021-07-31'],
    ['trước ngày 01/9/2021', '2021-08-31'],
    ['trước ngày 01/3/2024', '2024-02-29'],
    ['trong tháng 2/2024', '2024-02-29'],
    ['trong tháng 12/2021', '2021-12-31'],
    ['Quý III/2020', '2020-09-30'],
    ['hoàn thành trong quý IV/2020', '2020-12-31'],
    ['đến hết ngày 15/8/2021', '2021-08-15'],
    ['thường xuyên', null],
    ['', null],
  ])('"%s" holds to %s', (words, lastDay) => {
    expect(readWording(words)).toEqual({ lastDay });
  });

  it.each(['trước ngày 30/2/2021', 'trong tháng 13/2021', 'quý V/2020', 'sớm', 'trước ngày 23/7/221'])(
    '"%s" is not understood',
    (words) => {
      expect(readWording(words)).toBeNull();
    },
  );

  it('"trước ngày" leaves its day out, "trong tháng" holds to the last of the month', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(readWording(`trước ngày ${printed(date)}`)).toEqual({ lastDay: previousDay(date) });
        const [year = 0, month = 0] = date.split('-').map(Number);
        const within = readWording(`trong tháng ${String(month)}/${String(year)}`)?.lastDay;
        expect(within).toBe(lastDayOfMonth(year, month));
        expect(within?.slice(0, 7)).toBe(date.slice(0, 7));
        expect(after(within ?? date, 1).endsWith('-01')).toBe(true);
      }),
    );
  });
});

describe('a duty', () => {
  it('is late from the day after its last one, whenever one looks', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (deadline, apart) => {
        const state = dutyStateAt({ deadline, doneOn: null }, after(deadline, apart));

        expect(state === 'late').toBe(apart > 0);
        expect(state === 'dueSoon').toBe(apart <= 0 && apart >= -REMIND_DAYS);
        expect(daysLeft(deadline, after(deadline, apart))).toBe(0 - apart);
      }),
    );
  });

  it('that is done was not done before that day, and stays late where it came late', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (deadline, done, look) => {
        const doneOn = after(deadline, done);
        const looked = after(deadline, look);
        const state = dutyStateAt({ deadline, doneOn }, looked);

        const before = dutyStateAt({ deadline, doneOn: null }, looked);
        expect(state).toBe(look < done ? before : done > 0 ? 'doneLate' : 'done');
      }),
    );
  });

  it('without a day is open until it is done', () => {
    expect(dutyStateAt({ deadline: null, doneOn: null }, '2026-01-01')).toBe('open');
    expect(dutyStateAt({ deadline: null, doneOn: '2025-12-31' }, '2026-01-01')).toBe('done');
  });
});
