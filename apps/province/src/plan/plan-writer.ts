import { Inject, Injectable } from '@nestjs/common';
import type { Plan, PlanChange, PlanDifference, PlanKind, PlanRow } from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import { ServicePublisher } from '../catalogue/service-publisher.js';

/** Rows of one statement. */
const ROWS_AT_ONCE = 2_000;

/** Whether the level of a row is what the service has: then it goes to the portal. Else it is what it shall get. */
const BRINGS_SERVICES: Readonly<Record<PlanKind, boolean>> = {
  integration: true,
  share: true,
  upgrade: false,
  directive: false,
  national: false,
};

/** Makes a plan equal to a file that was found good. */
@Injectable()
export class PlanWriter {
  constructor(@Inject(ServicePublisher) private readonly publisher: ServicePublisher) {}

  /** In the caller's transaction, which holds the lock of the plan. */
  async makeEqual(plan: Plan, difference: PlanDifference, by: string, repositories: Repositories): Promise<void> {
    const { plans } = repositories;
    if (JSON.stringify(plan) !== JSON.stringify(await plans.find(plan.id))) await plans.save(plan);
    const fresh = difference.changes.flatMap((change) => (change.kind === 'dropped' ? [] : [change.after]));
    for (const rows of slicesByService(fresh)) {
      // Rows refer to services, so the services come first.
      const told = rows.filter(({ levelChange }) => BRINGS_SERVICES[plan.kind] || levelChange !== null);
      await this.publisher.know(rows, repositories);
      if (told.length > 0) await this.publisher.publish(told, plan, by, repositories);
      await plans.saveRows(plan.id, rows);
    }
    for (const rows of slices(difference.moved)) await plans.saveRows(plan.id, rows);
    for (const rows of slices(difference.changes.flatMap(droppedRow))) await plans.dropRows(plan.id, rows);
  }
}

const droppedRow = (change: PlanChange): PlanRow[] => (change.kind === 'dropped' ? [change.before] : []);

function* slices<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) yield rows.slice(from, from + ROWS_AT_ONCE);
}

/** Rows of one service stay together: its news for the portal is made once. */
function* slicesByService(rows: PlanRow[]): Generator<readonly PlanRow[]> {
  rows.sort((a, b) => (a.serviceCode < b.serviceCode ? -1 : Number(a.serviceCode > b.serviceCode)));
  let from = 0;
  while (from < rows.length) {
    let to = Math.min(from + ROWS_AT_ONCE, rows.length);
    while (to < rows.length && rows[to]?.serviceCode === rows[to - 1]?.serviceCode) to++;
    yield rows.slice(from, to);
    from = to;
  }
}
