/** Passes a repeating event on at most once per `everyMs`, with the number of times it was kept back. */
export class Seldom {
  private lastAt = -Infinity;
  private keptBack = 0;

  constructor(
    private readonly everyMs: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  tell(pass: (keptBack: number) => void): void {
    if (this.nowMs() - this.lastAt < this.everyMs) {
      this.keptBack += 1;
      return;
    }
    pass(this.keptBack);
    this.lastAt = this.nowMs();
    this.keptBack = 0;
  }
}
