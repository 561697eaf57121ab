import type { PlanListDto, PlanProgressDto, PlanRowsDto } from '../../../src/progress/progress.dto.js';
import type { QueueDto, QueuesDto } from '../../../src/queues/queues.dto.js';
import { filterQuery, type RowsView } from '../view/view.js';
import { usePolled, type Polled } from './use-polled.js';

/** While something can change by itself, and while all is at rest (ms). */
const BUSY_MS = 2_000;
const CALM_MS = 10_000;
const ROWS_PER_PAGE = 100;

const planPath = (planId: string): string => `/api/plans/${encodeURIComponent(planId)}`;
const calm = (): number => CALM_MS;
const pauseWhile = (isOpen: boolean): number => (isOpen ? BUSY_MS : CALM_MS);

export const usePlans = (): Polled<PlanListDto> => usePolled('/api/plans', calm);

export const useProgress = (planId: string | null): Polled<PlanProgressDto> =>
  usePolled(planId === null ? null : `${planPath(planId)}/progress`, ({ isOpen }) => pauseWhile(isOpen));

export const useQueues = (): Polled<QueuesDto> =>
  usePolled('/api/queues', ({ queues }) => pauseWhile(queues.some(isMoving)));

const isMoving = ({ due, cooling, openBatches }: QueueDto): boolean => due > 0 || cooling > 0 || openBatches > 0;

/** Rows of one page; soon again while the plan still moves (`isOpen`). */
export function useRows(planId: string, rows: RowsView, isOpen: boolean): Polled<PlanRowsDto> {
  const { filter, after } = rows;
  const query = filterQuery(filter);
  query.set('limit', String(ROWS_PER_PAGE));
  if (after !== null) query.set('after', after);
  return usePolled(`${planPath(planId)}/rows?${query.toString()}`, () => pauseWhile(isOpen));
}

export function csvHref(planId: string, { filter }: RowsView): string {
  const query = filterQuery(filter).toString();
  return `${planPath(planId)}/rows.csv${query === '' ? '' : `?${query}`}`;
}
