import { describe, expect, it } from '@jest/globals';
import { RunningClock } from './running-clock.js';

describe('a running clock', () => {
  it('shows the wall where nothing else is asked', () => {
    const before = Date.now();

    const shown = new RunningClock().now().getTime();

    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });

  it('may run faster than the wall, and its sleepers wake by it', async () => {
    const shown = new Date('2026-01-05T00:00:00Z');
    const clock = new RunningClock('scaled', { shown, wallMs: Date.now(), scale: 3_600_000 });
    const before = Date.now();

    await clock.sleep(20 * 3_600_000);

    expect(clock.now().getTime() - shown.getTime()).toBeGreaterThanOrEqual(20 * 3_600_000);
    expect(Date.now() - before).toBeLessThan(20 * 3_600);
  });

  it('stands still while it is paused, and goes on from there', async () => {
    const clock = new RunningClock('scaled', { shown: new Date(0), wallMs: Date.now(), scale: 1_000 });
    clock.setScale(0);
    const paused = clock.now();
    let isAwake = false;
    const slept = clock.sleep(5_000).then(() => {
      isAwake = true;
    });

    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([clock.isPaused, clock.now(), isAwake]).toEqual([true, paused, false]);
    clock.setScale(1_000);
    await slept;

    expect(clock.now().getTime() - paused.getTime()).toBeGreaterThanOrEqual(5_000);
  });
});
