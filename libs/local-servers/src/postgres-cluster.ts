import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LocalServerError } from './local-server-error.js';
import { type Account, type PostgresPlace } from './postgres-place.js';
import { isCode, messageOf, readOrNull } from './running-program.js';

const run = promisify(execFile);
const DRAFT = 'initdb-';

/** What PostgreSQL's programs see of the environment: nothing of ours, least of all its secrets. */
export const SERVER_ENV = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Small, durable and for this machine only. Given on the command line, so an older folder follows a newer program. */
export const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'on',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
  // Four helper programs less: the files are small and mostly cached, and nobody replicates.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

/** Folder of the tables. */
export function clusterFolderOf(place: PostgresPlace): string {
  return join(place.folder, 'data');
}

/**
 * Makes the cluster if there is none. Made in a draft folder and renamed when whole: a kill leaves a draft, never half a cluster.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_FAILED`: initdb refused, or the password of an old cluster is lost.
 */
export async function openCluster(place: PostgresPlace, runtime: string): Promise<void> {
  removeDrafts(place.folder);
  const cluster = clusterFolderOf(place);
  if (existsSync(cluster)) return;
  const password = openPassword(place.home);
  const draft = mkdtempSync(join(place.folder, DRAFT));
  const passwordCopy = join(draft, 'password');
  writeFileSync(passwordCopy, password, { mode: 0o600 });
  for (const path of [draft, passwordCopy]) giveTo(path, place.account);
  await initCluster({ runtime, draft, passwordCopy, account: place.account });
  renameSync(join(draft, 'data'), cluster);
  syncFolder(place.folder);
  rmSync(draft, { recursive: true, force: true });
}

/**
 * Password of the server's only user, `postgres`.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_FAILED`: the file is gone or belongs to another user.
 */
export function getPassword(home: string): string {
  const password = readOrNull(join(home, 'password'))?.trim() ?? '';
  if (password !== '') return password;
  throw new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    `The password of the server cannot be read from ${join(home, 'password')}.`,
    `Start as the user who started it first. If the file is lost: stop all, delete ${home} and start anew; its data is lost with it.`,
  );
}

function openPassword(home: string): string {
  const path = join(home, 'password');
  if (!existsSync(path)) {
    writeFileSync(`${path}.draft`, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    chmodSync(`${path}.draft`, 0o600); // an old draft keeps its mode
    renameSync(`${path}.draft`, path);
  }
  return getPassword(home);
}

async function initCluster(of: {
  runtime: string;
  draft: string;
  passwordCopy: string;
  account: Account | null;
}): Promise<void> {
  const options = [
    ...['--username=postgres', '--auth=scram-sha-256', `--pwfile=${of.passwordCopy}`],
    // The server's own C.UTF-8: the same order and the same lower('Đ') on every operating system.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-instructions', `--pgdata=${join(of.draft, 'data')}`],
  ];
  try {
    await run(join(of.runtime, 'bin', 'initdb'), options, { ...of.account, cwd: of.draft, env: SERVER_ENV });
  } catch (failure) {
    throw new LocalServerError(
      'LOCAL_POSTGRES_FAILED',
      `initdb could not make a database cluster in ${of.draft}: ${reasonOf(failure)}`,
      'Start again: nothing half made is used. If it fails again, free disk space or set DVCQG_DATA_DIR to a local disk.',
      { cause: failure },
    );
  }
}

function reasonOf(failure: unknown): string {
  const isTelling = typeof failure === 'object' && failure !== null && 'stderr' in failure;
  const stderr = isTelling ? String(failure.stderr).trim() : '';
  return stderr === '' ? messageOf(failure) : stderr;
}

/** An initdb that outlived its killed starter may still write into its draft; what stays now goes next time. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith(DRAFT))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch (failure) {
      if (!isCode(failure, 'ENOTEMPTY')) throw failure;
    }
  }
}

function giveTo(path: string, account: Account | null): void {
  if (account !== null) chownSync(path, account.uid, account.gid);
}

/** Makes a rename outlive a power cut. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
