import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** The only time the mock reads, so that a virtual one can take its place. */
@Injectable()
export class PortalClock implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  now(): Date {
    return new Date();
  }

  /** Rejects when the mock stops: what was waiting must not wake without a database. */
  async sleep(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal });
  }

  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}
