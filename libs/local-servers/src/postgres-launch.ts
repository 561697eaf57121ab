import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './free-port.js';
import { LocalServerError } from './local-server-error.js';
import { clusterFolderOf, SERVER_ENV, SERVER_SETTINGS } from './postgres-cluster.js';
import { type PostgresPlace } from './postgres-place.js';
import { disownStalePidFile, findPostmaster, type Postmaster } from './postmaster.js';
import { pollUntil } from './running-program.js';

/** A running server, and our handle on it; null if another starter launched it. */
export interface Launched {
  readonly postmaster: Postmaster;
  readonly child: ChildProcess | null;
}

/** After a crash the server first replays its log, for as long as that takes; this is for one that hangs. */
const READY_WITHIN_MS = 120_000;
/** Orphans of a killed server notice its death within a second or so. */
const TRIES = 20;
const LOG_SIZE_BYTES = 5_000_000;
/** Another program took the port, or orphans of a killed server are still leaving. */
const PASSING_TROUBLE =
  /Address already in use|could not bind|pre-existing shared memory block|lock file ".*" already exists/;

/**
 * Starts the server and waits until it takes connections.
 * `wishedPort`: the one it had, where others hold its URL; else any free one.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_FAILED` with the last lines of its log.
 */
export async function launchPostgres(place: PostgresPlace, runtime: string, wishedPort?: number): Promise<Launched> {
  const log = openLog(place.home);
  for (let tryNumber = 1; ; tryNumber += 1) {
    disownStalePidFile(clusterFolderOf(place));
    const from = sizeOf(log);
    const child = spawnServer({ place, runtime, log, port: wishedPort ?? (await findFreePort()) });
    const failure = await waitUntilReady(child, place);
    const postmaster = findPostmaster(clusterFolderOf(place));
    if (failure === null && postmaster !== null) return { postmaster, child };
    const words = readFileSync(log).subarray(from).toString('utf8').trim();
    if (tryNumber === TRIES || !PASSING_TROUBLE.test(words)) throw failed(failure ?? 'it ended at once', words, log);
    await delay(250);
  }
}

/** Waits for a server that runs already, perhaps in the middle of its crash recovery. Null if it ends or hangs. */
export async function waitForPostmaster(cluster: string): Promise<Postmaster | null> {
  let found = findPostmaster(cluster);
  await pollUntil(() => {
    found = findPostmaster(cluster);
    return found?.isReady !== false;
  }, READY_WITHIN_MS);
  return found?.isReady === true ? found : null;
}

function spawnServer(of: { place: PostgresPlace; runtime: string; log: string; port: number }): ChildProcess {
  const cluster = clusterFolderOf(of.place);
  const settings = Object.entries(SERVER_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const descriptor = openSync(of.log, 'a', 0o600);
  try {
    const child = spawn(join(of.runtime, 'bin', 'postgres'), ['-D', cluster, '-p', String(of.port), ...settings], {
      ...of.place.account,
      cwd: of.place.folder,
      env: SERVER_ENV,
      // A group of its own: Ctrl-C in the terminal must reach it through us, after the workers have finished.
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
    });
    child.on('error', () => undefined); // no pid: told by waitUntilReady
    child.unref();
    return child;
  } finally {
    closeSync(descriptor);
  }
}

/** Null when ready, else what happened instead. */
async function waitUntilReady(child: ChildProcess, place: PostgresPlace): Promise<string | null> {
  if (child.pid === undefined) return 'it could not be started';
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const isReady = (): boolean => {
    const found = findPostmaster(clusterFolderOf(place));
    return found?.pid === child.pid && found?.isReady === true;
  };
  if (!(await pollUntil(() => hasEnded() || isReady(), READY_WITHIN_MS))) {
    child.kill('SIGQUIT');
    return `it was not ready after ${String(READY_WITHIN_MS / 1000)} s`;
  }
  return hasEnded() ? `it ended with ${String(child.signalCode ?? child.exitCode)}` : null;
}

function openLog(home: string): string {
  const log = join(home, 'log');
  if (sizeOf(log) > LOG_SIZE_BYTES) renameSync(log, `${log}.1`);
  return log;
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function failed(what: string, words: string, log: string): LocalServerError {
  const lastLines = words.split('\n').slice(-12).join('\n');
  return new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    `PostgreSQL did not start: ${what}. Last lines of ${log}:\n${lastLines}`,
    'Mend what the lines name (often a full disk or wrong rights) and start again, or set DATABASE_URL.',
  );
}
