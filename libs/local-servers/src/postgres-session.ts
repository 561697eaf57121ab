import pg from 'pg';

const ANSWER_WITHIN_MS = 5_000;

/** What a connection needs to know. */
export interface ServerAddress {
  readonly port: number;
  readonly password: string;
}

/** Connection URL of one database. */
export function toUrl(address: ServerAddress, database: string): string {
  return `postgres://postgres:${address.password}@127.0.0.1:${String(address.port)}/${encodeURIComponent(database)}`;
}

/**
 * Throws unless the server answers, also in PL/pgSQL: with its binaries deleted under it, a server goes on with
 * plain SQL and fails there alone.
 */
export async function assertServes(address: ServerAddress): Promise<void> {
  await withClient(address, async (client) => {
    await client.query('SELECT 1');
    await client.query('DO $$ BEGIN PERFORM 1; END $$');
  });
}

/** Creates the databases that are missing. */
export async function openDatabases(address: ServerAddress, databases: readonly string[]): Promise<void> {
  await withClient(address, async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const there = new Set(rows.map(({ datname }) => datname));
    for (const database of new Set(databases)) {
      if (!there.has(database)) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    }
  });
}

async function withClient(address: ServerAddress, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: toUrl(address, 'postgres'),
    connectionTimeoutMillis: ANSWER_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  client.on('error', () => undefined); // the query under way rejects with the same failure
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
