import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { PortalLoginError, PortalSession, type Session } from '@dvc/gateway';
import { Store } from '@dvc/persistence';
import { CallSlots } from './call-slots.js';
import { GateKeeper } from './gate-keeper.js';

/** The way in: an open gate, a turn and a session. Whoever is turned away leaves the batch unsent, its lanes due as before. */
@Injectable()
export class PortalAccess {
  private readonly log = new Logger(PortalAccess.name);

  constructor(
    private readonly store: Store,
    private readonly session: PortalSession,
    private readonly gate: GateKeeper,
    private readonly slots: CallSlots,
  ) {}

  /** `null`: not now; the batch is closed unsent. */
  async enter(batchId: string): Promise<Session | null> {
    const gate = await this.store.direct.account.getGate();
    this.slots.see(gate);
    const waitMs = gate.isRated && gate.state === 'open' ? await this.store.direct.account.takeToken() : 0;
    if (waitMs !== null && waitMs > 0) await sleep(waitMs);
    if (gate.state === 'open' && waitMs !== null) return this.logIn(batchId);
    await this.turnAway(batchId);
    return null;
  }

  /** Closes the batch unsent; its lanes are due as before. */
  async turnAway(batchId: string): Promise<Record<string, never>> {
    await this.store.direct.sending.voidQueued(batchId);
    return {};
  }

  /** As {@link enter}, through a breaker that this process has been chosen to probe. */
  async logIn(batchId: string): Promise<Session | null> {
    try {
      return await this.session.get();
    } catch (error) {
      if (!(error instanceof PortalLoginError)) throw error;
      this.log.warn(error.message);
      await this.store.inTransaction(async (repositories) => {
        await repositories.sending.voidQueued(batchId);
        await this.gate.obey(repositories, error.verdict, error.holdMs);
      });
      return null;
    }
  }
}
