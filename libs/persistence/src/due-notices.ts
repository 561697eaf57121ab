import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { StorageConfig } from '@dvc/config';
import pg from 'pg';

const REOPEN_AFTER_MS = 1_000;

/** Hears `NOTIFY lane_due` on a connection of its own. A notice only shortens the wait: one that is lost loses nothing. */
@Injectable()
export class DueNotices implements OnModuleDestroy {
  private client: pg.Client | null = null;
  private isStopped = false;

  constructor(private readonly storage: StorageConfig) {}

  /** Calls `onDue` at each notice; reopens the connection when it breaks. */
  async listen(onDue: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.storage.DATABASE_URL,
      keepAlive: true,
      application_name: 'dvcqg lane_due',
    });
    this.client = client;
    client.on('notification', onDue);
    client.on('error', () => undefined);
    client.once('end', () => {
      if (!this.isStopped) setTimeout(() => void this.listen(onDue), REOPEN_AFTER_MS);
    });
    await client
      .connect()
      .then(() => client.query('LISTEN lane_due'))
      .catch(() => client.end().catch(() => undefined));
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    await this.client?.end().catch(() => undefined);
  }
}
