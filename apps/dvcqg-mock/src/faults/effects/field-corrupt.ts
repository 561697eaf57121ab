import { isJsonObject, textOf, type Json, type JsonObject } from '../../portal-api/json.js';
import { plainDelivery } from '../delivery.js';
import type { Effect } from './effect.js';

const KINDS = [
  'nfc',
  'nfd',
  'name-order',
  'legacy-encoding',
  'cut',
  'blank',
  'retype',
  'rename',
  'extra',
  'date-shift',
] as const;
type Kind = (typeof KINDS)[number];

interface Corrupt {
  readonly side: 'request' | 'reply';
  /** A field's name at any depth; `*` is every field. */
  readonly field: string;
  readonly kind: Kind;
}

/** Stands, inside our own text, for a single byte that is no UTF-8. */
const BYTE_BASE = 0xe000;

const onText =
  (change: (text: string) => string) =>
  (value: Json): Json =>
    typeof value === 'string' ? change(value) : value;

/** What each kind makes of a value. Renaming and adding touch the name: see {@link bendEntry}. */
const VALUE_CHANGES: Readonly<Record<Exclude<Kind, 'rename' | 'extra'>, (value: Json) => Json>> = {
  nfc: onText((text) => text.normalize('NFC')),
  nfd: onText((text) => text.normalize('NFD')),
  'name-order': onText((text) => text.trim().split(/\s+/).reverse().join(' ')),
  'legacy-encoding': onText(toLegacy),
  cut: onText((text) =>
    Array.from(text)
      .slice(0, Math.floor(Array.from(text).length / 2))
      .join(''),
  ),
  blank: (value) => (typeof value === 'object' ? value : ''),
  retype,
  'date-shift': onText(shiftDate),
};

export const fieldCorrupt: Effect<Corrupt> = {
  about: 'Một trường bị hỏng trong yêu cầu hoặc trong phản hồi',
  symptom: '200; chữ hỏng qua được JSON.parse mà không báo lỗi',
  parameters: { side: 'theo pha: on-reply là reply, còn lại là request', field: 'tên, hoặc *', kind: KINDS.join(', ') },
  read: (read, phase) => {
    const side = phase === 'on-reply' ? 'reply' : 'request';
    return {
      side: read.oneOf('side', [side], side),
      field: read.has('field') ? read.text('field', 100) : '*',
      kind: read.oneOf('kind', KINDS),
    };
  },
  bendItem: (parameters, item) => fromWire(bend(item, parameters)) as JsonObject,
  within: (parameters, plan, { indices }) => ({
    ...plan,
    handled: plan.handled.map(({ index, item }) => ({
      index,
      item: indices.includes(index) ? (fromWire(bend(item, parameters)) as JsonObject) : item,
    })),
  }),
  onReply: (parameters, { reply, plain }) => {
    const { result } = reply;
    const bent = result === undefined ? bend(reply, parameters) : { ...reply, result: bend(result, parameters) };
    const delivery = plainDelivery(bent as JsonObject, plain.status);
    return { ...delivery, headers: plain.headers, body: toBytes(delivery.body.toString()) };
  },
};

function bend(value: Json, parameters: Corrupt): Json {
  if (Array.isArray(value)) return value.map((item) => bend(item, parameters));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner = null]) => bendEntry(name, bend(inner, parameters), parameters)),
  );
}

function bendEntry(name: string, value: Json, { field, kind }: Corrupt): [string, Json][] {
  if (field !== '*' && field !== name) return [[name, value]];
  if (kind === 'rename') return [[name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase(), value]];
  if (kind === 'extra')
    return [
      [name, value],
      [`${name}_Moi`, value],
    ];
  return [[name, VALUE_CHANGES[kind](value)]];
}

function retype(value: Json): Json {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return typeof value === 'number' || typeof value === 'boolean' ? textOf(value) : value;
}

/** A clock in UTC where Vietnam's was meant: seven hours back. */
function shiftDate(text: string): string {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)?.slice(1).map(Number);
  if (!parts) return text;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const shifted = new Date(Date.UTC(year, month - 1, day, hour - 7, minute, second));
  return shifted.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** One byte a letter, as in the code pages before Unicode. */
function toLegacy(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return point < 0x80 ? letter : String.fromCodePoint(BYTE_BASE + 0x80 + (point & 0x7f));
  }).join('');
}

const isMark = (letter: string): boolean => /^[\ue080-\ue0ff]$/.test(letter);

function toBytes(text: string): Buffer {
  if (!/[\ue080-\ue0ff]/.test(text)) return Buffer.from(text);
  const parts = text
    .split(/([\ue080-\ue0ff])/)
    .map((part) => (isMark(part) ? Buffer.from([part.charCodeAt(0) - BYTE_BASE]) : Buffer.from(part)));
  return Buffer.concat(parts);
}

/** What a reader of UTF-8 makes of such bytes. */
function fromWire(value: Json): Json {
  return JSON.parse(toBytes(JSON.stringify(value)).toString('utf8')) as Json;
}
