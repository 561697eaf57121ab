import { describe, expect, it } from '@jest/globals';
import { EVENT_RANKS } from './clock.js';
import { VirtualClock } from './virtual-clock.js';

const START = new Date('2026-01-05T00:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);

describe('a virtual clock', () => {
  it('stands still until it is moved', async () => {
    const clock = new VirtualClock(START);

    await new Promise((resolve) => setImmediate(resolve));

    expect(clock.now()).toEqual(START);
    await clock.advanceTo(after(5));
    expect(clock.now()).toEqual(after(5));
  });

  it('runs what is due by instant, then rank, then order of entry, each at its own instant', async () => {
    const clock = new VirtualClock(START);
    const seen: [string, number][] = [];
    const note = (name: string) => (): void => {
      seen.push([name, clock.now().getTime() - START.getTime()]);
    };
    clock.at(after(20), note('late'));
    clock.at(after(10), note('check'), { rank: EVENT_RANKS.checks });
    clock.at(after(10), note('first'));
    clock.at(after(10), note('second'));
    clock.at(after(31), note('beyond'));

    await clock.advanceTo(after(30));

    expect(seen).toEqual([
      ['first', 10],
      ['second', 10],
      ['check', 10],
      ['late', 20],
    ]);
    expect(clock.upcoming()).toEqual([{ at: after(31), rank: 0, kind: 'event', ref: '' }]);
    expect(clock.nextAt).toEqual(after(31));
  });

  it('also runs what an event on the way has added', async () => {
    const clock = new VirtualClock(START);
    const seen: Date[] = [];
    clock.at(after(10), () => {
      clock.at(after(15), () => void seen.push(clock.now()));
    });

    await clock.advanceTo(after(30));

    expect(seen).toEqual([after(15)]);
  });

  it('wakes sleepers when it has gone past their time, and waits until they are done before it goes on', async () => {
    let busy = 0;
    const clock = new VirtualClock(START, async () => {
      while (busy > 0) await new Promise((resolve) => setImmediate(resolve));
    });
    const seen: Date[] = [];
    const work = async (): Promise<void> => {
      await clock.sleep(10);
      busy = 1;
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      seen.push(clock.now());
      busy = 0;
    };
    const done = work();
    clock.at(after(11), () => void seen.push(clock.now()));

    await clock.advanceTo(after(100));
    await done;

    expect(seen).toEqual([after(10), after(11)]);
  });

  it('does not run what was taken back, nor wake who gave up', async () => {
    const clock = new VirtualClock(START);
    const seen: string[] = [];
    const cancel = clock.at(after(1), () => void seen.push('taken back'));
    const giveUp = new AbortController();
    const slept = clock.sleep(1, giveUp.signal).catch((failure: unknown) => String(failure));
    cancel();
    giveUp.abort();

    await clock.advanceTo(after(10));

    expect([seen, await slept]).toEqual([[], expect.stringContaining('AbortError')]);
  });

  it('neither goes back nor is moved twice at once', async () => {
    const clock = new VirtualClock(START);
    const first = clock.advanceTo(after(10));

    await expect(clock.advanceTo(after(20))).rejects.toMatchObject({ reason: 'overlapping' });
    await first;
    await expect(clock.advanceTo(after(9))).rejects.toMatchObject({ reason: 'backwards' });
  });

  it('wakes every sleeper with an error when it is stopped', async () => {
    const clock = new VirtualClock(START);
    const slept = clock.sleep(10).catch((failure: unknown) => String(failure));

    clock.stop();

    expect(await slept).toContain('AbortError');
    await expect(clock.sleep(1)).rejects.toThrow('stopped');
  });
});
