import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { LocalServerError } from './local-server-error.js';
import { findProgram, isCode, isRunning, readOrNull, type RunningProgram } from './running-program.js';

/** The right to start servers in a folder. Dies with its holder: the next starter sees that the pid is gone. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock file, for one starter at a time.
 *
 * @throws {LocalServerError} `LOCAL_POSTGRES_LOCKED`: its holder is alive; stop it or use another folder.
 */
export function takeFolderLock(path: string): FolderLock {
  const mine = JSON.stringify(findProgram(process.pid));
  const draft = asideOf(path);
  writeFileSync(draft, mine, { mode: 0o644, flag: 'wx' });
  try {
    while (!isLinked(draft, path)) {
      const text = readOrNull(path);
      const holder = text === null ? null : toHolder(text);
      if (holder !== null && isRunning(holder)) throw lockedBy(holder, path);
      if (text !== null) removeStale(path, text);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (readOrNull(path) === mine) rmSync(path, { force: true });
    },
  };
}

/** A link appears with its whole text or not at all, and never replaces: one taker wins, nobody reads half a lock. */
function isLinked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (failure) {
    if (isCode(failure, 'EEXIST')) return false;
    throw failure;
  }
}

/** Two starters may find the same stale lock: the slower one must not take away the new lock of the faster one. */
function removeStale(path: string, judged: string): void {
  const aside = asideOf(path);
  try {
    renameSync(path, aside);
  } catch (failure) {
    if (isCode(failure, 'ENOENT')) return;
    throw failure;
  }
  if (readOrNull(aside) !== judged) isLinked(aside, path);
  rmSync(aside, { force: true });
}

function asideOf(path: string): string {
  return `${path}.${String(process.pid)}-${randomBytes(4).toString('hex')}`;
}

function toHolder(text: string): RunningProgram | null {
  try {
    const { pid, startMark } = JSON.parse(text) as Partial<RunningProgram>;
    return typeof pid === 'number' && typeof startMark === 'string' ? { pid, startMark } : null;
  } catch {
    return null; // torn by a full disk or a power cut: nobody holds it
  }
}

function lockedBy(holder: RunningProgram, path: string): LocalServerError {
  const pid = String(holder.pid);
  return new LocalServerError(
    'LOCAL_POSTGRES_LOCKED',
    `This folder is in use by the running program with pid ${pid} (${path}).`,
    `Stop that program first (Ctrl-C in its window, or: kill ${pid}), or set DVCQG_DATA_DIR to another folder.`,
  );
}
