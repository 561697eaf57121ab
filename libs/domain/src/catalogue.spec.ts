import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IsoDate } from './calendar.js';
import { offerOn, type OnlineService, type ServiceLevel } from './catalogue.js';
import { levelRank, type Level } from './level.js';

const FULL: Level = { scheme: 'ND42', value: 'FULL' };
const PARTIAL: Level = { scheme: 'ND42', value: 'PARTIAL' };
const since = (agencyCode: string, validFrom: IsoDate, level: Level): ServiceLevel => ({
  agencyCode,
  validFrom,
  level,
});
const serviceWith = (levels: readonly ServiceLevel[], isOffered = true): OnlineService => ({
  code: '9.900101.01',
  name: 'Cấp giấy chứng nhận mẫu',
  procedureCode: '9.900101',
  isOffered,
  levels,
});

describe('what the portal shall show of a service', () => {
  const raised = [since('H97.12', '2026-04-01', FULL), since('H97.12', '2026-01-01', PARTIAL)];

  it.each<[IsoDate, object]>([
    ['2025-12-31', {}],
    ['2026-01-01', { 'H97.12': 3 }],
    ['2026-03-31', { 'H97.12': 3 }],
    ['2026-04-01', { 'H97.12': 4 }],
  ])('on %s is %p, whatever the order of the levels', (day, offer) => {
    expect(offerOn(serviceWith(raised), day)).toEqual(offer);
    expect(offerOn(serviceWith([...raised].reverse()), day)).toEqual(offer);
  });

  it('is nothing once it is withdrawn', () => {
    expect(offerOn(serviceWith(raised, false), '2026-04-01')).toEqual({});
  });

  it('reads the same text for the same offer, with the newest valid level of each agency', () => {
    const days = ['2022-08-14', '2022-08-15', '2025-12-31', '2026-01-01', '2026-04-01'] as const;
    const level = fc.constantFrom<Level>(FULL, PARTIAL, { scheme: 'ND43', value: '2' }, { scheme: 'ND43', value: '4' });
    const anyLevel = fc.record({
      agencyCode: fc.constantFrom('H97.12', 'H97', '000.31.97.H97'),
      validFrom: fc.constantFrom(...days),
      level,
    });
    const levels = fc.uniqueArray(anyLevel, { selector: ({ agencyCode, validFrom }) => `${agencyCode} ${validFrom}` });
    fc.assert(
      fc.property(levels, fc.constantFrom(...days), fc.nat(), (listed, day, turn) => {
        const offer = offerOn(serviceWith(listed), day);
        const at = turn % (listed.length + 1);
        const turned = offerOn(serviceWith([...listed.slice(at), ...listed.slice(0, at)]), day);
        expect(JSON.stringify(turned)).toBe(JSON.stringify(offer));
        for (const agencyCode of new Set(listed.map((one) => one.agencyCode))) {
          const valid = listed.filter((one) => one.agencyCode === agencyCode && one.validFrom <= day);
          const newest = valid.sort((a, b) => b.validFrom.localeCompare(a.validFrom))[0];
          expect(offer[agencyCode]).toBe(newest && levelRank(newest.level));
        }
      }),
    );
  });
});
