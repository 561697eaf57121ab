/** Remembers until when callers were told to keep away. */
export class RetryWindow {
  constructor(private until: Date | null) {}

  /** Null when nobody was told. */
  get end(): Date | null {
    return this.until;
  }

  isInside(at: Date): boolean {
    return this.until !== null && at < this.until;
  }

  extend(until: Date | null): void {
    if (until && (this.until === null || until > this.until)) this.until = until;
  }
}
