import { Inject, Injectable } from '@nestjs/common';
import {
  PlanComparison,
  periodOf,
  type CheckedPlanFile,
  type Plan,
  type PlanChange,
  type PlanDifference,
  type PlanKind,
  type PlanPeriod,
  type PlanRow,
} from '@dvc/domain';
import { PlanNotFoundError, Store, type Repositories } from '@dvc/persistence';
import { ServicePublisher } from '../catalogue/service-publisher.js';
import { checkPlanFile } from './check-plan-file.js';
import { PlanPeriodError } from './plan-errors.js';
import { reportOf, type PlanImportReport } from './plan-import-report.js';
import { OneAtATime } from './one-at-a-time.js';
import type { ImportPlanDto } from './plan.dto.js';
import type { Upload } from './receive-upload.js';

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
const NO_DIFFERENCE: PlanDifference = { changes: [], unchanged: 0, moved: [] };

/** Integration plans: what the province has promised to put on the portal. */
@Injectable()
export class PlanService {
  /** One file at a time keeps memory flat. */
  private readonly imports = new OneAtATime();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(ServicePublisher) private readonly publisher: ServicePublisher,
  ) {}

  async list(): Promise<Plan[]> {
    return this.store.direct.plans.list();
  }

  /** @throws {PlanNotFoundError} */
  async get(id: string): Promise<Plan> {
    const plan = await this.store.direct.plans.find(id);
    if (plan === null) throw new PlanNotFoundError(id);
    return plan;
  }

  /** Checks a file and, where it is good, makes the plan equal to it: all in one transaction, or nothing. */
  async import(planId: string, upload: Upload, wishes: ImportPlanDto): Promise<PlanImportReport> {
    return this.imports.run(() => this.importNow(planId, upload, wishes));
  }

  private async importNow(
    planId: string,
    { path, name: file }: Upload,
    wishes: ImportPlanDto,
  ): Promise<PlanImportReport> {
    const stored = await this.store.direct.plans.find(planId);
    const period = periodWished(wishes) ?? (stored && { from: stored.periodFrom, to: stored.periodTo });
    const agencies = await this.store.direct.catalogue.listAgencies();
    const checked = await checkPlanFile(path, { agencies, period, file });
    const mayStore = checked.isReadable && (checked.faultsTotal === 0 || wishes.partial) && checked.rows.length > 0;
    if (mayStore && !wishes.dryRun) return this.storeChecked(planId, checked, wishes);
    const difference = checked.isReadable ? await compare(planId, checked, this.store.direct) : NO_DIFFERENCE;
    return { ...reportOf(planId, checked, difference), isDryRun: wishes.dryRun, isStored: false };
  }

  private async storeChecked(
    planId: string,
    checked: CheckedPlanFile,
    wishes: ImportPlanDto,
  ): Promise<PlanImportReport> {
    return this.store.inTransaction(async (repositories) => {
      await repositories.plans.lock(planId);
      const stored = await repositories.plans.find(planId);
      const plan = planWished(planId, stored, checked.rows, wishes);
      const difference = await this.storeIn(repositories, plan, checked);
      return { ...reportOf(planId, checked, difference), isDryRun: false, isStored: true };
    });
  }

  /** Makes a plan equal to a checked file, in the caller's transaction. */
  async storeIn(repositories: Repositories, plan: Plan, checked: CheckedPlanFile): Promise<PlanDifference> {
    const { plans } = repositories;
    const difference = await compare(plan.id, checked, repositories);
    if (JSON.stringify(plan) !== JSON.stringify(await plans.find(plan.id))) await plans.save(plan);
    const fresh = difference.changes.flatMap((change) => (change.kind === 'dropped' ? [] : [change.after]));
    for (const rows of slicesByService(fresh)) {
      // Rows refer to services, so the services come first.
      if (BRINGS_SERVICES[plan.kind]) await this.publisher.publish(rows, plan, repositories);
      else await this.publisher.know(rows, repositories);
      await plans.saveRows(plan.id, rows);
    }
    for (const rows of slices(difference.moved)) await plans.saveRows(plan.id, rows);
    for (const rows of slices(difference.changes.flatMap(droppedRow))) await plans.dropRows(plan.id, rows);
    return difference;
  }
}

/** Where rows were rejected, a row that seems missing may be one of them: none is dropped. */
async function compare(planId: string, checked: CheckedPlanFile, { plans }: Repositories): Promise<PlanDifference> {
  const comparison = new PlanComparison(checked.rows);
  let page: PlanRow[] = [];
  do {
    page = await plans.listRowsAfter(planId, page.at(-1) ?? null, ROWS_AT_ONCE);
    for (const row of page) comparison.meet(row);
  } while (page.length === ROWS_AT_ONCE);
  const difference = comparison.finish();
  if (checked.rejected === 0) return difference;
  return { ...difference, changes: difference.changes.filter(({ kind }) => kind !== 'dropped') };
}

function periodWished({ from, to }: ImportPlanDto): PlanPeriod | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined || from > to) throw new PlanPeriodError();
  return { from, to };
}

function planWished(id: string, stored: Plan | null, rows: readonly PlanRow[], wishes: ImportPlanDto): Plan {
  const period = periodWished(wishes) ?? (stored && { from: stored.periodFrom, to: stored.periodTo }) ?? periodOf(rows);
  if (period === null) throw new PlanPeriodError();
  const name = (wishes.name ?? stored?.name ?? id).normalize('NFC');
  const decision = (wishes.decision ?? stored?.decision ?? '').normalize('NFC');
  const kind = wishes.kind ?? stored?.kind ?? 'integration';
  const targetPercent = stored?.targetPercent ?? null;
  return { id, name, decision, periodFrom: period.from, periodTo: period.to, kind, targetPercent };
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
