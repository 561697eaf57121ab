import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A program told apart from a later one that got the same pid. */
export interface RunningProgram {
  readonly pid: number;
  /** When it started, in words of the operating system: compare, never read. */
  readonly startMark: string;
}

/** The program is there, but its start is hidden from us (`hidepid`): any mark fits. */
const HIDDEN = 'hidden';
const hasProcFolder = existsSync('/proc/self/stat');

/** The program that has this pid now; null if there is none, or only a zombie. */
export function findProgram(pid: number): RunningProgram | null {
  if (!isPidTaken(pid)) return null;
  const startMark = hasProcFolder ? readStartTicks(pid) : ask('lstart', pid);
  return startMark === null ? null : { pid, startMark };
}

/** True while exactly this program runs. */
export function isRunning(program: RunningProgram): boolean {
  const found = findProgram(program.pid);
  return found !== null && (found.startMark === program.startMark || found.startMark === HIDDEN);
}

/** Command line of a pid, words parted by spaces; empty if it cannot be read. */
export function readCommandLine(pid: number): string {
  if (!hasProcFolder) return ask('command', pid) ?? '';
  return (readOrNull(`/proc/${String(pid)}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
}

/** Sends a signal to exactly this program. */
export function sendSignal(program: RunningProgram, signal: NodeJS.Signals): void {
  if (!isRunning(program)) return;
  try {
    process.kill(program.pid, signal);
  } catch (failure) {
    if (!isCode(failure, 'ESRCH')) throw failure;
  }
}

/** Looks every 10 ms whether `isDone`; false if it was not after `withinMs`. */
export async function pollUntil(isDone: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!isDone()) {
    if (performance.now() > deadline) return false;
    await delay(10);
  }
  return true;
}

/** Sends signals of growing force, each with its grace (ms), until the program is gone. False if it is still there. */
export async function stopProgram(
  program: RunningProgram,
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<boolean> {
  for (const [signal, graceMs] of steps) {
    sendSignal(program, signal);
    if (await pollUntil(() => !isRunning(program), graceMs)) return true;
  }
  return false;
}

/** True for an error of the operating system with one of these codes. */
export function isCode(failure: unknown, ...codes: readonly string[]): boolean {
  return typeof failure === 'object' && failure !== null && 'code' in failure && codes.includes(String(failure.code));
}

/** What an error says, whoever made it. */
export function messageOf(failure: unknown): string {
  const isTelling = typeof failure === 'object' && failure !== null && 'message' in failure;
  return isTelling ? String(failure.message) : String(failure);
}

/** Whole text of a file; null if it is not there or may not be read. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function isPidTaken(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return isCode(failure, 'EPERM');
  }
}

/** Field 22 of proc(5) stat. The name in field 2 may hold spaces and brackets, so count from the last bracket. */
function readStartTicks(pid: number): string | null {
  const stat = readOrNull(`/proc/${String(pid)}/stat`);
  if (stat === null) return isPidTaken(pid) ? HIDDEN : null;
  const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : (rest[18] ?? HIDDEN);
}

function ask(column: 'lstart' | 'command', pid: number): string | null {
  const answer = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' });
  const text = answer.status === 0 ? answer.stdout.trim() : '';
  return text === '' ? null : text;
}
