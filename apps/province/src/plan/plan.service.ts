import { Inject, Injectable } from '@nestjs/common';
import { periodOf, type Plan, type PlanDifference, type PlanPeriod, type PlanRow } from '@dvc/domain';
import { PlanNotFoundError, Store } from '@dvc/persistence';
import { checkPlanFile } from './check-plan-file.js';
import { judgePlanFile, type JudgedPlanFile } from './judge-plan-file.js';
import { PlanPeriodError } from './plan-errors.js';
import { reportOf, type PlanImportReport } from './plan-import-report.js';
import { PlanWriter } from './plan-writer.js';
import { OneAtATime } from './one-at-a-time.js';
import type { ImportPlanDto } from './plan.dto.js';
import type { Upload } from './receive-upload.js';

const NO_DIFFERENCE: PlanDifference = { changes: [], unchanged: 0, moved: [] };

/** Integration plans: what the province has promised to put on the portal. */
@Injectable()
export class PlanService {
  /** One file at a time keeps memory flat. */
  private readonly imports = new OneAtATime();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(PlanWriter) private readonly writer: PlanWriter,
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
      const judged = await judgePlanFile(planId, checked, upload.name, repositories);
      const { faultsTotal, rows } = judged.checked;
      const mayStore = (faultsTotal === 0 || wishes.partial) && rows.length > 0;
      if (!mayStore || wishes.dryRun) return unsaved(planId, judged, wishes);
      const plan = planWished(planId, await repositories.plans.find(planId), rows, wishes);
      await this.writer.makeEqual(plan, judged.difference, wishes.by, repositories);
      return { ...reportOf(planId, judged.checked, judged.difference), isDryRun: false, isStored: true };
    });
  }
}

function unsaved(planId: string, { checked, difference }: JudgedPlanFile, { dryRun }: ImportPlanDto): PlanImportReport {
  return { ...reportOf(planId, checked, difference), isDryRun: dryRun, isStored: false };
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
