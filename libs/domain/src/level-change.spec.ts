import { describe, expect, it } from '@jest/globals';
import type { IsoDate } from './calendar.js';
import type { ServiceLevel } from './catalogue.js';
import { levelChangesOf, levelFaultOf } from './level-change.js';
import type { Level } from './level.js';
import type { PlanLevelChange, PlanRow } from './plan.js';

const DAYS = { today: '2020-10-03', since: '2020-07-01' } as const;
const L3: Level = { scheme: 'ND43', value: '3' };
const L4: Level = { scheme: 'ND43', value: '4' };

const held = (level: Level, validFrom: IsoDate): ServiceLevel => ({ agencyCode: 'H60.11', level, validFrom });
const upgrade = (change: Partial<PlanLevelChange> = {}): PlanLevelChange => {
  return { from: L3, effectiveOn: null, reason: '', ...change };
};
const rowOf = (level: Level, levelChange: PlanLevelChange | null): PlanRow => ({
  line: 2,
  procedureCode: '9.000060',
  serviceCode: '9.000060.01',
  serviceName: 'Báo cáo tai nạn lao động',
  fieldName: 'An toàn, vệ sinh lao động',
  agencyCode: 'H60.11',
  agencyName: 'Sở Lao động - Thương binh và Xã hội',
  tier: 'PROVINCE',
  level,
  quarter: 4,
  deadline: '2020-12-31',
  workingDays: null,
  hasFee: false,
  levelChange,
});
const movesOf = (row: PlanRow, levels: readonly ServiceLevel[]): unknown[] =>
  levelChangesOf(row, levels, DAYS).map(({ from, to, effectiveOn }) => [from?.value ?? null, to.value, effectiveOn]);

describe('a plan row', () => {
  const holding = [held(L3, '2020-07-01')];

  it.each([
    ['begins with the plan', rowOf(L3, null), [], [[null, '3', '2020-07-01']]],
    ['goes up today', rowOf(L4, upgrade()), holding, [['3', '4', '2020-10-03']]],
    ['goes up on its day', rowOf(L4, upgrade({ effectiveOn: '2020-12-01' })), holding, [['3', '4', '2020-12-01']]],
    ['goes up by a plain row', rowOf(L4, null), holding, [['3', '4', '2020-10-03']]],
    ['stays where it is already', rowOf(L4, upgrade()), [...holding, held(L4, '2020-09-01')], []],
    ['is not lowered by a plain row', rowOf(L3, null), [held(L4, '2020-07-01')], []],
    [
      'goes down with a reason',
      rowOf(L3, upgrade({ from: L4, reason: 'Lỗi cổng' })),
      [held(L4, '2020-07-01')],
      [['4', '3', '2020-10-03']],
    ],
    [
      'is on its way already',
      rowOf(L4, upgrade({ effectiveOn: '2020-12-01' })),
      [...holding, held(L4, '2020-12-01')],
      [],
    ],
    [
      'comes on another day',
      rowOf(L4, upgrade({ effectiveOn: '2020-11-01' })),
      [...holding, held(L4, '2020-12-01')],
      [['3', '4', '2020-11-01']],
    ],
    [
      'of a service unknown to us begins with how it stood',
      rowOf(L4, upgrade()),
      [],
      [
        [null, '3', '2020-07-01'],
        ['3', '4', '2020-10-03'],
      ],
    ],
  ])('a level that %s', (_, row, levels, moves) => {
    expect(movesOf(row, levels)).toEqual(moves);
  });

  it.each([
    {
      name: 'a level before that is not the one held',
      row: rowOf(L4, upgrade()),
      levels: [held({ scheme: 'ND43', value: '2' }, '2020-07-01')],
      reason: 'LEVEL_BEFORE',
    },
    {
      name: 'a day before the level held began',
      row: rowOf(L4, upgrade({ effectiveOn: '2020-06-01' })),
      levels: holding,
      reason: 'EFFECTIVE_DAY',
    },
    {
      name: 'its own going down without a reason',
      row: rowOf(L3, null),
      before: rowOf(L4, null),
      levels: [held(L4, '2020-07-01')],
      reason: 'LEVEL_LOWERED',
    },
    { name: 'nothing where another plan has more', row: rowOf(L3, null), levels: [held(L4, '2020-07-01')] },
    { name: 'nothing where it has happened', row: rowOf(L4, upgrade()), levels: [held(L4, '2020-07-01')] },
  ])('is told $name', ({ row, before = null, levels, reason }) => {
    expect(levelFaultOf(row, before, levels, DAYS.today)?.finding.reason).toBe(reason);
  });
});
