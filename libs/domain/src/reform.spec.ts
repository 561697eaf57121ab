import { describe, expect, it } from '@jest/globals';
import type { Agency, Tier } from './agency.js';
import type { IsoDate } from './calendar.js';
import { checkReform, type CheckedReform, type ReformLine } from './reform.js';

const DAY = '2025-07-01';
const agency = (code: string, tier: Tier, validFrom: IsoDate | null = null, validTo: IsoDate | null = null): Agency => {
  return { code, name: `Cơ quan ${code}`, tier, validFrom, validTo, mergedInto: null };
};
const AGENCIES = [
  agency('H60.03', 'PROVINCE'),
  agency('H60.04', 'PROVINCE'),
  agency('H60.09', 'PROVINCE', null, '2024-12-31'),
  agency('H60.31', 'DISTRICT'),
  agency('H60.32', 'DISTRICT'),
  agency('H60.50', 'PROVINCE', '2025-07-01'),
];
const lineOf = (from: string, to: string, change: Partial<ReformLine> = {}): Omit<ReformLine, 'line'> => {
  return { from, to, procedureCode: '', since: DAY, heirName: '', heirTier: null, ...change };
};
const check = (...lines: readonly Omit<ReformLine, 'line'>[]): CheckedReform =>
  checkReform(
    lines.map((line, index) => ({ ...line, line: index + 2 })),
    { agencies: AGENCIES, procedureCodes: new Set(['1.001193']), successions: [] },
  );
const NEW = { heirName: 'UBND phường Minh Xuân', heirTier: 'COMMUNE' } as const;

describe('a map of agencies that end', () => {
  it('opens an agency once, and gives one procedure to somebody else', () => {
    const { opened, successions, faults } = check(
      lineOf('H60.31', 'H60.61', NEW),
      lineOf('H60.31', 'H60.04', { procedureCode: '1.001193' }),
      lineOf('H60.32', 'H60.61'),
    );

    expect(faults).toEqual([]);
    expect(opened).toMatchObject([{ code: 'H60.61', tier: 'COMMUNE', validFrom: DAY, validTo: null }]);
    expect(successions).toHaveLength(3);
  });

  it.each([
    ['an agency nobody knows', [lineOf('H60.99', 'H60.04')], '2 from AGENCY_UNKNOWN'],
    ['an heir nobody knows', [lineOf('H60.31', 'H60.99')], '2 to AGENCY_UNKNOWN'],
    ['an heir that is the agency itself', [lineOf('H60.31', 'H60.31')], '2 to SUCCESSOR_SELF'],
    ['an heir that has ended', [lineOf('H60.31', 'H60.09')], '2 to AGENCY_CLOSED'],
    ['an heir of another name', [lineOf('H60.31', 'H60.04', { heirName: 'Sở khác' })], '2 heirName AGENCY_NAME'],
    ['a district as heir', [lineOf('H60.31', 'H60.32')], '2 to DISTRICT_ENDED'],
    ['an agency that begins on the day', [lineOf('H60.50', 'H60.04')], '2 since SUCCESSION_DAY'],
    [
      'a procedure nobody knows',
      [lineOf('H60.31', 'H60.04'), lineOf('H60.31', 'H60.03', { procedureCode: '1.9' })],
      '3 procedureCode PROCEDURE_CODE',
    ],
    [
      'a remainder without an heir',
      [lineOf('H60.31', 'H60.04', { procedureCode: '1.001193' })],
      '2 procedureCode SUCCESSION_REST',
    ],
    [
      'two days for one agency',
      [lineOf('H60.31', 'H60.04'), lineOf('H60.31', 'H60.03', { procedureCode: '1.001193', since: '2025-08-01' })],
      '3 since SUCCESSION_DAY',
    ],
    ['one thing twice', [lineOf('H60.31', 'H60.04'), lineOf('H60.31', 'H60.03')], '3 procedureCode ROW_TWICE'],
    [
      'heirs that go round',
      [lineOf('H60.03', 'H60.04'), lineOf('H60.04', 'H60.03')],
      '2 to SUCCESSION_CIRCLE,3 to SUCCESSION_CIRCLE',
    ],
  ])('refuses %s', (_, lines, wanted) => {
    const told = check(...lines).faults.map(
      ({ line, column, finding }) => `${String(line)} ${column} ${finding.reason}`,
    );

    expect(told.join()).toBe(wanted);
  });
});
