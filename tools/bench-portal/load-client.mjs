// The load, made in a process of its own: its CPU time is nobody's. Forked by LoadClient below, it runs itself.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';

const OK = /"error_code":\s*0\b/;

/** Hands for the process that makes the load. */
export class LoadClient {
  #child = fork(import.meta.filename, ['--work'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

  /**
   * Sends on `connections` kept-alive connections, one request after the other on each: for `forMs` and at most
   * `most` times, or each of `bodies` once.
   *
   * @returns how many were answered with `error_code` 0; anything else is an error.
   */
  async send(job) {
    this.#child.send(job);
    const [{ done, failure }] = await once(this.#child, 'message');
    if (failure) throw new Error(`${job.url}: ${failure}`);
    return done;
  }

  stop() {
    this.#child.kill();
  }
}

if (process.argv[2] === '--work') {
  process.on('message', (job) => {
    work(job).then(
      (done) => process.send({ done }),
      (failure) => process.send({ failure: failure.message }),
    );
  });
  process.once('disconnect', () => process.exit());
}

async function work({ url, connections, forMs, most = Infinity, bodies }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + (forMs ?? Infinity);
  let next = 0;
  let done = 0;
  const takeBody = () => {
    if (forMs !== undefined)
      return performance.now() < until && next < most ? bodies[next++ % bodies.length] : undefined;
    return bodies[next++];
  };
  const line = async () => {
    for (let body = takeBody(); body !== undefined; body = takeBody()) {
      const text = await post(url, body, agent);
      if (!OK.test(text)) throw new Error(`unexpected answer: ${text.slice(0, 300)}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, line));
  agent.destroy();
  return done;
}

function post(url, body, agent) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (piece) => (text += piece));
      reply.on('end', () => resolve(text));
      reply.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
