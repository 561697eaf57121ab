import { Inject, Injectable } from '@nestjs/common';
import {
  MAX_LISTED_FAULTS,
  PlanComparison,
  periodOf,
  type CheckedPlanFile,
  type Plan,
  type PlanChange,
  type PlanDifference,
  type PlanPeriod,
  type PlanRow,
} from '@dvc/domain';
import { PlanNotFoundError, Store, type Repositories } from '@dvc/persistence';
import { ServicePublisher } from '../catalogue/service-publisher.js';
import { checkPlanFile } from './check-plan-file.js';
import { PlanPeriodError } from './plan-errors.js';
import { findLevelFaults } from './level-faults.js';
import { reportOf, type PlanImportReport } from './plan-import-report.js';
import { OneAtATime } from './one-at-a-time.js';
import type { ImportPlanDto } from './plan.dto.js';
import type { Upload } from './receive-upload.js';

/** Rows of one statement. */
const ROWS_AT_ONCE = 2_000;
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

  private async importNow(planId: string, upload: Upload, wishes: ImportPlanDto): Promise<PlanImportReport> {
    const stored = await this.store.direct.plans.find(planId);
    const period = periodWished(wishes) ?? (stored && { from: stored.periodFrom, to: stored.periodTo });
    const agencies = await this.store.direct.catalogue.listAgencies();
    const checked = await checkPlanFile(upload.path, { agencies, period, file: upload.name });
    if (!checked.isReadable) return unsaved(planId, { checked, difference: NO_DIFFERENCE }, wishes);
    return this.store.inTransaction(async (repositories) => {
      if (!wishes.dryRun) await repositories.plans.lock(planId);
      const judged = await judge(planId, checked, upload.name, repositories);
      const { faultsTotal, rows } = judged.checked;
      const mayStore = (faultsTotal === 0 || wishes.partial) && rows.length > 0;
      if (!mayStore || wishes.dryRun) return unsaved(planId, judged, wishes);
      await this.makeEqual(planId, judged, wishes, repositories);
      return { ...reportOf(planId, judged.checked, judged.difference), isDryRun: false, isStored: true };
    });
  }

  private async makeEqual(
    planId: string,
    { checked, difference }: JudgedFile,
    wishes: ImportPlanDto,
    repositories: Repositories,
  ): Promise<void> {
    const { plans } = repositories;
    const stored = await plans.find(planId);
    const plan = planWished(planId, stored, checked.rows, wishes);
    if (JSON.stringify(plan) !== JSON.stringify(stored)) await plans.save(plan);
    const fresh = difference.changes.flatMap((change) => (change.kind === 'dropped' ? [] : [change.after]));
    for (const rows of slicesByService(fresh)) {
      // Rows refer to services, so the services come first.
      await this.publisher.publish(rows, plan, wishes.by, repositories);
      await plans.saveRows(planId, rows);
    }
    for (const rows of slices(difference.moved)) await plans.saveRows(planId, rows);
    for (const rows of slices(difference.changes.flatMap(droppedRow))) await plans.dropRows(planId, rows);
  }
}

/** A file, and what it would change. */
interface JudgedFile {
  readonly checked: CheckedPlanFile;
  readonly difference: PlanDifference;
}

/** Beside the file's own faults those that the levels held today make of it; the rows they hit are out. */
async function judge(
  planId: string,
  checked: CheckedPlanFile,
  file: string,
  repositories: Repositories,
): Promise<JudgedFile> {
  const difference = await compare(planId, checked, repositories);
  const found = await findLevelFaults(difference.changes, file, repositories);
  if (found.length === 0) return { checked, difference };
  const lines = new Set(found.map(({ row }) => row));
  const judged = {
    ...checked,
    rows: checked.rows.filter(({ line }) => !lines.has(line)),
    rejected: checked.rejected + lines.size,
    faults: [...checked.faults, ...found].sort((a, b) => a.row - b.row).slice(0, MAX_LISTED_FAULTS),
    faultsTotal: checked.faultsTotal + found.length,
  };
  return { checked: judged, difference: await compare(planId, judged, repositories) };
}

function unsaved(planId: string, { checked, difference }: JudgedFile, { dryRun }: ImportPlanDto): PlanImportReport {
  return { ...reportOf(planId, checked, difference), isDryRun: dryRun, isStored: false };
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
  return { id, name, decision, periodFrom: period.from, periodTo: period.to };
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
