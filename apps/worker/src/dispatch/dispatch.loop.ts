import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DispatchConfig } from '@dvc/config';
import { Seldom } from '@dvc/observability';
import { DueNotices } from '@dvc/persistence';
import { Heartbeat } from '../heartbeat.js';
import { DispatchService } from './dispatch.service.js';

/** Looks again and again until the process stops. A failed look is told, at most every 5 s; the next one may succeed. */
@Injectable()
export class DispatchLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(DispatchLoop.name);
  private readonly seldom = new Seldom(5_000);
  private isStopped = false;
  private isNoticed = false;
  private wake: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly dispatcher: DispatchService,
    private readonly notices: DueNotices,
    private readonly heart: Heartbeat,
    private readonly config: DispatchConfig,
  ) {}

  onApplicationBootstrap(): void {
    void this.notices.listen(() => {
      this.isNoticed = true;
      this.wake();
    });
    this.running = this.run();
  }

  /** The look under way is finished, while the database is still there. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.isNoticed = false;
      try {
        await this.heart.beat();
        await this.dispatcher.look();
      } catch (error) {
        this.seldom.tell((keptBack) => {
          this.log.error(`Look failed: ${String(error)} (and ${String(keptBack)} more)`);
        });
      }
      await this.rest();
    }
  }

  /** Until a notice comes, or the time is over; a notice that came during the look ends the rest at once. */
  private async rest(): Promise<void> {
    if (this.isStopped || this.isNoticed) return;
    const { DISPATCH_EVERY_MS: everyMs } = this.config;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, everyMs * (0.8 + Math.random() * 0.4));
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
