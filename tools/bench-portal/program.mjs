// A server that is measured: started, awaited, stopped.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const UP_WITHIN_MS = 60_000;

export async function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program in a process group of its own, its output in a file. */
export function startProgram({ command, args, env = process.env, cwd, log }) {
  const out = createWriteStream(log);
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(out);
  child.stderr.pipe(out);
  const gone = new Promise((resolve) => child.once('close', resolve));
  return {
    pid: child.pid,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) kill(child.pid);
      await gone;
    },
  };
}

function kill(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // gone meanwhile
  }
}

/** Comes back when the exchange is answered as it should be. */
export async function untilAnswering(program, { url, body, expected, log }) {
  const deadline = performance.now() + UP_WITHIN_MS;
  for (let last = ''; ; await sleep(200)) {
    try {
      const reply = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      last = await reply.text();
      if (reply.ok && expected(last)) return;
    } catch (failure) {
      last = failure.cause?.message ?? failure.message;
    }
    if (program.hasEnded() || performance.now() > deadline)
      throw new Error(`${url}: ${last.slice(0, 300)} (see ${log})`);
  }
}
