type Step = () => Promise<void> | void;

/** Undoes what was started, the last first; once, however many signals come. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private running: Promise<void> | null = null;

  get isRunning(): boolean {
    return this.running !== null;
  }

  add(step: Step): void {
    this.steps.push(step);
  }

  /** A step that fails does not keep the others from running; the first failure is thrown at the end. */
  async run(): Promise<void> {
    this.running ??= this.undo();
    await this.running;
  }

  /** Ends this process by these signals (name to exit code) after {@link run}. */
  onSignals(exitCodes: Readonly<Partial<Record<NodeJS.Signals, number>>>): void {
    for (const [signal, code] of Object.entries(exitCodes))
      process.on(signal, () => void this.run().finally(() => process.exit(code)));
  }

  private async undo(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.steps.reverse()) {
      try {
        await step();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
