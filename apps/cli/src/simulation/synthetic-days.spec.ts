import { describe, expect, it } from '@jest/globals';
import { syntheticDays } from './synthetic-days.js';
import type { Offering } from './synthetic-life.js';

const OFFERINGS: [Offering, ...Offering[]] = [
  { code: '9.900101', name: 'Cấp giấy chứng nhận mẫu', workingDays: 5, hasFee: true, agencyCodes: ['H97.12'] },
  { code: '9.900102', name: 'Cấp giấy phép mẫu', workingDays: null, hasFee: false, agencyCodes: ['H97.13'] },
];
const WISH = { perDay: 200, days: 30, seed: 7, until: '2026-11-24' } as const;

interface Written {
  readonly open?: {
    readonly code: string;
    readonly submittedAt: string;
    readonly identityNumber: string;
    readonly applicantName: string;
  };
  readonly code?: string;
  readonly move?: { readonly to: string; readonly at: string };
}

const days = [...syntheticDays(WISH, OFFERINGS)] as Written[][];
const changes = days.flat();
const opened = changes.flatMap(({ open }) => open ?? []);
const timeOf = ({ open, move }: Written): string => open?.submittedAt ?? move?.at ?? '';

describe('simulated days', () => {
  it('are the same for the same wish, and others for another seed', () => {
    expect([...syntheticDays(WISH, OFFERINGS)]).toEqual(days);
    expect([...syntheticDays({ ...WISH, seed: 8 }, OFFERINGS)]).not.toEqual(days);
  });

  it('begin as many dossiers each day as wished, each with its own code', () => {
    expect(days.map((day) => day.filter(({ open }) => open).length)).toEqual(Array(30).fill(200));
    expect(new Set(opened.map(({ code }) => code)).size).toBe(6_000);
  });

  it('go on in the order of time and end before the day they must not reach', () => {
    const times = changes.map(timeOf);
    expect(times).toEqual([...times].sort());
    expect((times.at(-1) ?? '') < '2026-11-23T17:00:00.000Z').toBe(true);
  });

  it('hold nobody: reserved codes, reserved citizen numbers, names of examples', () => {
    expect(opened.filter(({ code }) => !/^H97\.1[23]-26\d{4}-907\d{4}$/.test(code))).toEqual([]);
    expect(opened.filter(({ identityNumber }) => !/^097\d{9}$/.test(identityNumber))).toEqual([]);
    expect(opened.filter(({ applicantName }) => !/(Mẫu|Dụ|Thử|Định)$/.test(applicantName))).toEqual([]);
  });

  it('have lives of every kind', () => {
    const steps = new Set(changes.flatMap(({ move }) => move?.to ?? []));
    expect([...steps].sort()).toEqual([
      'ACCEPTED',
      'COMPLETED',
      'PAYMENT_REQUIRED',
      'PROCESSING',
      'REJECTED',
      'RESULT_RETURNED',
      'STOPPED',
      'SUPPLEMENT_REQUIRED',
      'WITHDRAWAL_REQUESTED',
    ]);
  });
});
