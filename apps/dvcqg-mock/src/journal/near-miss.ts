import { findService, wayOf } from '../portal-api/behaviour/rule-of-call.js';
import type { ServiceEntry } from '../portal-api/behaviour/service-entry.js';
import { SERVICES } from '../portal-api/behaviour/service-registry.js';
import { isJsonObject, type JsonObject } from '../portal-api/json.js';
import { DOORS } from '../portal-api/portal-call.js';
import { differencesOfItem, show, type Difference } from './field-differences.js';
import type { StoredJournalEntry } from './journal-entry.js';
import { distanceOf } from './nearest-name.js';

/** A rule that a call was nearly for, and what stood between. */
export interface NearRule {
  readonly rule: string;
  readonly about: string;
  readonly differences: readonly Difference[];
}

const CANDIDATES = 6;
const MOST_ITEMS = 5;
/** A wrong name weighs as much as so many wrong fields. */
const NAME_WEIGHT = 10;
const MOST_COUNTED = 8;

/** The rules a call that was not understood comes nearest to, the nearest first. Works on what the journal kept: redacted. */
export function nearestRules(entry: StoredJournalEntry, most: number): NearRule[] {
  const { body, bytes } = entry.request;
  if (!isJsonObject(body)) {
    const got = bytes === 0 ? 'thân rỗng' : `${String(bytes)} byte không đọc được là đối tượng`;
    return [
      { rule: '*', about: 'Mọi dịch vụ', differences: [{ place: '$', expected: 'một đối tượng JSON, UTF-8', got }] },
    ];
  }
  return candidatesFor(entry.service, body)
    .map(({ name, service, distance }) => {
      const differences = differencesOf(name, service, { entry, body });
      const score = NAME_WEIGHT * distance + Math.min(differences.length, MOST_COUNTED);
      return { near: toNear(name, service, entry, differences), score };
    })
    .sort((one, other) => one.score - other.score)
    .slice(0, most)
    .map(({ near }) => near);
}

interface Candidate {
  readonly name: string;
  readonly service: ServiceEntry;
  /** Of the names, less what of the item's fields the service knows. */
  readonly distance: number;
}

function candidatesFor(asked: string, body: JsonObject): Candidate[] {
  const known = findService(asked);
  if (known) return [{ name: asked, service: known, distance: 0 }];
  const names = Object.keys(itemsIn(body)[0] ?? {});
  return Object.entries(SERVICES)
    .map(([name, service]) => {
      const fit = names.filter((given) => service.fields?.some((field) => field.name === given)).length;
      const apart = distanceOf(asked, name) / Math.max(name.length, asked.length, 1);
      return { name, service, distance: apart - fit / Math.max(names.length, 1) };
    })
    .sort((one, other) => one.distance - other.distance)
    .slice(0, CANDIDATES);
}

interface Asked {
  readonly entry: StoredJournalEntry;
  readonly body: JsonObject;
}

function differencesOf(name: string, service: ServiceEntry, { entry, body }: Asked): Difference[] {
  const isDoor = DOORS.some((door) => door === name);
  const asked = entry.service === name ? [] : [nameDifference(name, entry.service)];
  const needed = isDoor ? [] : ['session', 'madonvi'];
  const missing = needed.flatMap((field): Difference[] =>
    has(body, field) ? [] : [{ place: `$.${field}`, expected: 'chuỗi không trống', got: 'không có' }],
  );
  if (service.success === undefined) return [...asked, ...missing];
  return [...asked, ...missing, ...flagDifference(service, body), ...dataDifferences(name, service, body)];
}

function nameDifference(name: string, given: string): Difference {
  return { place: '$.service', expected: show(name), got: given === '' ? 'không có' : show(given), didYouMean: name };
}

/** Services that create and update must be told which. */
function flagDifference({ success = [] }: ServiceEntry, body: JsonObject): Difference[] {
  const given = valueOf(body, 'isUpdating');
  if (success.length < 2 || given === 'True' || given === 'False' || typeof given === 'boolean') return [];
  return [{ place: '$.isUpdating', expected: '"True" hoặc "False" (chuỗi)', got: show(given) }];
}

function dataDifferences(name: string, { fields = [] }: ServiceEntry, body: JsonObject): Difference[] {
  const data = valueOf(body, 'data');
  if (name === 'DongBoTrangThaiHoSo') {
    return isJsonObject(data)
      ? differencesOfItem(data, fields, '$.data')
      : [{ place: '$.data', expected: 'một đối tượng', got: show(data) }];
  }
  if (!Array.isArray(data) || data.length === 0) {
    return [{ place: '$.data', expected: 'danh sách không rỗng', got: show(data) }];
  }
  return data
    .slice(0, MOST_ITEMS)
    .flatMap((item, index) =>
      isJsonObject(item)
        ? differencesOfItem(item, fields, `$.data[${String(index)}]`)
        : [{ place: `$.data[${String(index)}]`, expected: 'một đối tượng', got: show(item) }],
    );
}

function toNear(
  name: string,
  service: ServiceEntry,
  { isUpdating }: StoredJournalEntry,
  differences: Difference[],
): NearRule {
  const way = wayOf(service, isUpdating);
  return { rule: name === 'login' ? name : `${name}/${way}`, about: service.about, differences };
}

function itemsIn(body: JsonObject): JsonObject[] {
  const data = valueOf(body, 'data');
  return (Array.isArray(data) ? data : [data]).filter(isJsonObject);
}

function valueOf(body: JsonObject, name: string): JsonObject[string] {
  const found = Object.entries(body).find(([given]) => given.toLowerCase() === name.toLowerCase());
  return found?.[1];
}

function has(body: JsonObject, name: string): boolean {
  const value = valueOf(body, name);
  return typeof value === 'string' && value.trim() !== '';
}
