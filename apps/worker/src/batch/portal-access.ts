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

  /**
   * Does the work where a call may be made: a place among those under way, an open gate, a turn and a session.
   *
   * @returns What the work gave; `null`: not now, the batch is closed unsent.
   */
  async within<T>(batchId: string, work: (session: Session) => Promise<T>): Promise<T | null> {
    if (!(await this.slots.take())) return this.turnAway(batchId);
    try {
      const session = await this.enter(batchId);
      return session === null ? null : await work(session);
    } finally {
      this.slots.free();
    }
  }

  /** The session alone, for whoever has been chosen to probe an open breaker; `null` as in {@link within}. */
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

  private async enter(batchId: string): Promise<Session | null> {
    const gate = await this.store.direct.account.getGate();
    this.slots.see(gate);
    if (gate.state !== 'open') return this.turnAway(batchId);
    const waitMs = gate.isRated ? await this.store.direct.account.takeToken() : 0;
    if (waitMs === null) return this.turnAway(batchId);
    if (waitMs > 0) await sleep(waitMs);
    return this.logIn(batchId);
  }

  private async turnAway(batchId: string): Promise<null> {
    await this.store.direct.sending.voidQueued(batchId);
    return null;
  }
}
