import { Injectable } from '@nestjs/common';
import { Store } from '@dvc/persistence';
import { CallSlots } from './batch/call-slots.js';
import { WorkerIdentity } from './worker-identity.js';

const BEAT_EVERY_MS = 5_000;

/** Lets others see that this process still looks for work. */
@Injectable()
export class Heartbeat {
  private lastAt = -Infinity;
  private lastAllowed = 0;

  constructor(
    private readonly store: Store,
    private readonly slots: CallSlots,
    private readonly me: WorkerIdentity,
  ) {}

  /** Called at each look; writes every 5 s, and at once where this process may make more or fewer calls than before. */
  async beat(): Promise<void> {
    const { allowed } = this.slots;
    if (performance.now() - this.lastAt < BEAT_EVERY_MS && allowed === this.lastAllowed) return;
    await this.store.direct.workers.beat(this.me.id, allowed);
    this.lastAt = performance.now();
    this.lastAllowed = allowed;
  }
}
