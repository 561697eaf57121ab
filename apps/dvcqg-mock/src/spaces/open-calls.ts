/** Counts the calls that are at work in a space; who sleeps by its clock is not at work. */
export class OpenCalls {
  private busy = 0;
  private waiting: (() => void)[] = [];

  enter(): void {
    this.busy += 1;
  }

  leave(): void {
    this.busy -= 1;
    if (this.busy > 0) return;
    const { waiting } = this;
    this.waiting = [];
    for (const goOn of waiting) goOn();
  }

  get isQuiet(): boolean {
    return this.busy === 0;
  }

  /** Resolves when nobody is at work. */
  async untilQuiet(): Promise<void> {
    while (this.busy > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Does work that is waiting for the clock, or moves it. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await work();
    } finally {
      this.enter();
    }
  }
}
