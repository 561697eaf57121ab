import { Injectable } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { firstPace, paceAfter, paceInOutage, type PacedCall } from '@dvc/domain';
import type { Gate } from '@dvc/persistence';

/** Calls that this process has under way, reads and writes, services and dossiers: only so many at once. */
@Injectable()
export class CallSlots {
  private pace = firstPace(performance.now());
  private callCap = this.pace.allowed;
  private isOutage = false;
  private underWay = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly dispatch: DispatchConfig) {}

  /** Calls this process may have under way now. */
  get allowed(): number {
    return Math.min(this.pace.allowed, this.callCap);
  }

  /** What the account says. In an outage, and once more at its end, the process begins anew. */
  see({ state, callCap }: Pick<Gate, 'state' | 'callCap'>): void {
    this.callCap = callCap;
    const isOutage = state === 'breaker';
    if (isOutage || this.isOutage) this.pace = paceInOutage(performance.now());
    this.isOutage = isOutage;
  }

  /** False: none came free within half a lease, by then the batch is better dealt anew. Who has one frees it. */
  async take(): Promise<boolean> {
    const until = performance.now() + this.dispatch.DISPATCH_LEASE_MS / 2;
    while (this.underWay >= this.allowed) {
      if (performance.now() >= until) return false;
      await this.nextFreed(until - performance.now());
    }
    this.underWay += 1;
    return true;
  }

  free(): void {
    this.underWay -= 1;
    this.waiting.shift()?.();
  }

  /** A call that left at `leftAt` has ended. */
  learn(call: PacedCall): void {
    const { DISPATCH_PACE_MS: stepMs } = this.dispatch;
    this.pace = paceAfter(this.pace, call, performance.now(), { stepMs, callCap: this.callCap });
    this.waiting.shift()?.(); // there may be one more now
  }

  private async nextFreed(withinMs: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(wake, withinMs);
      const waiting = this.waiting;
      function wake(): void {
        clearTimeout(timer);
        const place = waiting.indexOf(wake);
        if (place >= 0) waiting.splice(place, 1);
        done();
      }
      waiting.push(wake);
    });
  }
}
