import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProvinceCatalogueConfig } from '@dvc/config';
import { Seldom } from '@dvc/observability';
import { Store } from '@dvc/persistence';
import { ServicePublisher } from './service-publisher.js';

/** Sends off what was decided for a later day, on that day. Any number of processes may look: each day is taken once. */
@Injectable()
export class OfferCalendar implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(OfferCalendar.name);
  private readonly seldom = new Seldom(60_000);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly publisher: ServicePublisher,
    private readonly config: ProvinceCatalogueConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.looking = this.look().finally(() => this.timer?.refresh());
    }, this.config.PROVINCE_DUE_EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      await this.store.inTransaction(async (repositories) => {
        const codes = await repositories.levels.takeDue(await repositories.clock.today());
        if (codes.length > 0) await this.publisher.tell(codes, 'calendar', repositories);
      });
    } catch (error) {
      this.seldom.tell((keptBack) => {
        this.log.error(`Look failed: ${String(error)} (and ${String(keptBack)} more)`);
      });
    }
  }
}
