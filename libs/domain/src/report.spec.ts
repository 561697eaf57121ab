import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findViolations, type FigureGroup } from './report-check.js';
import { columnNumbers, headingCells, headingDepth } from './report-form.js';
import { REPORT_FORMS, REPORT_NAMES } from './report-forms.js';
import { ReportPeriodError, readPeriod } from './report-period.js';
import { formatCount } from './percent.js';
import { formatMoment } from './vietnam-format.js';

const form = REPORT_FORMS['II.06a'];
const count = fc.nat(10_000);
/** Figures that obey the form, in the six parts that are free. */
const parts = fc.record({ early: count, onTime: count, late: count, inTime: count, overdue: count, online: count });

function lineOf(name: string, free: Readonly<Record<string, number>>): FigureGroup {
  const { early = 0, onTime = 0, late = 0, inTime = 0, overdue = 0, online = 0 } = free;
  const finished = early + onTime + late;
  const open = inTime + overdue;
  const fromNet = Math.min(online, finished + open);
  const figures = { ...free, finished, open, received: finished + open, online: fromNet, onPaper: 0 };
  return { code: name, name, figures: { ...figures, carriedOver: finished + open - fromNet } };
}

function totalOf(groups: readonly FigureGroup[]): FigureGroup {
  const keys = form.columns.filter(({ kind }) => kind === 'count').map(({ key }) => key);
  const sum = (key: string): number => groups.reduce((all, { figures }) => all + Number(figures[key]), 0);
  return { code: '', name: 'Tổng cộng', figures: Object.fromEntries(keys.map((key) => [key, sum(key)])) };
}

describe('the arithmetic of II.06a', () => {
  it('holds for every set of figures that are parts of each other', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 8 }), (free) => {
        const groups = free.map((each, index) => lineOf(`H60.${String(index)}`, each));
        expect(findViolations(form, { groups, total: totalOf(groups), isSumOfGroups: true })).toEqual([]);
      }),
    );
  });

  it('tells of any one figure that is changed', () => {
    const keys = form.columns.filter(({ kind }) => kind === 'count').map(({ key }) => key);
    fc.assert(
      fc.property(parts, fc.constantFrom(...keys), fc.integer({ min: 1, max: 99 }), (free, key, more) => {
        const right = lineOf('H60.1', free);
        const wrong = { ...right, figures: { ...right.figures, [key]: Number(right.figures[key]) + more } };
        expect(findViolations(form, { groups: [wrong], total: totalOf([right]), isSumOfGroups: true })).not.toEqual([]);
      }),
    );
  });
});

describe('a form', () => {
  it.each(REPORT_NAMES)('%s covers its heading without gap or overlap', (name) => {
    const { columns } = REPORT_FORMS[name];
    const covered = headingCells(columns).flatMap(({ row, column, rowSpan, columnSpan }) =>
      Array.from({ length: rowSpan * columnSpan }, (_, n) =>
        [row + Math.floor(n / columnSpan), column + (n % columnSpan)].join(),
      ),
    );

    expect(new Set(covered).size).toBe(covered.length);
    expect(covered).toHaveLength(headingDepth(columns) * columns.length);
  });

  it('numbers its columns with the sums that the printed one shows', () => {
    expect(columnNumbers(form).slice(2, 4)).toEqual(['(3)=(4)+(5)+(6)', '(4)']);
  });
});

describe('a period', () => {
  it.each([
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-I', '2023-01-01', '2023-03-31'],
    ['2023-Q4', '2023-10-01', '2023-12-31'],
    ['2023-H2', '2023-07-01', '2023-12-31'],
    ['2023', '2023-01-01', '2023-12-31'],
    ['2023-I-ND09', '2022-12-15', '2023-03-14'],
    ['2023-03-ND09', '2023-02-15', '2023-03-14'],
    ['2023-ND09', '2022-12-15', '2023-12-14'],
    ['2023-01-01..2023-03-13', '2023-01-01', '2023-03-13'],
  ])('%s is from %s to %s', (text, from, to) => {
    expect(readPeriod(text, '2026-11-24')).toMatchObject({ from, to });
  });

  it.each([
    '',
    '2023-13',
    '2023-00',
    '2023-V',
    '2023-Q5',
    '2023-H3',
    '23-I',
    '2023-02-30..2023-03-01',
    '2023-03-02..2023-03-01',
    '2023-I-nd09',
    '0000',
    '2026-11-25..2026-11-26',
  ])('"%s" is refused', (text) => {
    expect(() => readPeriod(text, '2026-11-24')).toThrow(ReportPeriodError);
  });

  it('is followed by the next without a day between, legal ones too', () => {
    const quarters = fc.record({ year: fc.integer({ min: 1990, max: 2025 }), quarter: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(quarters, fc.constantFrom('', '-ND09'), ({ year, quarter }, law) => {
        const period = (n: number): ReturnType<typeof readPeriod> =>
          readPeriod(`${String(year + Math.floor((n - 1) / 4))}-Q${String(((n - 1) % 4) + 1)}${law}`, '2099-01-01');
        const dayAfter = Date.parse(period(quarter).to) + 86_400_000;
        expect(Date.parse(period(quarter + 1).from)).toBe(dayAfter);
      }),
    );
  });
});

describe('figures in words', () => {
  it('have dots between thousands, and Vietnam’s time', () => {
    expect([0, 999, 1_742, 17_067, 1_234_567].map(formatCount)).toEqual(['0', '999', '1.742', '17.067', '1.234.567']);
    expect(formatMoment(new Date('2023-03-13T17:05:00Z'))).toBe('14/03/2023 00:05');
  });
});
