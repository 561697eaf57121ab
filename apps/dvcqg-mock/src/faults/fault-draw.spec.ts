import { describe, expect, it } from '@jest/globals';
import { drawFaults, matches, type ArmedFault } from './fault-draw.js';
import type { Fault, FaultSchedule } from './fault.js';

const KEYS = {
  service: 'DongBoDVC',
  madonvi: '-',
  MaHoSo: '-',
  MaTTHC: '-',
  MaDVC: 'x',
  day: '2026-01-01',
  attempt: 1,
};

function arm(schedule: FaultSchedule, more: Partial<Fault> = {}): ArmedFault {
  const fault: Fault = { id: 'f', service: '*', phase: 'before-auth', effect: { type: 'hang' }, schedule, ...more };
  return { fault, counts: { considered: 0, fired: 0, shadowed: 0, capped: 0 } };
}

function firings(armed: ArmedFault, calls: number): boolean[] {
  return Array.from({ length: calls }, () => drawFaults([armed], KEYS).acting !== null);
}

describe('a fault with a schedule', () => {
  it.each<[string, FaultSchedule, boolean[]]>([
    ['first', { first: 2 }, [true, true, false, false]],
    ['nth', { nth: [2, 4] }, [false, true, false, true]],
    ['always', { always: true }, [true, true, true, true]],
    ['rate 0', { rate: 0, keyedBy: ['MaDVC'], seed: 1 }, [false, false, false, false]],
    ['rate 1', { rate: 1, keyedBy: ['MaDVC'], seed: 1 }, [true, true, true, true]],
  ])('of kind %s fires in its time', (_kind, schedule, expected) => {
    expect(firings(arm(schedule), 4)).toEqual(expected);
  });

  it('stops at its maximum, and counts what it held back', () => {
    const armed = arm({ always: true }, { max: 1 });

    expect(firings(armed, 3)).toEqual([true, false, false]);
    expect(armed.counts).toEqual({ considered: 3, fired: 1, shadowed: 0, capped: 2 });
  });

  it('gives way to the one before it in the list, and is counted as shadowed', () => {
    const [first, second] = [arm({ always: true }, { id: 'first' }), arm({ always: true }, { id: 'second' })];

    expect(drawFaults([first, second], KEYS).acting?.id).toBe('first');
    expect(second.counts).toEqual({ considered: 1, fired: 0, shadowed: 1, capped: 0 });
  });

  it('notes its draw, so that anybody can check it', () => {
    const { notes } = drawFaults([arm({ rate: 0.5, keyedBy: ['MaDVC', 'attempt'], seed: 9 })], KEYS);

    expect(notes).toEqual([{ fault: 'f', rate: 0.5, draw: expect.any(Number), fired: expect.any(Boolean) }]);
  });

  it('concerns its own service and phase only', () => {
    const { fault } = arm({ always: true }, { service: 'LayDVC' });

    expect(matches(fault, 'before-auth', 'LayDVC')).toBe(true);
    expect(matches(fault, 'before-auth', 'login')).toBe(false);
    expect(matches(fault, 'on-reply', 'LayDVC')).toBe(false);
  });
});
