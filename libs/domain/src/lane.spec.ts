import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FULL_BATCH, OUTCOMES, backOffMs, moveAfter, readWaitMs, type LaneInCall, type Outcome } from './lane.js';

const LANE: LaneInCall = { version: 4, isKnown: false, flippedVersion: 2, fails: 3, batchCap: 12 };
const say = (outcome: Outcome): Parameters<typeof moveAfter>[0] => ({ outcome, code: '7', field: 'F', message: 'm' });

const anyLane = fc
  .record({
    version: fc.integer({ min: 1, max: 9 }),
    isKnown: fc.boolean(),
    flippedVersion: fc.integer({ min: 0, max: 9 }),
    fails: fc.nat(99),
    batchCap: fc.integer({ min: 1, max: FULL_BATCH }),
  })
  .map((lane) => ({ ...lane, flippedVersion: Math.min(lane.version, lane.flippedVersion) }));
const anyOutcome = fc.constantFrom(...OUTCOMES);
const anySize = fc.integer({ min: 1, max: FULL_BATCH });

describe('where a lane goes', () => {
  it.each<[Outcome, object]>([
    ['OK', { change: 'acked', isKnown: true, next: 'soon', fails: 0, batchCap: 50 }],
    ['FLIP', { change: 'pending', isKnown: true, flippedVersion: 4, next: 'soon', fails: 3, batchCap: 12 }],
    ['NOT_SENT', { change: 'pending', isKnown: false, next: 'later', fails: 4, batchCap: 12 }],
    ['EXPIRED', { change: 'pending', isKnown: false, next: 'later', fails: 4, batchCap: 12 }],
    ['RATE', { change: 'pending', isKnown: false, next: 'soon', fails: 3, batchCap: 12 }],
    ['SESSION', { change: 'pending', isKnown: false, next: 'soon', fails: 3, batchCap: 12 }],
    ['ACCOUNT', { change: 'pending', isKnown: false, next: 'soon', fails: 3, batchCap: 12 }],
    ['IN_DOUBT', { change: 'pending', isInDoubt: true, next: 'read', fails: 4, batchCap: 5 }],
    ['WHOLE', { change: 'pending', isKnown: false, next: 'soon', fails: 3, batchCap: 5 }],
    ['REJECT', { change: 'rejected', next: 'never', fails: 0 }],
    ['CONFIG', { change: 'rejected', next: 'never', fails: 0 }],
    ['CONFLICT', { change: 'rejected', next: 'never', fails: 0 }],
  ])('after %s in a call of ten', (outcome, move) => {
    expect(moveAfter(say(outcome), LANE, 10)).toMatchObject({ verdict: say(outcome), isInDoubt: false, ...move });
  });

  it('is nowhere but to a person when the call was refused whole and it was alone', () => {
    const move = moveAfter(say('WHOLE'), LANE, 1);
    expect(move).toMatchObject({ verdict: { outcome: 'REJECT', code: '7' }, change: 'rejected', next: 'never' });
  });

  it('flips once per version; the second time is a conflict, whichever way', () => {
    fc.assert(
      fc.property(anyLane, anySize, (lane, size) => {
        fc.pre(lane.flippedVersion < lane.version);
        const first = moveAfter(say('FLIP'), lane, size);
        const second = moveAfter(say('FLIP'), { ...lane, ...first }, size);
        const nextVersion = moveAfter(say('FLIP'), { ...lane, ...first, version: lane.version + 1 }, size);
        expect(first).toMatchObject({ verdict: { outcome: 'FLIP' }, isKnown: !lane.isKnown });
        expect(second).toMatchObject({ verdict: { outcome: 'CONFLICT' }, change: 'rejected', next: 'never' });
        expect(nextVersion.verdict.outcome).toBe('FLIP');
      }),
    );
  });

  it('is into doubt after IN_DOUBT and after nothing else', () => {
    fc.assert(
      fc.property(anyOutcome, anyLane, anySize, (outcome, lane, size) => {
        const { isInDoubt, next } = moveAfter(say(outcome), lane, size);
        expect([isInDoubt, next === 'read']).toEqual([outcome === 'IN_DOUBT', outcome === 'IN_DOUBT']);
      }),
    );
  });

  it('is acknowledged by OK alone, and stopped only by what a person must mend', () => {
    fc.assert(
      fc.property(anyOutcome, anyLane, anySize, (outcome, lane, size) => {
        const { change, next, verdict } = moveAfter(say(outcome), lane, size);
        expect(change === 'acked').toBe(outcome === 'OK');
        expect(change === 'rejected').toBe(['REJECT', 'CONFIG', 'CONFLICT'].includes(verdict.outcome));
        expect(next === 'never').toBe(change === 'rejected');
      }),
    );
  });

  it('always leaves it room for one to fifty in a call', () => {
    fc.assert(
      fc.property(anyOutcome, anyLane, anySize, (outcome, lane, size) => {
        const { batchCap } = moveAfter(say(outcome), lane, size);
        expect(Number.isInteger(batchCap)).toBe(true);
        expect(batchCap).toBeGreaterThanOrEqual(1);
        expect(batchCap).toBeLessThanOrEqual(FULL_BATCH);
      }),
    );
  });

  it('ends alone when every call it is in goes wrong, doubt run out or not', () => {
    const sizes = [];
    let lane = { ...LANE, batchCap: FULL_BATCH };
    while (sizes.length < 6) {
      sizes.push(lane.batchCap);
      lane = { ...lane, ...moveAfter(say('IN_DOUBT'), lane, lane.batchCap) };
      lane = { ...lane, ...moveAfter(say('EXPIRED'), lane, 1) };
      lane = { ...lane, ...moveAfter(say('NOT_SENT'), lane, lane.batchCap) };
    }
    expect(sizes).toEqual([50, 25, 12, 6, 3, 1]);
  });
});

describe('waits', () => {
  it.each([
    [0, 1_000],
    [1, 3_000],
    [2, 10_000],
    [3, 30_000],
    [4, 60_000],
    [99, 60_000],
  ])('after %d reads it is %d ms to the next', (reads, ms) => {
    expect(readWaitMs(reads)).toBe(ms);
    expect(readWaitMs(reads, 0.01)).toBe(ms / 100);
  });

  it('back off anywhere between nothing and the doubled wait, never beyond the longest', () => {
    const limits = fc.record({
      firstMs: fc.integer({ min: 10, max: 5_000 }),
      maxMs: fc.integer({ min: 10, max: 300_000 }),
    });
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(10_000), chance, limits, (fails, drawn, { firstMs, maxMs }) => {
        const ms = backOffMs(fails, drawn, { firstMs, maxMs });
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(Math.min(maxMs, firstMs * 2 ** fails));
      }),
    );
  });

  it.each([
    [0, 1_000],
    [1, 2_000],
    [8, 256_000],
    [9, 300_000],
    [5_000, 300_000],
  ])('after %d failures it is at most %d ms, and that may be reached', (fails, top) => {
    expect(backOffMs(fails, 1, { firstMs: 1_000, maxMs: 300_000 })).toBe(top);
    expect(backOffMs(fails, 0, { firstMs: 1_000, maxMs: 300_000 })).toBe(0);
  });
});
