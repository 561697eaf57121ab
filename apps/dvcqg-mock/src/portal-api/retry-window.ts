import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PortalRecords } from '../records/portal-records.js';

/** Remembers until when callers were told to keep away, also over a restart. */
@Injectable()
export class RetryWindow implements OnApplicationBootstrap {
  private until: Date | null = null;

  constructor(private readonly records: PortalRecords) {}

  async onApplicationBootstrap(): Promise<void> {
    this.until = await this.records.direct.journal.lastRetryUntil();
  }

  isInside(at: Date): boolean {
    return this.until !== null && at < this.until;
  }

  extend(until: Date | null): void {
    if (until && (this.until === null || until > this.until)) this.until = until;
  }

  forget(): void {
    this.until = null;
  }
}
