import pg from 'pg';
import { LocalServerError } from './local-server-error.js';

/**
 * Makes sure that a server has a second database beside the one of `url`.
 *
 * @returns URL of that database.
 * @throws {LocalServerError} where the server does not answer or does not let us create it.
 */
export async function openDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`);
  } catch (error) {
    throw new LocalServerError(
      'LOCAL_DATABASE_UNREACHABLE',
      `Cannot open database ${name} beside DATABASE_URL: ${error instanceof Error ? error.message : String(error)}`,
      'Check that DATABASE_URL answers and may create databases, or set MOCK_DATABASE_URL',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  const beside = new URL(url);
  beside.pathname = `/${name}`;
  return beside.href;
}
