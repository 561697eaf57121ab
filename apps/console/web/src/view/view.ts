import type { RowsFilterDto } from '../../../src/progress/progress.dto.js';

/** All that decides what the page shows. It lives in the address, so a reload or a pasted link shows the same. */
export interface View {
  /** `null`: the first plan there is. */
  readonly planId: string | null;
  readonly chartBy: 'agency' | 'quarter';
  readonly chartLook: 'chart' | 'table';
  /** `null`: the list of rows is closed. */
  readonly rows: RowsView | null;
}

export interface RowsView {
  readonly filter: RowsFilterDto;
  /** Cursor of the page of rows; `null`: the first. */
  readonly after: string | null;
}

const FILTER_KEYS = [
  'bucket',
  'timeliness',
  'level',
  'tier',
  'quarter',
  'agency',
] as const satisfies (keyof RowsFilterDto)[];
const PLAN_PATH = /^\/plans\/([^/]+)$/;

/** Reads an address. What it does not know it leaves to the server to refuse. */
export function viewOf({ pathname, search }: { pathname: string; search: string }): View {
  const query = new URLSearchParams(search);
  const id = PLAN_PATH.exec(pathname)?.[1];
  const given = FILTER_KEYS.flatMap((key) => (query.has(key) ? [[key, query.get(key)]] : []));
  const isOpen = given.length > 0 || query.has('rows');
  return {
    planId: id === undefined ? null : decodeURIComponent(id),
    chartBy: query.get('by') === 'quarter' ? 'quarter' : 'agency',
    chartLook: query.get('look') === 'table' ? 'table' : 'chart',
    rows: isOpen ? { filter: Object.fromEntries(given) as RowsFilterDto, after: query.get('after') } : null,
  };
}

/** The address of a view; only what differs from the plain page is written. */
export function hrefOf({ planId, chartBy, chartLook, rows }: View): string {
  const query = filterQuery(rows?.filter ?? {});
  if (rows !== null && query.size === 0) query.set('rows', 'all');
  if (rows?.after != null) query.set('after', rows.after);
  if (chartBy === 'quarter') query.set('by', chartBy);
  if (chartLook === 'table') query.set('look', chartLook);
  const path = planId === null ? '/' : `/plans/${encodeURIComponent(planId)}`;
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

export function filterQuery(filter: RowsFilterDto): URLSearchParams {
  const query = new URLSearchParams();
  for (const key of FILTER_KEYS) {
    const wanted = filter[key];
    if (wanted !== undefined) query.set(key, wanted);
  }
  return query;
}
