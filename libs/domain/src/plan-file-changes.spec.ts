import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PlanComparison, periodOf } from './plan-file-changes.js';
import type { PlanRow } from './plan.js';

const ROW: PlanRow = {
  line: 2,
  procedureCode: '1.004623',
  serviceCode: '1.004623.01',
  serviceName: 'Cấp thẻ hướng dẫn viên',
  fieldName: 'Du lịch',
  agencyCode: 'H60.15',
  agencyName: 'Sở Y tế',
  tier: 'PROVINCE',
  level: { scheme: 'ND43', value: '3' },
  quarter: 3,
  deadline: '2020-09-30',
  workingDays: 5,
  hasFee: true,
  levelChange: null,
};

describe('a stored plan against a file', () => {
  const rowOf = (change: Partial<PlanRow>): PlanRow => ({ ...ROW, ...change });
  const compare = (stored: PlanRow[], wanted: PlanRow[]): ReturnType<PlanComparison['finish']> => {
    const comparison = new PlanComparison(wanted);
    for (const before of stored) comparison.meet(before);
    return comparison.finish();
  };

  it('says added, changed, dropped and unchanged, in the order of the file', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((serviceCode) => rowOf({ serviceCode }));
    if (!a || !b || !c || !d) throw new Error('four rows');

    const { changes, unchanged, moved } = compare([c, b, a], [{ ...a, line: 9 }, { ...b, quarter: 4 }, d]);

    expect(changes.map((change) => change.kind)).toEqual(['changed', 'added', 'dropped']);
    expect([unchanged, moved.length]).toEqual([1, 1]);
  });

  it('covers every row exactly once', () => {
    const rows = fc.uniqueArray(
      fc.record({ code: fc.integer({ min: 0, max: 9 }), quarter: fc.constantFrom(1 as const, 2 as const) }),
      {
        selector: ({ code }) => code,
      },
    );
    fc.assert(
      fc.property(rows, rows, (stored, wanted) => {
        const toRows = (from: typeof stored): PlanRow[] =>
          from.map(({ code, quarter }) => rowOf({ serviceCode: String(code), quarter }));
        const { changes, unchanged } = compare(toRows(stored), toRows(wanted));
        const count = (...kinds: string[]): number => changes.filter(({ kind }) => kinds.includes(kind)).length;
        expect(count('added', 'changed') + unchanged).toBe(wanted.length);
        expect(count('dropped', 'changed') + unchanged).toBe(stored.length);
      }),
      { seed: 2020 },
    );
  });

  it('has the years of its deadlines for a period, where nobody gives one', () => {
    expect(periodOf([rowOf({}), rowOf({ deadline: '2021-03-31' })])).toEqual({ from: '2020-01-01', to: '2021-12-31' });
    expect(periodOf([])).toBeNull();
  });
});
