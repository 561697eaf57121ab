import { readDuration, readInstant } from '@dvc/clock';
import { UnprocessableEntityException } from '@nestjs/common';
import type { JournalFilter } from '../journal/journal-entry.js';
import type { JournalWish } from '../journal/journal-wait.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import { readFields } from './json-body.pipe.js';

type Query = Readonly<Record<string, unknown>>;

const TEXTS = ['service', 'key', 'fault', 'madonvi', 'rule'] as const;
const PAGE = ['cursor', 'limit', 'nearMiss', 'format'] as const;
const MOST_ROWS = 1_000;
const DIGITS = /^\d{1,15}$/;

/** What may stand in `where` of a count or a wait. */
const WHERE_FIELDS = {
  service: 'string',
  madonvi: 'string',
  rule: 'string',
  errorCode: 'number',
  outcomeCode: 'number',
  httpStatus: 'number',
  insideRetryAfter: 'boolean',
  isUpdating: 'boolean',
  unmatched: 'boolean',
  fault: 'string',
  key: 'string',
  from: 'string',
  to: 'string',
} as const;

/** Which page of the journal is wanted: entries after number `cursor`. */
export interface JournalPage {
  readonly cursor: number;
  readonly limit: number;
}

/** `service`, `key`, `fault`, `madonvi`, `rule`, `from`, `to` of an address. @throws {UnprocessableEntityException} */
export function readJournalQuery(query: Query): JournalFilter & JournalPage {
  const known: readonly string[] = [...TEXTS, 'from', 'to', ...PAGE];
  const problems = Object.keys(query).flatMap((name) =>
    known.includes(name) ? [] : [`${name}: không có; có: ${known.join(', ')}`],
  );
  const texts = Object.fromEntries(TEXTS.flatMap((name) => (isText(query[name]) ? [[name, query[name]]] : [])));
  const bounds = { ...readBound('from', query['from'], problems), ...readBound('to', query['to'], problems) };
  const cursor = readNumber('cursor', query['cursor'], problems) ?? 0;
  const limit = readNumber('limit', query['limit'], problems) ?? MOST_ROWS;
  refuse(problems);
  return { ...texts, ...bounds, cursor, limit: Math.min(Math.max(limit, 1), MOST_ROWS) };
}

/** A filter in a body. @throws {UnprocessableEntityException} */
export function readWhere(body: Json): JournalFilter {
  const { from, to, ...others } = readFields(body, WHERE_FIELDS);
  const problems: string[] = [];
  const bounds = { ...readBound('from', from, problems), ...readBound('to', to, problems) };
  refuse(problems);
  return { ...others, ...bounds };
}

/** A number of the journal, or an instant with its offset. */
function readBound(name: 'from' | 'to', given: unknown, problems: string[]): JournalFilter {
  if (!isText(given)) return {};
  if (DIGITS.test(given)) return { [name]: Number(given) };
  const instant = readInstant(given);
  if (!instant) problems.push(`${name}: số thứ tự, hoặc thời điểm có múi giờ`);
  return instant ? { [name]: instant } : {};
}

function readNumber(name: string, given: unknown, problems: string[]): number | null {
  if (!isText(given)) return null;
  if (!DIGITS.test(given)) problems.push(`${name}: số`);
  return Number(given);
}

function isText(given: unknown): given is string {
  return typeof given === 'string' && given !== '';
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new UnprocessableEntityException('Bộ lọc không hợp lệ.', { cause: problems });
}

const DEFAULT_TIMEOUT = 'PT10S';
const LONGEST_WAIT_MS = 3_600_000;

/** `{where, count, timeout}` of a wait. @throws {UnprocessableEntityException} */
export function readWish(body: Json): JournalWish {
  const { where = {}, count = 1, timeout = DEFAULT_TIMEOUT, ...others } = isJsonObject(body) ? body : {};
  const timeoutMs = typeof timeout === 'string' ? readDuration(timeout) : null;
  refuse([
    ...(isJsonObject(body) ? [] : ['cần một đối tượng JSON']),
    ...Object.keys(others).map((name) => `${name}: không có; có: where, count, timeout`),
    ...(typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? [] : ['count: số nguyên từ 1']),
    ...(timeoutMs !== null && timeoutMs <= LONGEST_WAIT_MS ? [] : ['timeout: thời hạn ISO 8601, nhiều nhất PT1H']),
  ]);
  return { where: readWhere(where), count: Number(count), timeoutMs: timeoutMs ?? 0 };
}
