import { Injectable } from '@nestjs/common';
import { Store } from '@dvc/persistence';
import { WorkerIdentity } from './worker-identity.js';

const BEAT_EVERY_MS = 5_000;

/** Lets others see that this process still looks for work. */
@Injectable()
export class Heartbeat {
  private lastAt = -Infinity;

  constructor(
    private readonly store: Store,
    private readonly me: WorkerIdentity,
  ) {}

  /** Called at each look; writes at most every 5 s. */
  async beat(): Promise<void> {
    if (performance.now() - this.lastAt < BEAT_EVERY_MS) return;
    await this.store.direct.workers.beat(this.me.id);
    this.lastAt = performance.now();
  }
}
