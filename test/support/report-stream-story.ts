import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import pg from 'pg';
import { freePort } from '../../apps/cli/src/free-port.js';
import { PROVINCE_HEAP } from '../../apps/cli/src/supervisor.js';
import { eventually } from './eventually.js';
import { freshDatabase } from './fresh-database.js';

const KEY = 'only-for-this-test-0123456789abcdef';
const MOST_BYTES = 200_000_000;

/** Exports so many dossiers from a province in a process of its own, started as `dvcqg up` does, and tells the most memory it ever held. */
export async function exportFromProcess(count: number, format: 'csv' | 'xlsx' | 'json'): Promise<void> {
  const [url, port] = [await freshDatabase('stream'), await freePort(0)];
  const province = spawn(process.execPath, [...PROVINCE_HEAP, 'dist/apps/province/src/main.js'], {
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: url,
      PROVINCE_API_KEY: KEY,
      PROVINCE_INBOUND_TOKEN: `${KEY}-inbound`,
      PROVINCE_PORT: String(port),
    },
    stdio: 'ignore',
  });
  const ask = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${String(port)}${path}`, { headers: { authorization: `Bearer ${KEY}` } });
  try {
    await eventually(async () => {
      expect((await ask('/reports')).status).toBe(200);
    }, 30_000);
    await fill(url, count);
    const response = await ask(`/reports/II.06a/rows?period=2023-I&figure=received&format=${format}`);
    const bytes = (await response.arrayBuffer()).byteLength;
    const peak =
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(province.pid)}/status`, 'utf8'))?.[1]) * 1_024;
    process.stdout.write(
      `${String(count)} rows as ${format}: ${String(bytes)} bytes, peak ${String(Math.round(peak / 1e6))} MB\n`,
    );
    expect(bytes).toBeGreaterThan(count * 10);
    expect(peak).toBeLessThan(MOST_BYTES);
  } finally {
    province.kill();
  }
}

async function fill(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO dossier (code, procedure_code, agency_code, channel, applicant, summary, status, status_at, submitted_at,
       accepted_at, due_at, is_due_sure, fees, supplements, step_count)
     SELECT 'H60.15-230306-' || (1000000 + n), '9.000001', 'H60.15', 'ONLINE', '{}', 'Mẫu', 'PROCESSING', t, t, t,
       t + interval '5 days', true, '[]', '[]', 1
     FROM (SELECT n, '2023-03-06T01:00:00Z'::timestamptz + n * interval '1 second' AS t FROM generate_series(1, $1) n) s`,
    [count],
  );
  await client.end();
}
