import { FieldReader } from '../faults/field-reader.js';
import { keyedDraw } from '../faults/keyed-draw.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import { CallbackRefusedError, type CallbackHosts } from './callback-hosts.js';
import { PUSH_KIND_NAMES, kindOf, type PushKind } from './push-kinds.js';
import { PUSH_DEFAULTS, type NewPush } from './push-record.js';

/** `given`, `reversed` and `shuffled` wait for each other; `any` go as they are due. */
const ORDERS = ['given', 'reversed', 'shuffled', 'any'] as const;
const MOST_PUSHES = 1_000;
const LONGEST_WAIT_MS = 366 * 86_400_000;
const ADAPTER = '/XrdAdapter/RestService/forward/';
const FIELDS = ['kind', 'target', 'service', 'isUpdating', 'isSync', 'data', ...Object.keys(PUSH_DEFAULTS)];

export interface PushOrder {
  readonly pushes: readonly NewPush[];
  readonly ordered: boolean;
  readonly problems: readonly string[];
}

/** One push, or `{ order, seed, pushes: [...] }`. All mistakes are told at once. */
export function readPushes(body: Json, hosts: CallbackHosts): PushOrder {
  const problems: string[] = [];
  const given = isJsonObject(body) ? body : {};
  const list = given['pushes'];
  if (list === undefined) return { pushes: [readPush(given, 'push', hosts, problems)], ordered: false, problems };
  const group = new FieldReader(given, 'group', problems);
  group.refuseUnknown(['order', 'seed', 'pushes']);
  const order = group.oneOf('order', ORDERS, 'given');
  const seed = group.integer('seed', 0, Number.MAX_SAFE_INTEGER, 0);
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_PUSHES) {
    problems.push(`pushes: cần một danh sách có 1 đến ${String(MOST_PUSHES)} mục.`);
    return { pushes: [], ordered: false, problems };
  }
  const pushes = list.map((item, index) => readPush(item, `pushes[${String(index)}]`, hosts, problems));
  return { pushes: arrange(pushes, order, seed), ordered: order !== 'any', problems };
}

function arrange(pushes: readonly NewPush[], order: (typeof ORDERS)[number], seed: number): readonly NewPush[] {
  if (order === 'reversed') return [...pushes].reverse();
  if (order !== 'shuffled') return pushes;
  const drawn = pushes.map((push, index) => ({ push, draw: keyedDraw(seed, 'push-order', [index]) }));
  return drawn.sort((one, other) => one.draw - other.draw).map(({ push }) => push);
}

function readPush(item: Json, place: string, hosts: CallbackHosts, problems: string[]): NewPush {
  const reader = new FieldReader(item, place, problems);
  reader.refuseUnknown(FIELDS);
  const kind = reader.oneOf('kind', PUSH_KIND_NAMES as [PushKind, ...PushKind[]]);
  const { method, required } = kindOf(kind);
  const given = isJsonObject(item) ? item : {};
  const fields = isJsonObject(given['data']) ? given['data'] : {};
  const missing = required.filter((path) => textOf(valueAt(fields, path)) === '');
  problems.push(...missing.map((path) => `${place}.data.${path}: thiếu.`));
  return {
    kind,
    method,
    url: readTarget(given['target'], kind, hosts, (what) => {
      reader.problem('target', what);
    }),
    body: method === 'GET' ? null : wrap(kind, given, fields),
    times: reader.integer('times', 1, 100, PUSH_DEFAULTS.times),
    gapMs: reader.integer('gapMs', 0, LONGEST_WAIT_MS, PUSH_DEFAULTS.gapMs),
    delayMs: reader.integer('delayMs', 0, LONGEST_WAIT_MS, PUSH_DEFAULTS.delayMs),
    mostFailures: reader.integer('mostFailures', 1, 100, PUSH_DEFAULTS.mostFailures),
    backoffMs: reader.integer('backoffMs', 0, 3_600_000, PUSH_DEFAULTS.backoffMs),
    timeoutMs: reader.integer('timeoutMs', 50, 60_000, PUSH_DEFAULTS.timeoutMs),
  };
}

/** The whole address: a base gets the adapter's path and the fragment of the kind, a complete one stays. */
function readTarget(
  target: Json | undefined,
  kind: PushKind,
  hosts: CallbackHosts,
  complain: (what: string) => void,
): string {
  try {
    const url = hosts.check(textOf(target));
    const { fragment } = kindOf(kind);
    if (fragment === null || url.pathname.includes(fragment)) return url.href;
    return new URL(`${url.pathname.replace(/\/$/, '')}${ADAPTER}${fragment}`, url).href;
  } catch (refusal) {
    if (!(refusal instanceof CallbackRefusedError)) throw refusal;
    complain(refusal.message);
    return '';
  }
}

function wrap(kind: PushKind, given: JsonObject, fields: JsonObject): JsonObject {
  const { envelope } = kindOf(kind);
  if (!envelope) return fields;
  const { service, hasUpdating } = envelope;
  const marks = hasUpdating ? { isUpdating: given['isUpdating'] === true ? 'True' : 'False' } : {};
  const sync = given['isSync'] === undefined ? {} : { isSync: given['isSync'] === true ? 'True' : 'False' };
  const name = textOf(given['service']);
  return { service: name === '' ? service : name, ...marks, ...sync, data: fields };
}

function valueAt(fields: JsonObject, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, name) => (isJsonObject(inner) ? inner[name] : ''), fields);
}
