import { describe, expect, it } from '@jest/globals';
import { Together, UnclearCommitError } from './together.js';

/** Doubles numbers, and remembers which came together; refuses a set with a number below zero. */
function doubler(most?: number): { doubling: Together<number, number>; asked: number[][] } {
  const asked: number[][] = [];
  const answerAll = async (numbers: readonly number[]): Promise<number[]> => {
    asked.push([...numbers]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (numbers.some((number) => number < 0)) throw new Error('below zero');
    return numbers.map((number) => number * 2);
  };
  return { doubling: new Together(answerAll, most), asked };
}

describe('questions that go together', () => {
  it('are asked once, and each gets its own answer', async () => {
    const { doubling, asked } = doubler();

    const answers = await Promise.all([1, 2, 3].map((number) => doubling.ask(number)));

    expect(answers).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  it('wait for the next time when they come while others are asked, none of them for ever', async () => {
    const { doubling, asked } = doubler();
    const first = doubling.ask(1);
    await new Promise((resolve) => setImmediate(resolve));

    const answers = await Promise.all([first, doubling.ask(2), doubling.ask(3)]);

    expect(answers).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  it('are no more at once than they may be', async () => {
    const { doubling, asked } = doubler(2);

    await Promise.all([1, 2, 3, 4, 5].map((number) => doubling.ask(number)));

    expect(asked).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('stand each for itself when the set is refused: one bad one spoils no other', async () => {
    const { doubling } = doubler();

    const answers = await Promise.allSettled([1, -2, 3].map((number) => doubling.ask(number)));

    expect(answers).toMatchObject([{ value: 2 }, { reason: { message: 'below zero' } }, { value: 6 }]);
  });

  it('are never asked again when nobody knows whether they were stored', async () => {
    const asked: number[][] = [];
    const storing = new Together((numbers: readonly number[]): Promise<number[]> => {
      asked.push([...numbers]);
      return Promise.reject(new UnclearCommitError('lost'));
    });

    const answers = await Promise.allSettled([1, 2].map((number) => storing.ask(number)));

    expect(answers).toMatchObject([{ reason: { message: 'lost' } }, { reason: { message: 'lost' } }]);
    expect(asked).toEqual([[1, 2]]);
  });
});
