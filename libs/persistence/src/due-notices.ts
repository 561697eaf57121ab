import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { StorageConfig } from '@dvc/config';
import pg from 'pg';

const REOPEN_AFTER_MS = 1_000;

/** Hears `NOTIFY lane_due` on a connection of its own. A notice only shortens the wait: one that is lost loses nothing. */
@Injectable()
export class DueNotices implements OnModuleDestroy {
  private readonly stop = new AbortController();
  private client: pg.Client | null = null;

  constructor(private readonly storage: StorageConfig) {}

  /** Calls `onDue` at each notice until the module is destroyed; opens the connection again whenever it breaks. */
  async listen(onDue: () => void): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.hear(onDue).catch(() => undefined);
      await sleep(REOPEN_AFTER_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.client?.end().catch(() => undefined);
  }

  /** Comes back when the connection has ended. */
  private async hear(onDue: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.storage.DATABASE_URL,
      keepAlive: true,
      application_name: 'dvcqg lane_due',
    });
    this.client = client;
    const ended = new Promise<void>((done) => client.once('end', done));
    client.on('notification', onDue);
    client.on('error', () => undefined); // `end` follows
    await client.connect();
    await client.query('LISTEN lane_due');
    onDue(); // what was committed while nobody listened
    await ended;
  }
}
