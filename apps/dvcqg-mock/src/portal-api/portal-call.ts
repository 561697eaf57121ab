import { NEW_REST_CALLS } from '@dvc/contracts';
import { PAYMENT_MESSAGES } from '../payment/payment-paths.js';
import type { CallKeys, DrawnCall } from '../faults/drawn-call.js';
import { NO_PART, joinKeys } from '../faults/keyed-draw.js';
import type { SpaceAddress } from '../spaces/space-address.js';
import type { Space } from '../spaces/space.js';
import { CallParameters } from './call-parameters.js';
import type { Json, JsonObject } from './json.js';
import { isJsonObject } from './json.js';
import type { Refusal } from './refusals.js';

/** Services that have an address of their own, and do not look at the session of the adapter. */
export const DOORS = [
  'login',
  'TraCuuKetQuaSoHoa',
  'LayTepKetQuaSoHoa',
  'ThanhToan',
  'KeyPay',
  'PayGov',
  'viewbill',
  ...NEW_REST_CALLS,
] as const;
export type Door = (typeof DOORS)[number];

/** How an address speaks that is not the adapter's: a relay, the REST interface. */
export interface Accent {
  /** Service that the address names. */
  readonly service: string;
  /** What came in, in the adapter's words. */
  translate(incoming: IncomingCall): { readonly body: Json } | { readonly refusal: Refusal };
  /** The account for which the call is made. */
  callerIn(space: Space, parameters: CallParameters): string | null | Promise<string | null>;
  /** Why the caller may not pass; in place of the adapter's destination, session and agency. */
  admit(call: PortalCall): Refusal | null | Promise<Refusal | null>;
  /** What was decided, in this address's words. */
  speak(decided: Decided): { readonly reply: JsonObject; readonly status: number };
}

/** What the adapter would answer. */
export interface Decided {
  readonly code: number;
  readonly reply: JsonObject;
  readonly status: number;
}

/** A file inside a call. */
export interface SentFile {
  /** As the sender wrote it: not to be used as a path. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** What came in over the wire, before anybody looked at it. */
export interface IncomingCall {
  /** Which space the address names. */
  readonly address: SpaceAddress;
  /** Where the address alone says which service is wanted; null at the generic address. */
  readonly door: Door | null;
  /** Null where the adapter's own language is spoken. */
  readonly accent: Accent | null;
  /** Files of a multipart body; null where there is none that can be read. */
  readonly files: readonly SentFile[] | null;
  readonly bytes: Buffer;
  readonly query: URLSearchParams;
  /** Of the caller, or of what stands before it. */
  readonly remoteAddress: string;
  /** What follows `…/RestService/forward` in the address of a generic call; null elsewhere. */
  readonly forwardPath: string | null;
  /** From the header. */
  readonly dstcode: string | null;
  /** Of this mock, as the caller sees it, without a slash at its end. */
  readonly origin: string;
  /** Wants its answer the way a provincial relay wraps it. */
  readonly isRelayed: boolean;
  /** Header `X-Sim-Effect`. */
  readonly wantedEffect: string | null;
}

/** A call that could be read: which service, which parameters. */
export interface PortalCall extends IncomingCall, DrawnCall {
  /** Where the call takes place: its records, time, switches and faults. */
  readonly space: Space;
  readonly at: Date;
  readonly body: Json;
  readonly parameters: CallParameters;
  readonly madonvi: string | null;
  readonly isUpdating: boolean | null;
}

const LONGEST_NAME = 100;
const MOST_KEYS = 1_000;

/** Who calls: the user name at a login, else the agency. */
export function callerOf(parameters: CallParameters, door: Door | null): string | null {
  const name = parameters.text(door === 'login' ? 'username' : 'madonvi');
  return name === null ? null : cut(name);
}

/** Works out what a call is about. */
export function readCall(
  incoming: IncomingCall,
  { parameters, space, caller: madonvi }: { parameters: CallParameters; space: Space; caller: string | null },
): PortalCall {
  const at = space.clock.now();
  const service = serviceOf(incoming, parameters);
  const isUpdating = parameters.isUpdating();
  const keysOf = keyFinder(parameters);
  const keys = ['MADVC', 'MaHoSo', 'MaThamChieu', 'transaction_id', 'orderId'].flatMap(keysOf);
  const isMagic = space.record.magic && space.faults.isOn;
  const drawn = lazily(() => drawnKeys(parameters, { service, madonvi: madonvi ?? NO_PART, day: dayInVietnam(at) }));
  return {
    ...incoming,
    space,
    at,
    body: parameters.body,
    parameters,
    service,
    madonvi,
    isUpdating: typeof isUpdating === 'boolean' ? isUpdating : null,
    keys: keys.length > 0 ? keys : proceduresOf(keysOf),
    get drawKeys() {
      return drawn().drawKeys;
    },
    get itemKeys() {
      return drawn().itemKeys;
    },
    isMagic,
    wantedEffect: isMagic ? incoming.wantedEffect : null,
  };
}

/** Works something out when it is first asked for. */
function lazily<T>(work: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: work() }).value;
}

/** What faults draw by; most calls meet none. */
function drawnKeys(
  parameters: CallParameters,
  shared: Pick<CallKeys, 'service' | 'madonvi' | 'day'>,
): Pick<DrawnCall, 'drawKeys' | 'itemKeys'> {
  const keysOf = keyFinder(parameters);
  return {
    drawKeys: {
      ...shared,
      MaHoSo: joinKeys(keysOf('MaHoSo')),
      MaTTHC: joinKeys(proceduresOf(keysOf)),
      MaDVC: joinKeys(keysOf('MADVC')),
    },
    itemKeys: firstItems(parameters).map((item) => ({ ...shared, ...keysOfItem(item) })),
  };
}

function proceduresOf(keysOf: (name: string) => string[]): string[] {
  return [...new Set([...keysOf('MATTHC'), ...keysOf('MaTTHC')])];
}

/** What the address says, or the body: `LoaiBanTin` at the payment platform, else `service`. */
function serviceOf({ door, accent }: IncomingCall, parameters: CallParameters): string {
  if (door === 'ThanhToan') return PAYMENT_MESSAGES.find((name) => name === parameters.get('LoaiBanTin')) ?? door;
  return door ?? accent?.service ?? cut(parameters.text('service') ?? '');
}

/** The items of a write call, as objects: what is no object has no fields. */
export function itemsOf(data: readonly Json[]): JsonObject[] {
  return data.map((item) => (isJsonObject(item) ? item : {}));
}

/** As many as a call may ever hold; a longer list is refused whole. */
function firstItems(parameters: CallParameters): JsonObject[] {
  const data = parameters.get('data');
  return Array.isArray(data) ? itemsOf(data.slice(0, MOST_KEYS)) : listItems(parameters);
}

/** Items of `data`: a list, or the one object it is. */
export function listItems(parameters: CallParameters): JsonObject[] {
  const data = parameters.get('data');
  return Array.isArray(data) ? itemsOf(data) : isJsonObject(data) ? [data] : [];
}

/** The same call with other items: what the portal is made to see. */
export function withItems(call: PortalCall, items: readonly JsonObject[]): PortalCall {
  const isList = Array.isArray(call.parameters.get('data'));
  const [only = {}] = items;
  const body = { ...(isJsonObject(call.body) ? call.body : {}), data: isList ? [...items] : only };
  return { ...call, body, parameters: new CallParameters(body, call.query) };
}

function keysOfItem(item: JsonObject): Pick<CallKeys, 'MaHoSo' | 'MaTTHC' | 'MaDVC'> {
  const part = (name: string): string => {
    const value = item[name];
    return typeof value === 'string' && value !== '' ? cut(value) : NO_PART;
  };
  const MaTTHC = item['MATTHC'] === undefined ? part('MaTTHC') : part('MATTHC');
  return { MaHoSo: part('MaHoSo'), MaTTHC, MaDVC: part('MADVC') };
}

/** Finds the values of a field: in each item of `data`, or where there are none, beside it. */
function keyFinder(parameters: CallParameters): (name: string) => string[] {
  const data = parameters.get('data');
  const items = Array.isArray(data) ? itemsOf(data.slice(0, MOST_KEYS)) : isJsonObject(data) ? [data] : null;
  return (name) => {
    const found = items ? items.map((item) => item[name]) : [parameters.get(name)];
    return found.flatMap((key) => (typeof key === 'string' && key !== '' ? [cut(key)] : []));
  };
}

/** No longer than a name may be, and no character in halves: half of a surrogate pair is no text. */
function cut(text: string): string {
  return text.length <= LONGEST_NAME
    ? text
    : Array.from(text.slice(0, LONGEST_NAME + 1))
        .slice(0, -1)
        .join('');
}

/** `yyyy-MM-dd`. Vietnam has kept UTC+7 without a break since 1975. */
export function dayInVietnam(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
