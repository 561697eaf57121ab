import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstPace, paceAfter, paceInOutage, type CallPace, type PacedCall } from './call-pace.js';

const LIMITS = { stepMs: 10_000, callCap: 8 };
const clean: Omit<PacedCall, 'leftAt'> = { outcome: 'OK', isBusy: false };
const after = (pace: CallPace, call: Omit<PacedCall, 'leftAt'>, now: number, leftAt = now): CallPace =>
  paceAfter(pace, { ...call, leftAt }, now, LIMITS);
/** Allowed after each of so many clean steps. */
function steps(pace: CallPace, count: number): number[] {
  let current = pace;
  return Array.from({ length: count }, (_, n) => {
    current = after(current, clean, (n + 1) * LIMITS.stepMs);
    return current.allowed;
  });
}

describe('the pace of calls', () => {
  it('grows by one with each clean step, up to the cap', () => {
    expect(steps(firstPace(0), 8)).toEqual([3, 4, 5, 6, 7, 8, 8, 8]);
  });

  it('begins with one after an outage and doubles with each step', () => {
    expect(steps(paceInOutage(0), 5)).toEqual([2, 4, 8, 8, 8]);
  });

  it('does not grow while nothing is answered, nor within a step', () => {
    expect(after(firstPace(0), clean, 9_999).allowed).toBe(2);
    expect(after(after(firstPace(0), clean, 10_000), clean, 19_999).allowed).toBe(3);
  });

  it('is halved once by all the busy answers to calls that were under way together', () => {
    const eight: CallPace = { ...firstPace(0), allowed: 8 };
    const once = after(eight, { outcome: 'RATE', isBusy: true }, 5_000, 4_000);
    expect(once.allowed).toBe(4);
    expect(after(once, { outcome: 'RATE', isBusy: true }, 5_010, 4_500).allowed).toBe(4);
    expect(after(once, { outcome: 'RATE', isBusy: true }, 6_000, 5_500).allowed).toBe(2);
  });

  it('is halved by three calls in a row whose end is not known, not by one', () => {
    const doubt = { outcome: 'IN_DOUBT', isBusy: false } as const;
    const two = after(after({ ...firstPace(0), allowed: 8 }, doubt, 1), doubt, 2);
    expect(two.allowed).toBe(8);
    expect(after(two, doubt, 3).allowed).toBe(4);
    expect(after(after(two, clean, 3), doubt, 4).allowed).toBe(8);
  });

  it('never leaves one to the cap, and never more than doubles within a step', () => {
    const outcome = fc.constantFrom<PacedCall['outcome']>('OK', null, 'RATE', 'IN_DOUBT', 'NOT_SENT', 'REJECT');
    const call = fc.record({ outcome, isBusy: fc.boolean(), restMs: fc.nat(15_000) });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        let pace = paceInOutage(0);
        let now = 0;
        const history = [{ at: 0, allowed: pace.allowed }];
        for (const { restMs, ...told } of calls) {
          now += restMs;
          pace = after(pace, told, now);
          history.push({ at: now, allowed: pace.allowed });
        }
        for (const { at, allowed } of history) {
          const least = Math.min(...history.filter((h) => h.at <= at && at - h.at < 10_000).map((h) => h.allowed));
          expect(allowed >= 1 && allowed <= 8 && allowed <= 2 * least).toBe(true);
        }
      }),
    );
  });
});
