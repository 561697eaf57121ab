import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeFolderLock, type FolderLock } from './folder-lock.js';
import { LocalServerError } from './local-server-error.js';
import { openRuntime } from './postgres-binaries.js';
import { clusterFolderOf, getPassword, openCluster } from './postgres-cluster.js';
import { launchPostgres, waitForPostmaster, type Launched } from './postgres-launch.js';
import { findPlace, openHome, openPlace, type PostgresPlace } from './postgres-place.js';
import { PostgresWatch, type Relaunch } from './postgres-watch.js';
import { assertServes, openDatabases, toUrl } from './postgres-session.js';
import { findPostmaster, type Postmaster } from './postmaster.js';
import { messageOf, stopProgram } from './running-program.js';

/** A PostgreSQL on this machine. */
export interface LocalPostgres {
  readonly port: number;
  readonly pid: number;
  /** True if it ran already, left behind by a starter that was killed. */
  readonly isJoined: boolean;
  /** Connection URL of one database. */
  urlOf(database: string): string;
  /** Stops the server and gives the folder free. Safe to repeat. */
  stop(): Promise<void>;
}

/** What to start. */
export interface PostgresOptions {
  /** The project's data folder; the server lives in `postgres` below it. */
  readonly dataDir: string;
  /** Created if missing. */
  readonly databases: readonly string[];
  /** Starts the server again, on the same port, where it ends by itself. */
  readonly isKeptRunning?: boolean;
  /** Hears what a person may want to know, a line at a time. */
  readonly onLine?: (line: string) => void;
}

type Report = (line: string) => void;

/** Fast: sessions end, a checkpoint is written. Too slow: immediate, and the next start replays the log. Last: frozen. */
const STOP_STEPS = [
  ['SIGINT', 2_500],
  ['SIGQUIT', 2_000],
  ['SIGKILL', 1_000],
] as const;

/**
 * Starts the PostgreSQL of a data folder, or joins and adopts one that a killed starter left running.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_LOCKED` while another starter lives, `LOCAL_POSTGRES_UNSUPPORTED` without
 *   binaries for this machine, `LOCAL_POSTGRES_FAILED` for the rest; each with a hint.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const report = options.onLine ?? ((): void => undefined);
  try {
    const home = openHome(options.dataDir);
    const lock = takeFolderLock(join(home, 'starter.lock'));
    try {
      const place = openPlace(home, report);
      const launched = (await findLeftRunning(place, report)) ?? (await startCold(place, report));
      await openDatabasesOrStop(launched, getPassword(home), options.databases);
      const relaunch = options.isKeptRunning === true ? relaunchOf(place) : null;
      const watch = new PostgresWatch(launched.postmaster, relaunch, report);
      return new AdoptedPostgres(watch, getPassword(home), lock, launched.child === null);
    } catch (failure) {
      lock.release();
      throw failure;
    }
  } catch (failure) {
    throw toLocalServerError(failure, options.dataDir);
  }
}

/** The running PostgreSQL of a data folder, for a look: its `stop` does nothing. Null if none runs and is ready. */
export async function findRunningPostgres(dataDir: string): Promise<LocalPostgres | null> {
  try {
    const place = findPlace(dataDir);
    const postmaster = place === null ? null : findPostmaster(clusterFolderOf(place));
    if (place === null || postmaster?.isReady !== true) return null;
    const address = { port: postmaster.port, password: getPassword(place.home) };
    await assertServes(address);
    const { port, pid } = postmaster;
    const urlOf = (database: string): string => toUrl(address, database);
    return { port, pid, isJoined: true, urlOf, stop: () => Promise.resolve() };
  } catch (failure) {
    throw toLocalServerError(failure, dataDir);
  }
}

/** A server that we answer for, whether we launched it or found it. */
class AdoptedPostgres implements LocalPostgres {
  private stopping: Promise<void> | null = null;

  constructor(
    private readonly watch: PostgresWatch,
    private readonly password: string,
    private readonly lock: FolderLock,
    readonly isJoined: boolean,
  ) {}

  get port(): number {
    return this.watch.postmaster.port;
  }

  get pid(): number {
    return this.watch.postmaster.pid;
  }

  urlOf(database: string): string {
    return toUrl({ port: this.port, password: this.password }, database);
  }

  stop(): Promise<void> {
    this.stopping ??= this.watch
      .end()
      .then(() => stopPostmaster(this.watch.postmaster))
      .finally(() => {
        this.lock.release();
      });
    return this.stopping;
  }
}

/** A server left behind by a killed starter. One that does not serve is stopped. */
async function findLeftRunning(place: PostgresPlace, report: Report): Promise<Launched | null> {
  const cluster = clusterFolderOf(place);
  const ready = await waitForPostmaster(cluster);
  if (ready !== null) {
    try {
      await assertServes({ port: ready.port, password: getPassword(place.home) });
      return { postmaster: ready, child: null };
    } catch (failure) {
      report(
        `The PostgreSQL left running (pid ${String(ready.pid)}) does not serve (${messageOf(failure)}); it is started anew.`,
      );
    }
  }
  const stuck = findPostmaster(cluster);
  if (stuck !== null) await stopPostmaster(stuck);
  return null;
}

async function startCold(place: PostgresPlace, report: Report): Promise<Launched> {
  const runtime = openRuntime(place);
  if (!existsSync(clusterFolderOf(place))) report(`Making a PostgreSQL in ${place.folder} ...`);
  await openCluster(place, runtime);
  const launched = await launchPostgres(place, runtime);
  try {
    await assertServes({ port: launched.postmaster.port, password: getPassword(place.home) });
    return launched;
  } catch (failure) {
    await stopPostmaster(launched.postmaster);
    throw failure;
  }
}

const relaunchOf =
  (place: PostgresPlace): Relaunch =>
  async (port) =>
    (await launchPostgres(place, openRuntime(place), port)).postmaster;

async function openDatabasesOrStop(launched: Launched, password: string, databases: readonly string[]): Promise<void> {
  try {
    await openDatabases({ port: launched.postmaster.port, password }, databases);
  } catch (failure) {
    await stopPostmaster(launched.postmaster);
    throw failure;
  }
}

async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  if (await stopProgram(postmaster, STOP_STEPS)) return;
  const pid = String(postmaster.pid);
  throw new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    `PostgreSQL (pid ${pid}) does not end, not even by SIGKILL.`,
    `Its disk may hang. See: ps -o stat,wchan -p ${pid}`,
  );
}

function toLocalServerError(failure: unknown, dataDir: string): LocalServerError {
  if (failure instanceof LocalServerError) return failure;
  return new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    `The PostgreSQL of ${dataDir} did not start: ${messageOf(failure)}`,
    'Look for a full disk or missing rights in that folder, set DVCQG_DATA_DIR to another one, or set DATABASE_URL.',
    { cause: failure },
  );
}
