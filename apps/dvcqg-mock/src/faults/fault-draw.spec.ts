import { describe, expect, it } from '@jest/globals';
import { armFault, drawFaults, drawItems, type ArmedFault } from './fault-draw.js';
import type { Fault, FaultSchedule } from './fault.js';
import { keyedDraw } from './keyed-draw.js';
import type { Occasion } from './schedule-table.js';

const KEYS = {
  service: 'DongBoDVC',
  madonvi: '-',
  MaHoSo: '-',
  MaTTHC: '-',
  MaDVC: 'x',
  day: '2026-01-01',
  attempt: 1,
};
const START = new Date('2026-01-01T00:00:00Z');
const at = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000);

function arm(schedule: FaultSchedule, more: Partial<Fault> = {}): ArmedFault {
  return armFault({ id: 'f', service: '*', phase: 'before-auth', effect: { type: 'hang' }, schedule, ...more });
}

/** One call a minute. */
function firings(armed: ArmedFault, calls: number, keys: Partial<typeof KEYS>[] = []): boolean[] {
  return Array.from(
    { length: calls },
    (_, i) => drawFaults([armed], { keys: { ...KEYS, ...keys[i] }, now: at(i) }).acting !== null,
  );
}

describe('a fault with a schedule', () => {
  it.each<[string, FaultSchedule, boolean[]]>([
    ['first', { first: 2 }, [true, true, false, false]],
    ['nth', { nth: [2, 4] }, [false, true, false, true]],
    ['every', { every: 2 }, [false, true, false, true]],
    ['always', { always: true }, [true, true, true, true]],
    ['rate 0', { rate: 0, keyedBy: ['MaDVC'], seed: 1 }, [false, false, false, false]],
    ['rate 1', { rate: 1, keyedBy: ['MaDVC'], seed: 1 }, [true, true, true, true]],
    ['at', { at: [at(0.5).toISOString(), at(3).toISOString()] }, [false, true, false, true]],
    [
      'at, two instants before one call',
      { at: [at(0.1).toISOString(), at(0.9).toISOString()] },
      [false, true, false, false],
    ],
    [
      'window',
      { always: true, window: { from: at(1).toISOString(), to: at(3).toISOString() } },
      [false, true, true, false],
    ],
    [
      'window and every',
      { every: 2, window: { from: at(2).toISOString(), to: at(9).toISOString() } },
      [false, false, false, true],
    ],
  ])('of kind %s fires in its time', (_kind, schedule, expected) => {
    expect(firings(arm(schedule), 4)).toEqual(expected);
  });

  it('stops at its maximum, and counts what it held back', () => {
    const armed = arm({ always: true }, { max: 1 });

    expect(firings(armed, 3)).toEqual([true, false, false]);
    expect(armed.counts).toEqual({ considered: 3, fired: 1, shadowed: 0, capped: 2 });
  });

  it('stops for a key that it has hit often enough, whatever the attempt', () => {
    const armed = arm({ rate: 1, keyedBy: ['MaDVC', 'attempt'], seed: 1 }, { perKey: 1 });
    const calls = [{ MaDVC: 'a' }, { MaDVC: 'a', attempt: 2 }, { MaDVC: 'b' }, { MaDVC: 'b', attempt: 2 }];

    expect(firings(armed, 4, calls)).toEqual([true, false, true, false]);
    expect(armed.counts).toEqual({ considered: 4, fired: 2, shadowed: 0, capped: 2 });
    expect([...armed.byKey.values()]).toEqual([1, 1]);
  });

  it('gives way to the one before it in the list, and is counted as shadowed', () => {
    const [first, second] = [arm({ always: true }, { id: 'first' }), arm({ always: true }, { id: 'second' })];

    expect(drawFaults([first, second], { keys: KEYS, now: START }).acting?.id).toBe('first');
    expect(second.counts).toEqual({ considered: 1, fired: 0, shadowed: 1, capped: 0 });
  });

  it('notes its draw, so that anybody can check it', () => {
    const armed = arm({ rate: 0.5, keyedBy: ['MaDVC', 'attempt'], seed: 9 });
    const draw = keyedDraw(9, 'f', ['x', 1]);

    expect(drawFaults([armed], { keys: KEYS, now: START }).notes).toEqual([
      { fault: 'f', rate: 0.5, draw, fired: draw < 0.5 },
    ]);
  });
});

describe('a fault within a batch', () => {
  const items = ['a', 'b', 'c', 'd'].map((MaDVC): Occasion => ({ keys: { ...KEYS, MaDVC }, now: START }));

  it('with a rate is drawn for each item by itself', () => {
    const armed = arm({ rate: 0.5, keyedBy: ['MaDVC'], seed: 2 });
    const expected = ['a', 'b', 'c', 'd'].flatMap((key, index) => (keyedDraw(2, 'f', [key]) < 0.5 ? [index] : []));

    const { hits, notes } = drawItems([armed], items);

    expect(expected.length).toBeGreaterThan(0);
    expect([...hits.values()]).toEqual([expected]);
    expect(notes).toHaveLength(4);
    expect(armed.counts).toMatchObject({ considered: 4, fired: expected.length });
  });

  it('that counts calls is asked once, and hits what no fault before it has', () => {
    const [rated, counted] = [arm({ rate: 0.5, keyedBy: ['MaDVC'], seed: 2 }), arm({ nth: [1] }, { id: 'second' })];

    const { hits } = drawItems([rated, counted], items);

    expect([...hits.values()].flat().sort()).toEqual([0, 1, 2, 3]);
    expect(counted.counts).toEqual({ considered: 1, fired: 1, shadowed: 0, capped: 0 });
  });

  it('that finds every item taken is shadowed', () => {
    const [first, second] = [arm({ always: true }), arm({ first: 1 }, { id: 'second' })];

    drawItems([first, second], items);

    expect(second.counts).toEqual({ considered: 1, fired: 0, shadowed: 1, capped: 0 });
  });
});
