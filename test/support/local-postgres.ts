import { transformFileSync } from '@swc/core';
import { startPostgres, type LocalPostgres } from '@dvc/local-servers';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { eventually } from './eventually.js';

const REPOSITORY = resolve(import.meta.dirname, '../..');
/** A user without rights of its own: nobody. */
export const ORDINARY = { uid: 65_534, gid: 65_534 };
export const isRoot = process.getuid?.() === 0;

/** A starter in a program of its own, so that it can be killed. Prints its server as one line of JSON, then waits. */
const STARTER = `
import { startPostgres } from './lib/index.js';
const server = await startPostgres({ dataDir: process.argv[2], databases: ['story'] });
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ pid: server.pid, url: server.urlOf('story') }));
setInterval(() => undefined, 60_000);
`;

let folder = '';
let story = 0;
/** Asked to end after each test. */
export const children: ChildProcess[] = [];
const servers: LocalPostgres[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-servers-'));
  chmodSync(folder, 0o755);
  compileStarter(join(folder, 'starter'));
});

afterEach(async () => {
  // A starter that is asked to end takes its server with it; one that is killed would leave it running.
  await Promise.all(children.splice(0).map((child) => end(child, 'SIGTERM')));
  for (const server of servers.splice(0)) await server.stop();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The lib as plain JavaScript, so that a program under any user can run it. */
function compileStarter(to: string): void {
  const lib = join(REPOSITORY, 'libs/local-servers/src');
  mkdirSync(join(to, 'lib'), { recursive: true });
  for (const name of readdirSync(lib).filter((each) => each.endsWith('.ts'))) {
    const { code } = transformFileSync(join(lib, name), {
      swcrc: false,
      module: { type: 'es6' },
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    });
    writeFileSync(join(to, 'lib', name.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(join(to, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(to, 'main.js'), STARTER);
  symlinkSync(join(REPOSITORY, 'node_modules'), join(to, 'node_modules'));
}

/** A data folder that does not exist yet. */
export function givenFolder(): string {
  story += 1;
  return join(folder, `data-${String(story)}`);
}

/** A data folder whose server has run before. Copied from one that has: a copy takes a tenth of the time of initdb. */
export async function givenUsedFolder(): Promise<string> {
  const original = join(folder, 'original');
  if (!existsSync(original)) await (await start(original)).stop();
  const copy = givenFolder();
  mkdirSync(join(copy, 'postgres'), { recursive: true });
  const parts = ['data', 'password'].map((name) => join(original, 'postgres', name));
  execFileSync('cp', ['-a', ...parts, join(copy, 'postgres')]);
  return copy;
}

/** Starts in this program; stopped after the test. */
export async function start(dataDir: string, lines: string[] = []): Promise<LocalPostgres> {
  const server = await startPostgres({ dataDir, databases: ['story'], onLine: (line) => lines.push(line) });
  servers.push(server);
  return server;
}

/** Starts in a program of its own. */
export function spawnStarter(dataDir: string, account: object = {}): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(folder, 'starter/main.js'), dataDir], {
    ...account,
    cwd: '/',
    stdio: 'pipe',
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
  children.push(child);
  return { child, output: () => output };
}

/** A server started by a program of its own, ready. */
export async function givenStarter(
  dataDir: string,
  account = {},
): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const { child, output } = spawnStarter(dataDir, account);
  let server = { pid: 0, url: '' };
  await eventually(() => {
    server = JSON.parse(output() || '"nothing said yet"') as typeof server;
    expect(server.pid).toBeGreaterThan(0);
    return Promise.resolve();
  }, 20_000);
  return { child, ...server };
}

/** All values of all rows. */
export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** False also for a zombie. */
export function isAlive(pid: number): boolean {
  const stat = existsSync(`/proc/${String(pid)}/stat`) ? readFileSync(`/proc/${String(pid)}/stat`, 'utf8') : null;
  if (stat !== null) return !stat.includes(') Z ');
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal and waits for the end; the exit code, or null if the signal was the end. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolveEnd) => child.once('exit', resolveEnd));
  child.kill(signal);
  return ended;
}

export const WRITE_ROWS = 'CREATE TABLE row_kept AS SELECT generate_series(1, 3) AS n';
export const READ_ROWS = 'SELECT n FROM row_kept ORDER BY n';
