import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { findFreePort } from './free-port.js';
import { LocalServerError } from './local-server-error.js';
import { findProgram, pollUntil, readCommandLine, readOrNull, stopProgram } from './running-program.js';

/** A private Redis (or Valkey) on this machine, for tests and for a try-out with Redis queues. */
export interface LocalRedis {
  readonly url: string;
  readonly pid: number;
  /** Ends it in order, with its files written. Safe to repeat. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL); start again on the same folder to see what was kept. */
  kill(): void;
}

const TRIES = 3;
const READY_WITHIN_MS = 15_000;
const PING_WITHIN_MS = 500;
const STOP_STEPS = [
  ['SIGTERM', 4_000],
  ['SIGKILL', 1_000],
] as const;

/** Path of redis-server or valkey-server on PATH; null if there is none. */
export function findRedisServer(): string | null {
  const found = spawnSync('/bin/sh', ['-c', 'command -v redis-server || command -v valkey-server'], {
    encoding: 'utf8',
  });
  const path = found.stdout.trim();
  return found.status === 0 && path !== '' ? path : null;
}

/**
 * Starts a Redis that keeps what it is told: append-only file, flushed every second, nothing evicted. `port` is for one
 * that comes back; else any free one is taken.
 *
 * @throws {LocalServerError} `LOCAL_REDIS_MISSING`: none on PATH; install one. `LOCAL_REDIS_FAILED`: see its log.
 */
export async function startRedis(options: { dir: string; port?: number }): Promise<LocalRedis> {
  const server = findRedisServer();
  if (server === null) {
    const hint =
      'Install redis-server or valkey-server (for example: apt-get install redis-server), or leave Redis out: PostgreSQL carries the queues then.';
    throw new LocalServerError('LOCAL_REDIS_MISSING', 'Neither redis-server nor valkey-server is on PATH.', hint);
  }
  mkdirSync(options.dir, { recursive: true });
  const dir = realpathSync(options.dir);
  await stopLeftRunning(dir);
  for (let tryNumber = 1; tryNumber <= TRIES; tryNumber += 1) {
    const port = options.port ?? (await findFreePort());
    const child = spawnRedis(server, dir, port);
    if (await isReady(child, port)) return toLocalRedis(child, port);
    child.kill('SIGKILL');
  }
  const lastLines = (readOrNull(join(dir, 'redis.log')) ?? '').trim().split('\n').slice(-8).join('\n');
  throw new LocalServerError(
    'LOCAL_REDIS_FAILED',
    `${server} did not start in ${dir}:\n${lastLines}`,
    `Mend what the lines name, or empty ${dir}.`,
  );
}

function spawnRedis(server: string, dir: string, port: number): ChildProcess {
  const settings = {
    ...{ port: String(port), bind: '127.0.0.1', dir, logfile: join(dir, 'redis.log'), pidfile: join(dir, 'redis.pid') },
    ...{ appendonly: 'yes', appendfsync: 'everysec', 'maxmemory-policy': 'noeviction', save: '', daemonize: 'no' },
  };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(server, words, { cwd: dir, detached: true, stdio: 'ignore' });
  child.on('error', () => undefined); // no pid: told by isReady
  child.unref();
  return child;
}

/** Two servers on one append-only file would spoil it: one left by a killed starter goes first. */
async function stopLeftRunning(dir: string): Promise<void> {
  const left = findProgram(Number(readOrNull(join(dir, 'redis.pid'))));
  if (left !== null && /redis|valkey/.test(readCommandLine(left.pid))) await stopProgram(left, STOP_STEPS);
}

async function isReady(child: ChildProcess, port: number): Promise<boolean> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (
    child.pid !== undefined &&
    child.exitCode === null &&
    child.signalCode === null &&
    performance.now() < deadline
  ) {
    if (await answersPing(port)) return true;
  }
  return false;
}

/** False also while it loads its file: it takes connections then, but answers `-LOADING`. */
async function answersPing(port: number): Promise<boolean> {
  let answer = '';
  let isOver = false;
  const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
  socket.on('data', (bytes) => (answer += bytes.toString()));
  socket.on('error', () => (isOver = true));
  await pollUntil(() => isOver || answer.includes('\n'), PING_WITHIN_MS);
  socket.destroy();
  return answer.startsWith('+PONG');
}

function toLocalRedis(child: ChildProcess, port: number): LocalRedis {
  const pid = child.pid ?? 0;
  const program = findProgram(pid);
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    pid,
    stop: async () => {
      if (program !== null) await stopProgram(program, STOP_STEPS);
    },
    kill: () => child.kill('SIGKILL'),
  };
}
