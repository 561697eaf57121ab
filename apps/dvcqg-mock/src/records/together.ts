import { RunningClock } from '@dvc/clock';

/** The commit went wrong and nobody knows how far it came: the caller may not be told either way. */
export class UnclearCommitError extends Error {}

/** Callers who got their answers together come back together, one a little later than the other. */
const GATHERING_MS = 1;
const wall = new RunningClock('real');

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Asks the database once for many calls: what comes in at the same moment, or while a question is under way, goes
 * together with the next. Nobody is answered earlier or otherwise than alone; but eight calls that came together share
 * one round trip, and where something is stored, one disk flush.
 */
export class Together<Question, Answer> {
  private waiting: Waiting<Question, Answer>[] = [];
  private isRunning = false;
  /** How many went together last time: so many are likely on their way again. */
  private lately = 1;

  /** `answerAll` gives one answer for each question, in their order; it is asked no more than `most` at once. */
  constructor(
    private readonly answerAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly most = Infinity,
  ) {}

  async ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (this.isRunning) return;
      this.isRunning = true;
      setImmediate(() => void this.run());
    });
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      if (this.waiting.length < this.lately) await wall.sleep(GATHERING_MS);
      const together = this.waiting.slice(0, this.most);
      this.waiting = this.waiting.slice(together.length);
      this.lately = together.length;
      await this.answer(together);
    }
    this.isRunning = false;
  }

  /** What one of them brings may be what the database refuses: then each stands for itself. */
  private async answer(together: readonly Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.answerAll(together.map(({ question }) => question));
      for (const [at, answer] of answers.entries()) together[at]?.resolve(answer);
    } catch (cause) {
      const mayTryAgain = together.length > 1 && !(cause instanceof UnclearCommitError);
      if (mayTryAgain) for (const one of together) await this.answer([one]);
      else for (const { reject } of together) reject(cause);
    }
  }
}
