import { PortalConfig, loadConfig } from '@dvc/config';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { NoAnswerError, PortalHttp, type HttpAnswer } from './portal-http.js';

const LIMITS = { PORTAL_CONNECT_MS: '150', PORTAL_IDLE_MS: '250', PORTAL_TIMEOUT_MS: '600' };
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function post(port: number, scheme = 'http'): Promise<HttpAnswer | NoAnswerError> {
  const env = { PORTAL_URL: `${scheme}://127.0.0.1:${String(port)}`, PORTAL_PASSWORD: 'mat-khau-vi-du' };
  const config = loadConfig(PortalConfig, { ...LIMITS, ...env, PORTAL_SESSION_KEY: `${'A'.repeat(43)}=` });
  return new PortalHttp(config).post('/g', '{"a":1}').catch((error: unknown) => {
    if (error instanceof NoAnswerError) return error;
    throw error;
  });
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  ends.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const serve = async (answer: http.RequestListener): Promise<number> => listen(http.createServer(answer));
const serveBytes = async (onData: (socket: Socket) => void): Promise<number> =>
  listen(
    net.createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          onData(socket);
        });
    }),
  );

/** Listens and never accepts: a stopped process whose backlog we fill. */
async function serveNobody(): Promise<number> {
  const listener: ChildProcess = spawn(process.execPath, ['-e', NEVER_ACCEPTS], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  ends.push(() => listener.kill('SIGKILL'));
  if (!listener.stdout) throw new Error('no pipe');
  const [said] = (await once(listener.stdout, 'data')) as [Buffer];
  listener.kill('SIGSTOP');
  const port = Number(said.toString());
  const fillers = Array.from({ length: 4 }, () => net.connect(port, '127.0.0.1').on('error', () => undefined));
  ends.push(() => {
    for (const filler of fillers) filler.destroy();
  });
  await Promise.race(fillers.map((filler) => once(filler, 'connect')));
  return port;
}
const NEVER_ACCEPTS = `const s = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 },
  () => console.log(s.address().port))`;

describe('a call that left nothing at the portal', () => {
  it('is one that was refused', async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise((done) => server.close(done));
    expect(await post(port)).toMatchObject({ wasSent: false, message: 'ECONNREFUSED' });
  });

  it('is one that nobody accepted in time', async () => {
    expect(await post(await serveNobody())).toMatchObject({ wasSent: false, message: 'PORTAL_CONNECT_TIMEOUT' });
  });

  it('is one whose TLS handshake did not end in time', async () => {
    const silent = await serveBytes(() => undefined);
    expect(await post(silent, 'https')).toMatchObject({ wasSent: false, message: 'PORTAL_CONNECT_TIMEOUT' });
  });

  it('is one to a host that no name server knows', async () => {
    const env = { PORTAL_URL: 'http://cong.invalid', PORTAL_PASSWORD: 'mat-khau-vi-du' };
    const config = loadConfig(PortalConfig, { ...env, PORTAL_SESSION_KEY: `${'A'.repeat(43)}=` });
    await expect(new PortalHttp(config).post('/g', '{}')).rejects.toMatchObject({ wasSent: false });
  });
});

describe('a call that may have reached the portal', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['a reset after the request', (socket) => socket.resetAndDestroy()],
    ['an end without a word', (socket) => socket.end()],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 O')],
    ['half a body', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"error_code":0')],
    ['a reset inside the body', (socket) => socket.write(HALF, () => socket.resetAndDestroy())],
    ['something that is no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH\r\n')],
    ['a broken gzip', (socket) => socket.end(`${GZIP}Content-Length: 4\r\n\r\nnope`)],
    ['a bomb', (socket) => socket.end(Buffer.concat([Buffer.from(`${GZIP}\r\n`), BOMB]))],
    ['silence', () => undefined],
  ])('ends in doubt after %s', async (_what, answer) => {
    expect(await post(await serveBytes(answer))).toMatchObject({ wasSent: true });
  });

  it('is cut when the whole of it takes too long, though bytes keep coming', async () => {
    const port = await serve((_request, reply) => {
      const dribble = setInterval(() => reply.write(' '), 50);
      ends.push(() => {
        clearInterval(dribble);
      });
    });
    const startedAt = performance.now();
    expect(await post(port)).toMatchObject({ wasSent: true });
    expect(performance.now() - startedAt).toBeGreaterThan(550);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is cut at 1 MiB, where it says its length and where it does not', async () => {
    const big = Buffer.alloc(2_000_000, 32);
    const whole = await serve((_request, reply) => reply.end(big));
    const chunked = await serve((_request, reply) => {
      reply.write(big);
      reply.end();
    });
    expect(await post(whole)).toMatchObject({ wasSent: true });
    expect(await post(chunked)).toMatchObject({ wasSent: true });
  });
});

describe('an answer', () => {
  it.each([200, 204, 400, 401, 429, 500, 503])('with status %d comes as it is', async (status) => {
    const port = await serve((_request, reply) => reply.writeHead(status, { 'Retry-After': '7' }).end());
    expect(await post(port)).toEqual({ status, text: '', retryAfter: '7' });
  });

  it.each([301, 302, 307, 308])('with redirect %d is not followed', async (status) => {
    const asked: (string | undefined)[] = [];
    const port = await serve((request, reply) => {
      asked.push(request.url);
      reply.writeHead(status, { Location: '/elsewhere' }).end();
    });
    expect(await post(port)).toMatchObject({ status });
    expect(asked).toEqual(['/g']);
  });

  it('that is no UTF-8 has no text', async () => {
    const port = await serve((_request, reply) => reply.end(Buffer.from([0x22, 0xc3, 0x28, 0x22])));
    expect(await post(port)).toMatchObject({ status: 200, text: null });
  });

  it('may be zipped', async () => {
    const zipped = gzipSync('{"error_code":0}');
    const port = await serve((_request, reply) => reply.writeHead(200, { 'Content-Encoding': 'gzip' }).end(zipped));
    expect(await post(port)).toMatchObject({ text: '{"error_code":0}' });
  });

  it('comes straight from the portal, whatever proxy the environment names', async () => {
    const before = { ...process.env };
    const proxied: unknown[] = [];
    const proxy = await serve((request, reply) => {
      proxied.push(request.url);
      reply.end('proxy');
    });
    const url = `http://127.0.0.1:${String(proxy)}`;
    Object.assign(process.env, {
      HTTP_PROXY: url,
      http_proxy: url,
      ALL_PROXY: url,
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: '',
    });
    ends.push(() => (process.env = before));
    const port = await serve((_request, reply) => reply.end('portal'));
    expect(await post(port)).toMatchObject({ text: 'portal' });
    expect(proxied).toEqual([]);
  });
});

const HALF = 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"error_code":0';
const GZIP = 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n';
const BOMB = gzipSync(Buffer.alloc(50_000_000));
