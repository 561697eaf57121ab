import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LocalServerError } from './local-server-error.js';
import { isCode, readOrNull } from './running-program.js';

/** The user that runs the server where root may not. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where one PostgreSQL lives, and who runs it. */
export interface PostgresPlace {
  /** `<dataDir>/postgres`: lock, password and log, ours alone. */
  readonly home: string;
  /** Holds `runtime` and `data`. Is `home`, unless the account cannot get there. */
  readonly folder: string;
  /** Null: the server runs as ourselves. */
  readonly account: Account | null;
}

/** Kept for good by the operating system, unlike temporary folders: binaries deleted under a running server break PL/pgSQL. */
const ELSEWHERE = '/var/lib/dvcqg-sync';
const RECORD = 'place';
const BELONGS_TO = 'belongs-to';

/** Opens `<dataDir>/postgres` and returns its real path. */
export function openHome(dataDir: string): string {
  const ours = resolve(dataDir);
  const home = join(ours, 'postgres');
  const created = mkdirSync(home, { recursive: true }) ?? ours;
  if (isRoot()) letPass(home, created.length < ours.length ? created : ours);
  return realpathSync(home);
}

/** Root drops privileges: the account must get through the folders that are ours, whatever the umask or `mkdtemp` made. */
function letPass(home: string, topmost: string): void {
  for (let at = home; at.length >= topmost.length; at = dirname(at))
    chmodSync(at, (statSync(at).mode & 0o7777) | 0o011);
}

/** Where the server of a data folder lives, without creating anything; null if nothing was ever started there. */
export function findPlace(dataDir: string): PostgresPlace | null {
  const home = join(dataDir, 'postgres');
  if (!existsSync(home)) return null;
  const real = realpathSync(home);
  return { home: real, folder: readRecord(real) ?? real, account: null };
}

/**
 * Finds, or makes, the place for the server of this home.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_FAILED`: no account or no folder that suits; the hint names the ways out.
 */
export function openPlace(home: string, report: (line: string) => void): PostgresPlace {
  if (!isRoot()) return { home, folder: home, account: null };
  const recorded = readRecord(home);
  const account = findOwner(join(recorded ?? home, 'data')) ?? getAccount();
  if (recorded !== null) return { home, folder: recorded, account };
  if (canLiveIn(home, account)) return { home, folder: home, account };
  if (existsSync(join(home, 'data'))) throw closedTo(account, home);
  return { home, folder: openElsewhere(home, account, report), account };
}

function openElsewhere(home: string, account: Account, report: (line: string) => void): string {
  const folder = join(ELSEWHERE, randomBytes(6).toString('hex'));
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(ELSEWHERE, 0o755);
    chmodSync(folder, 0o755);
  } catch (failure) {
    throw closedTo(account, home, failure);
  }
  if (!canLiveIn(folder, account)) {
    rmSync(folder, { recursive: true, force: true });
    throw closedTo(account, home);
  }
  report(`PostgreSQL may not run as root, and its user cannot enter ${home}: its files are in ${folder}.`);
  for (const older of listEarlier(home))
    report(`An older server of this folder is left in ${older}; delete it if unused.`);
  writeFileSync(join(folder, BELONGS_TO), home);
  writeFileSync(join(home, RECORD), folder, { flush: true });
  return folder;
}

function listEarlier(home: string): string[] {
  return readdirSync(ELSEWHERE)
    .map((name) => join(ELSEWHERE, name))
    .filter((folder) => readOrNull(join(folder, BELONGS_TO)) === home);
}

function readRecord(home: string): string | null {
  return readOrNull(join(home, RECORD));
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** An older cluster stays with its user: it may have been started without root before. */
function findOwner(cluster: string): Account | null {
  if (!existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

/** PostgreSQL needs a user with a name, so the user comes from the list of them. */
function getAccount(): Account {
  const users = (readOrNull('/etc/passwd') ?? '').split('\n').map((line) => line.split(':'));
  for (const wanted of ['nobody', 'daemon', 'bin']) {
    const [, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    'PostgreSQL may not run as root, and /etc/passwd has no user nobody, daemon or bin to run it.',
    'Start as an ordinary user, or set DATABASE_URL to a running PostgreSQL 14 or later.',
  );
}

/** Tries it out: may the account get there, and own and write a folder? */
function canLiveIn(folder: string, account: Account): boolean {
  const probe = mkdtempSync(join(folder, 'probe-'));
  try {
    chownSync(probe, account.uid, account.gid);
    const tried = spawnSync('/bin/sh', ['-c', ': > "$0/written"', probe], { ...account, cwd: '/', stdio: 'ignore' });
    return tried.status === 0;
  } catch (failure) {
    if (isCode(failure, 'EPERM', 'EACCES', 'EINVAL')) return false;
    throw failure;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

function closedTo(account: Account, home: string, cause?: unknown): LocalServerError {
  return new LocalServerError(
    'LOCAL_POSTGRES_FAILED',
    `PostgreSQL may not run as root, and the user with id ${String(account.uid)} that runs it cannot enter or own ${home}.`,
    'Set DVCQG_DATA_DIR to a folder that every user may enter (such as /srv/dvcqg), start as an ordinary user, or set DATABASE_URL.',
    { cause },
  );
}
