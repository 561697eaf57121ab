import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, readCommandLine, readOrNull, type RunningProgram } from './running-program.js';

/** The running main program of a cluster, as it describes itself in `postmaster.pid`. */
export interface Postmaster extends RunningProgram {
  readonly port: number;
  readonly isReady: boolean;
}

const FILE = 'postmaster.pid';

/** The server that runs on this cluster folder; null if none does, whatever the file of a dead one says. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lines = (readOrNull(join(cluster, FILE)) ?? '').split('\n');
  const program = findProgram(Number(lines[0]));
  if (program === null) return null;
  const command = readCommandLine(program.pid);
  if (!command.includes('postgres') || !command.includes(cluster)) return null; // the pid was given to another program
  return { ...program, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/**
 * Lets the next server take over the file of a dead one. PostgreSQL refuses while any program of the same user has the
 * old pid, as after the restart of a container. It does not refuse its parent's pid, which we write in its place, and
 * it still checks the other lines for orphans at work on the same tables: so do not delete the file.
 */
export function disownStalePidFile(cluster: string): void {
  const path = join(cluster, FILE);
  const text = readOrNull(path);
  if (text === null || findPostmaster(cluster) !== null) return;
  writeFileSync(path, [String(process.pid), ...text.split('\n').slice(1)].join('\n'));
}
