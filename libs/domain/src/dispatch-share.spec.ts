import { describe, expect, it } from '@jest/globals';
import { PRIORITY, priorityOf, shareOf } from './dispatch-share.js';

describe('ten rounds of dealing', () => {
  const rounds = Array.from({ length: 10 }, (_, n) => shareOf(n));

  it('are seven for live work, two for the oldest, one for the backlog, and again', () => {
    expect(rounds.filter(({ isOldestFirst }) => isOldestFirst)).toHaveLength(2);
    const first = rounds.filter(({ isOldestFirst }) => !isOldestFirst).map(({ priorities }) => priorities[0]);
    expect(first.filter((priority) => priority === PRIORITY.urgent)).toHaveLength(7);
    expect(first.filter((priority) => priority === PRIORITY.replay)).toHaveLength(1);
    expect(shareOf(15)).toBe(shareOf(5));
  });

  it('leave out nobody in any of them', () => {
    for (const { priorities } of rounds)
      expect([...priorities].sort((one, other) => one - other)).toEqual([1, 5, 10, 20]);
  });
});

describe('a change', () => {
  it.each([
    ['change', 5],
    ['restate', 5],
    ['replay:4', 10],
    ['finding:9', 10],
    ['backfill:1', 20],
  ])('made by %s has priority %i', (cause, priority) => {
    expect(priorityOf(cause)).toBe(priority);
  });
});
