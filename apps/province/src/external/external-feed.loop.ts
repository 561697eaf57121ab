import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Seldom } from '@dvc/observability';
import { ExternalFeed } from './external-feed.js';

const LOOK_EVERY_MS = 1_000;
const ROWS_AT_ONCE = 500;

/** Looks for rows of another system until the process stops. */
@Injectable()
export class ExternalFeedLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(ExternalFeedLoop.name);
  private readonly seldom = new Seldom(5_000);
  private readonly stop = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private limit = ROWS_AT_ONCE;

  constructor(@Inject(ExternalFeed) private readonly feed: ExternalFeed) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      const taken = await this.look();
      if (taken < this.limit)
        await sleep(LOOK_EVERY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  /** A set that fails is halved until the bad row stands alone, and is set aside; then sets grow again. */
  private async look(): Promise<number> {
    try {
      const taken = await this.feed.take(this.limit);
      this.limit = Math.min(ROWS_AT_ONCE, this.limit * 2);
      return taken;
    } catch (error) {
      this.seldom.tell((keptBack) => {
        this.log.error(`Rows of external_change failed: ${String(error)} (and ${String(keptBack)} more)`);
      });
      if (this.limit === 1) await this.feed.setAside().catch(() => undefined);
      this.limit = Math.max(1, Math.floor(this.limit / 2));
      return 0;
    }
  }
}
