import { describe, expect, it } from '@jest/globals';
import { progressAfter } from './push-schedule.js';

const NOW = new Date('2026-02-05T00:00:00Z');
const push = { times: 2, delivered: 0, failures: 0, gapMs: 500, mostFailures: 8, backoffMs: 30_000 };
const waitS = (failures: number): number =>
  (progressAfter({ ...push, failures, mostFailures: 100 }, 'failed', NOW).nextAt.getTime() - NOW.getTime()) / 1_000;

describe('a push after a try', () => {
  it('waits twice as long after each failure, and never more than an hour', () => {
    expect([0, 1, 2, 3, 7, 60].map(waitS)).toEqual([30, 60, 120, 240, 3_600, 3_600]);
  });

  it('is given up with the last failure it is allowed', () => {
    expect(progressAfter({ ...push, failures: 6 }, 'failed', NOW).state).toBe('waiting');
    expect(progressAfter({ ...push, failures: 7 }, 'failed', NOW).state).toBe('given-up');
  });

  it.each(['accepted', 'duplicate', 'refused'] as const)(
    'counts %s as delivered, and begins to count failures anew',
    (outcome) => {
      const once = progressAfter({ ...push, failures: 5 }, outcome, NOW);

      expect(once).toEqual({ state: 'waiting', delivered: 1, failures: 0, nextAt: new Date(NOW.getTime() + 500) });
      expect(progressAfter({ ...push, delivered: 1 }, outcome, NOW)).toMatchObject({ state: 'done', delivered: 2 });
    },
  );
});
