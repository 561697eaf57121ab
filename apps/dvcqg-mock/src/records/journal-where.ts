import type { JournalFilter } from '../journal/journal-entry.js';

const COLUMNS = {
  service: 'j.service',
  madonvi: 'j.madonvi',
  rule: 'j.rule',
  errorCode: 'j.error_code',
  outcomeCode: 'j.outcome_code',
  httpStatus: 'j.http_status',
  insideRetryAfter: 'j.inside_retry_after',
  isUpdating: 'j.is_updating',
} as const satisfies Partial<Record<keyof JournalFilter, string>>;

export interface JournalWhere {
  /** Conditions on `j` (journal) and, where `isNumbered`, on `l` (journal_link); `$1` is the space. */
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly isNumbered: boolean;
}

/** A filter as SQL. Every condition stands on an index, or narrows what one has found. */
export function journalWhere(space: string, filter: JournalFilter): JournalWhere {
  const values: unknown[] = [space];
  const put = (value: unknown): string => `$${String(values.push(value))}`;
  const { fault, key, unmatched, from, to } = filter;
  const equal = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const value = filter[name as keyof typeof COLUMNS];
    return value === undefined ? [] : [`${column} = ${put(value)}`];
  });
  const bounds = [
    ...(from instanceof Date ? [`j.committed_at >= ${put(from)}`] : []),
    ...(to instanceof Date ? [`j.committed_at < ${put(to)}`] : []),
    ...(typeof from === 'number' ? [`l.n >= ${put(from)}`] : []),
    ...(typeof to === 'number' ? [`l.n <= ${put(to)}`] : []),
  ];
  const sql = [
    'j.space = $1',
    ...equal,
    ...(fault === undefined ? [] : [`j.fault_ids <> '{}' AND ${put(fault)} = ANY(j.fault_ids)`]),
    ...(key === undefined
      ? []
      : [`j.id = ANY(ARRAY(SELECT id FROM journal WHERE keys @> ARRAY[${put(key)}]::text[]))`]),
    ...(unmatched === undefined ? [] : [unmatched ? 'j.rule IS NULL' : 'j.rule IS NOT NULL']),
    ...bounds,
  ].join(' AND ');
  return { sql, values, isNumbered: typeof from === 'number' || typeof to === 'number' };
}
