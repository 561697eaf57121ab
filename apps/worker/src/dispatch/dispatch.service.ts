import { Injectable } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { shareOf } from '@dvc/domain';
import { Store, type QueuedBatch } from '@dvc/persistence';
import { CallSlots } from '../batch/call-slots.js';
import { BatchOutlet } from './batch-outlet.js';

/** Turns due lanes into batches. Any number of processes may do it at once: PostgreSQL deals the lanes out. */
@Injectable()
export class DispatchService {
  /** Counts the rounds, so that each kind of work has its share of them. */
  private round = 0;

  constructor(
    private readonly store: Store,
    private readonly outlet: BatchOutlet,
    private readonly slots: CallSlots,
    private readonly config: DispatchConfig,
  ) {}

  /** One look: what was lost is given up, what waits too long is put on the queue again, what is due is dealt. */
  async look(): Promise<void> {
    await this.store.inTransaction(({ batches }) => batches.giveUpLost());
    for (const batch of await this.store.direct.batches.listUnsent(this.config.DISPATCH_READD_MS))
      await this.outlet.add(batch);
    const gate = await this.store.direct.account.getGate();
    this.slots.see(gate);
    if (gate.mayProbe) await this.probe();
    if (gate.state === 'open') await this.deal();
  }

  /** A lone change makes a batch of one at once; under load batches fill by themselves. */
  private async deal(): Promise<void> {
    const { batches } = this.store.direct;
    let room = await batches.countRoom(this.config.DISPATCH_OPEN_BATCHES);
    while (room > 0) {
      const batch = await this.claim(this.config.DISPATCH_BATCH_SIZE);
      if (batch === null) return;
      await this.outlet.add(batch);
      room -= 1;
    }
  }

  /** The breaker's time is over: the winner sends one lane alone, by itself, and its answer decides. */
  private async probe(): Promise<void> {
    if (!(await this.store.direct.account.claimProbe(this.config.DISPATCH_LEASE_MS))) return;
    const batch = await this.claim(1);
    if (batch === null) await this.store.direct.account.dropProbe();
    else await this.outlet.probe(batch);
  }

  private async claim(size: number): Promise<QueuedBatch | null> {
    return this.store.direct.batches.claim({
      size,
      steps: Math.min(size, this.config.DISPATCH_STEPS_PER_CALL),
      stepDossiers: this.config.DISPATCH_DOSSIERS_PER_STEP_CALL,
      leaseMs: this.config.DISPATCH_LEASE_MS,
      share: shareOf(this.round++),
    });
  }
}
