import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of its own for one story; it goes with the server. */
export async function freshDatabase(name: string): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) throw new Error('test/support/global-setup.mjs has not run');
  const database = `${name}_${randomUUID().slice(0, 8)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
