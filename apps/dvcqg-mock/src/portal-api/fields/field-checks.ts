import type { SwitchValues } from '../../switches/switch-table.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../json.js';
import { quoted, refuse, type Refusal } from '../refusals.js';
import { formOf, type FieldRule } from './field-rule.js';

interface Place {
  readonly path: string;
  readonly rule: FieldRule;
  readonly value: Json | undefined;
}

const NESTED_SAYS = { list: 'danh sách', object: 'đối tượng' } as const;

export function isBlank(value: Json | undefined): value is '' | null | undefined {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Required fields are there and not blank; the inside of a list counts where the list is there. */
export function findMissing(item: JsonObject, rules: readonly FieldRule[], switches: SwitchValues): Refusal | null {
  const isNeeded = ({ required }: FieldRule): boolean =>
    required === 'yes' || (required === 'unclear' && switches['fields.required'] === 'all');
  const isEmpty = (value: Json | undefined): boolean => (Array.isArray(value) ? value.length === 0 : isBlank(value));
  const missing = placesOf(item, rules).find(({ rule, value }) => isNeeded(rule) && isEmpty(value));
  return missing ? refuse.missingField(missing.path) : null;
}

/** Every field is written the way it should be. */
export function findMisshapen(item: JsonObject, rules: readonly FieldRule[]): Refusal | null {
  for (const { path, rule, value } of placesOf(item, rules)) {
    if (isBlank(value)) continue;
    if (rule.form === 'list' || rule.form === 'object') {
      if (partsOf(rule, value) === null) return refuse.badFormat(path, NESTED_SAYS[rule.form]);
      continue;
    }
    const { says, fits } = formOf(rule.form);
    const isScalar = typeof value === 'string' || (typeof value !== 'object' && rule.form !== 'string');
    if (!isScalar || !fits(textOf(value))) return refuse.badFormat(path, says);
  }
  return null;
}

/** No text is longer than it may be. */
export function findTooLong(item: JsonObject, rules: readonly FieldRule[], switches: SwitchValues): Refusal | null {
  const mode = switches['limits.text'];
  const long = overlong(item, rules).find(({ rule }) => mode === 'reject' || rule.isHardLimit);
  return long && mode !== 'off' ? refuse.tooLong(long.path, long.rule.max ?? 0) : null;
}

export function warnOfLength(item: JsonObject, rules: readonly FieldRule[], switches: SwitchValues): string[] {
  if (switches['limits.text'] !== 'note') return [];
  return overlong(item, rules).map(({ path, rule }) => `${path} vượt quá ${String(rule.max)} ký tự`);
}

/** Every value is on its list. */
export function findUnlisted(item: JsonObject, rules: readonly FieldRule[]): Refusal | null {
  const isUnlisted = ({ rule, value }: Place): boolean =>
    !isBlank(value) && rule.values !== undefined && !rule.values.includes(textOf(value));
  const bad = placesOf(item, rules).find(isUnlisted);
  return bad ? refuse.badEnum(bad.path, bad.value) : null;
}

/** No field is there that nobody knows, where that matters. */
export function findUnknown(item: JsonObject, rules: readonly FieldRule[], switches: SwitchValues): Refusal | null {
  if (switches['fields.unknownKeys'] !== 'reject') return null;
  const path = unknownPath(item, rules, '');
  return path === null ? null : refuse.incorrect(`trường ${quoted(path)} không có trong cấu trúc`);
}

/** The item as it is kept: without unknown fields, where they are ignored. */
export function keepFields(item: JsonObject, rules: readonly FieldRule[], switches: SwitchValues): JsonObject {
  if (switches['fields.unknownKeys'] !== 'ignore') return item;
  const kept = rules.flatMap(({ name, fields }): [string, Json][] => {
    const value = item[name];
    if (value === undefined) return [];
    const keep = (inner: Json): Json =>
      fields !== undefined && isJsonObject(inner) ? keepFields(inner, fields, switches) : inner;
    return [[name, Array.isArray(value) ? value.map(keep) : keep(value)]];
  });
  return Object.fromEntries(kept);
}

function overlong(item: JsonObject, rules: readonly FieldRule[]): Place[] {
  const isLong = ({ rule, value }: Place): boolean =>
    rule.max !== undefined &&
    typeof value === 'string' &&
    value.length > rule.max &&
    Array.from(value).length > rule.max;
  return placesOf(item, rules).filter(isLong);
}

function placesOf(item: JsonObject, rules: readonly FieldRule[], before = ''): Place[] {
  return rules.flatMap((rule) => {
    const value = item[rule.name];
    const path = `${before}${rule.name}`;
    const below = (partsOf(rule, value) ?? []).flatMap(({ part, place }) =>
      placesOf(part, rule.fields ?? [], `${path}${place}.`),
    );
    return [{ path, rule, value }, ...below];
  });
}

/** The objects inside a field, each with its place; null when something else is there. */
function partsOf(rule: FieldRule, value: Json | undefined): { part: JsonObject; place: string }[] | null {
  if (rule.form === 'object') return isJsonObject(value) ? [{ part: value, place: '' }] : null;
  if (rule.form !== 'list' || !Array.isArray(value) || !value.every(isJsonObject)) return null;
  return value.map((part, index) => ({ part, place: `[${String(index)}]` }));
}

function unknownPath(item: JsonObject, rules: readonly FieldRule[], before: string): string | null {
  for (const [name, value] of Object.entries(item)) {
    const rule = rules.find((known) => known.name === name);
    if (!rule) return `${before}${name}`;
    for (const { part, place } of partsOf(rule, value) ?? []) {
      const path = unknownPath(part, rule.fields ?? [], `${before}${name}${place}.`);
      if (path !== null) return path;
    }
  }
  return null;
}
