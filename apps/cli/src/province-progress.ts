import type { PlanProgress } from '@dvc/persistence';
import { ProvinceClient, type ProvincePlace } from './province-client.js';

/** Progress of a plan as the province tells it; the console reads the same query. */
export async function readProgress(
  province: ProvincePlace,
  planId: string,
  agenciesOn?: string,
): Promise<PlanProgress> {
  const day = agenciesOn === undefined ? '' : `?${new URLSearchParams({ agenciesOn }).toString()}`;
  return new ProvinceClient(province).get<PlanProgress>(`/plans/${encodeURIComponent(planId)}/progress${day}`);
}

/** Rows that will not move by themselves any more. */
export const settledRows = ({ published, rejected, buckets }: PlanProgress): number =>
  published + rejected + buckets.held;
