import { PORTAL_PATHS } from '@dvc/contracts';
import { connect } from 'node:net';
import type { BadInputRig } from './bad-input-rig.js';

const HOST = 'Host: mock.example';
const start = `POST ${PORTAL_PATHS.call} HTTP/1.1`;
const request = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

/** B9: bytes that are almost HTTP. Each is answered below 500, or the connection ends. */
const FRAMES: readonly (readonly [string, string])[] = [
  ['two ways to say how long', `${request(start, HOST, 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`],
  [
    'the two ways the other way round',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Content-Length: 4')}0\r\n\r\n`,
  ],
  ['two lengths', `${request(start, HOST, 'Content-Length: 2', 'Content-Length: 3')}{} `],
  ['two equal lengths', `${request(start, HOST, 'Content-Length: 2', 'Content-Length: 2')}{}`],
  ['lengths in a list', `${request(start, HOST, 'Content-Length: 2, 2')}{}`],
  ...['-1', '+2', '2 ', ' 2', '0x2', '2.0', '1e1', '99999999999999999999', 'hai', ''].map(
    (length): [string, string] => [
      `a length of "${length}"`,
      `${request(start, HOST, `Content-Length: ${length}`, 'Connection: close')}{}`,
    ],
  ),
  ...['chunked, identity', 'identity, chunked', 'xchunked', 'chunked\t', '\x0bchunked', 'cow'].map(
    (coding): [string, string] => [
      `coding ${JSON.stringify(coding)}`,
      `${request(start, HOST, `Transfer-Encoding: ${coding}`, 'Connection: close')}2\r\n{}\r\n0\r\n\r\n`,
    ],
  ),
  ...['g', '-1', '0x2', '2;a=b', '2;a="', 'ffffffffffffffffff', '2 '].map((size): [string, string] => [
    `a chunk of "${size}"`,
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Connection: close')}${size}\r\n{}\r\n0\r\n\r\n`,
  ]),
  [
    'a trailer',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Trailer: X', 'Connection: close')}2\r\n{}\r\n0\r\nX: 1\r\n\r\n`,
  ],
  ['a folded line', request(start, HOST, 'X-A: 1', ' 2', 'Content-Length: 0', 'Connection: close')],
  ['a blank before the colon', request(start, HOST, 'X-A : 1', 'Content-Length: 0', 'Connection: close')],
  ['a name with a blank', request(start, HOST, 'X A: 1', 'Connection: close')],
  ['a bare carriage return', request(start, HOST, 'X-A: 1\rX-B: 2', 'Content-Length: 0', 'Connection: close')],
  ['bare line feeds', `${start}\n${HOST}\nContent-Length: 0\nConnection: close\n\n`],
  ['U+0000 in a header', request(start, HOST, 'X-A: a\0b', 'Connection: close')],
  ['16 KB of headers', request(start, HOST, `X-A: ${'a'.repeat(20_000)}`, 'Connection: close')],
  [
    '3 000 headers',
    request(start, HOST, ...Array.from({ length: 3_000 }, (_, n) => `X-${String(n)}: 1`), 'Connection: close'),
  ],
  ['a long address', request(`GET /${'a'.repeat(20_000)} HTTP/1.1`, HOST, 'Connection: close')],
  ['no host', request(start, 'Content-Length: 0', 'Connection: close')],
  ['two hosts', request(start, HOST, HOST, 'Content-Length: 0', 'Connection: close')],
  ['HTTP/0.9', 'GET /\r\n\r\n'],
  ['HTTP/1.0', request(`POST ${PORTAL_PATHS.call} HTTP/1.0`, 'Content-Length: 2') + '{}'],
  ['HTTP/2.0', request(`POST ${PORTAL_PATHS.call} HTTP/2.0`, HOST)],
  ['HTTP/1.2', request(`POST ${PORTAL_PATHS.call} HTTP/1.2`, HOST, 'Content-Length: 0', 'Connection: close')],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(600, '\x07')],
  ...['get', 'POST ', 'BREW', 'CONNECT', 'TRACE', 'OPTIONS', 'HEAD', 'PROPFIND', 'PÓST'].map(
    (method): [string, string] => [
      `method ${method}`,
      request(`${method} ${PORTAL_PATHS.call} HTTP/1.1`, HOST, 'Content-Length: 0', 'Connection: close'),
    ],
  ),
  ...[
    '*',
    'mock.example:80',
    'http://other.example/',
    '//other.example/',
    '/\\',
    '/a b',
    '/\x7f',
    '/é',
    '/..;/docs',
    '/%2e%2e/%2e%2e/',
  ].map((address): [string, string] => [
    `address ${JSON.stringify(address)}`,
    request(`GET ${address} HTTP/1.1`, HOST, 'Connection: close'),
  ]),
  ['an upgrade', request(`GET ${PORTAL_PATHS.call} HTTP/1.1`, HOST, 'Connection: Upgrade', 'Upgrade: websocket')],
  ['to be continued', `${request(start, HOST, 'Expect: 100-continue', 'Content-Length: 2', 'Connection: close')}{}`],
  ['something else expected', request(start, HOST, 'Expect: 200-ok', 'Content-Length: 0', 'Connection: close')],
  ['less than said', `${request(start, HOST, 'Content-Length: 100')}{}`],
  ['nothing but line ends', '\r\n\r\n\r\n\r\n'],
  ['noise', Array.from({ length: 500 }, (_, n) => String.fromCharCode((n * 89 + 7) % 256)).join('')],
  [
    'a call inside the body of another, by its length',
    `${request(start, HOST, 'Content-Length: 6', 'Transfer-Encoding: chunked')}0\r\n\r\n${request('GET /__sim/state/services HTTP/1.1', HOST)}`,
  ],
  [
    'a call inside the body of another, by its chunks',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Transfer-Encoding: identity')}5c\r\n${request('GET /docs HTTP/1.1', HOST)}0\r\n\r\n`,
  ],
  ['a folded length', request(start, HOST, 'Content-Length:', ' 2', 'Connection: close') + '{}'],
  [
    'a long extension of a chunk',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Connection: close')}2;a=${'b'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`,
  ],
  [
    'chunks that end with a line feed alone',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Connection: close')}2\n{}\n0\n\n`,
  ],
  [
    'a trailer that sets a length',
    `${request(start, HOST, 'Transfer-Encoding: chunked', 'Connection: close')}2\r\n{}\r\n0\r\nContent-Length: 9\r\n\r\n`,
  ],
  [
    'bytes that are no UTF-8 in a header',
    request(start, HOST, 'dstcode: \xff\xfe', 'Content-Length: 0', 'Connection: close'),
  ],
  ['an escape in a header', request(start, HOST, 'dstcode: \x1b[2J', 'Content-Length: 0', 'Connection: close')],
  ['a hundred at once', `${request(start, HOST, 'Content-Length: 2')}{}`.repeat(100)],
  [
    'two at once',
    `${request(start, HOST, 'Content-Length: 2')}{}${request(start, HOST, 'Content-Length: 2', 'Connection: close')}{}`,
  ],
];
/** The sender closes its side; an answer that is not there by then will not come. */
const LONGEST_WAIT_MS = 30_000;

export async function tellFrames(rig: BadInputRig): Promise<void> {
  const { hostname, port } = new URL(rig.portal.url);
  const slow = connect({ host: hostname, port: Number(port) });
  // One byte and then nothing: whoever comes later is answered all the same.
  slow.on('error', () => undefined).write('P');
  for (const [what, bytes] of FRAMES) {
    const answer = await exchange(Buffer.from(bytes, 'latin1'), { host: hostname, port: Number(port) });
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]));
    const isBad = answer === 'no end' || statuses.some((status) => status >= 500) || /at .*\.js:\d+/.test(answer);
    if (isBad) rig.judge.violated('B9 frames', `${what}: ${answer.slice(0, 300)}`);
    else rig.judge[statuses.some((status) => status < 300) ? 'accepted' : 'refused']('B9 frames');
  }
  slow.destroy();
  await rig.begin();
  const reply = await rig.call('LayDVC', {});
  if (!reply.text.startsWith('{"error_code":0')) rig.judge.violated('B9 frames', `sau đó: ${reply.text}`);
}

/** B8: 100 MiB: refused at the latest where the mock reads no further, and the next call is answered. */
export async function tellEndlessBody(rig: BadInputRig): Promise<void> {
  const { hostname, port } = new URL(rig.portal.url);
  const body = Buffer.alloc(100 * 1024 * 1024, 0x61);
  const head = Buffer.from(request(start, HOST, `Content-Length: ${String(body.length)}`));
  const answer = await exchange(Buffer.concat([head, body]), { host: hostname, port: Number(port) });
  if (/^(HTTP\/1\.1 413 |$)/.test(answer)) rig.judge.refused('B8 bodies');
  else rig.judge.violated('B8 bodies', `100 MiB: ${answer.slice(0, 300)}`);
  await rig.tell('B8 bodies', { body: '{}' }, 'after 100 MiB');
}

async function exchange(bytes: Buffer, to: { host: string; port: number }): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(to);
    socket.setTimeout(LONGEST_WAIT_MS, () => {
      socket.destroy();
      resolve('no end');
    });
    socket.on('data', (part) => parts.push(part));
    socket.on('error', () => {
      resolve(Buffer.concat(parts).toString('latin1'));
    });
    socket.on('close', () => {
      resolve(Buffer.concat(parts).toString('latin1'));
    });
    socket.end(bytes);
  });
}
