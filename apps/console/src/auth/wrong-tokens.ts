/** Wrong tokens one address may send before it waits. */
export const WRONG_TOKENS_ALLOWED = 5;
/** How long it waits then (ms). */
export const WRONG_TOKEN_WAIT_MS = 30_000;
/** Addresses remembered at once; the oldest goes first. Bounds the memory a flood of addresses can take. */
const ADDRESSES = 1_000;

interface Failures {
  count: number;
  lastAtMs: number;
}

/** Slows the guessing of tokens, per address. Kept in memory: a restart forgives, a guesser gains five tries by it. */
export class WrongTokens {
  private readonly byAddress = new Map<string, Failures>();

  /** Milliseconds the address still has to wait; 0 where it may try. */
  waitMs(address: string, nowMs: number): number {
    const failures = this.byAddress.get(address);
    if (failures === undefined || failures.count < WRONG_TOKENS_ALLOWED) return 0;
    const leftMs = failures.lastAtMs + WRONG_TOKEN_WAIT_MS - nowMs;
    if (leftMs > 0) return leftMs;
    this.byAddress.delete(address);
    return 0;
  }

  add(address: string, nowMs: number): void {
    const count = (this.byAddress.get(address)?.count ?? 0) + 1;
    this.byAddress.delete(address);
    this.byAddress.set(address, { count, lastAtMs: nowMs });
    const [oldest] = this.byAddress.keys();
    if (this.byAddress.size > ADDRESSES && oldest !== undefined) this.byAddress.delete(oldest);
  }

  forget(address: string): void {
    this.byAddress.delete(address);
  }
}
