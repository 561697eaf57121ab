import { Injectable } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import type { Verdict } from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import { wholeCallOf, type CallEnd } from './call-end.js';

/** Moves the gate of the account by how calls end: hold, pause, breaker, session. */
@Injectable()
export class GateKeeper {
  constructor(private readonly dispatch: DispatchConfig) {}

  /** One call has ended; run in the transaction that writes it down. */
  async moveAfter(to: Repositories, end: CallEnd, sessionEpoch: number): Promise<void> {
    if (end.kind === 'unsent') return;
    const { verdict, holdMs } = wholeCallOf(end);
    if (verdict === null) await to.account.recordAnswer();
    else await this.obey(to, verdict, holdMs, sessionEpoch);
  }

  /** What a verdict on a whole call means for everybody's next call. */
  async obey(to: Repositories, verdict: Verdict, holdMs: number, sessionEpoch = 0): Promise<void> {
    const { outcome, code, message } = verdict;
    const words = `${code} ${message}`.trim();
    if (holdMs > 0) await to.account.hold(holdMs, words);
    if (outcome === 'NOT_SENT' || outcome === 'IN_DOUBT') return to.account.recordFailure(this.breaker());
    if (outcome === 'ACCOUNT') return to.account.pause(words);
    if (outcome !== 'SESSION') return to.account.recordAnswer();
    if (await to.sessions.expire(sessionEpoch)) await to.account.recordSessionRefused(this.breaker());
  }

  private breaker(): { failures: number; firstMs: number; maxMs: number } {
    const {
      DISPATCH_BREAKER_FAILURES: failures,
      DISPATCH_BREAKER_MS: firstMs,
      DISPATCH_BACKOFF_MAX_MS: maxMs,
    } = this.dispatch;
    return { failures, firstMs, maxMs };
  }
}
