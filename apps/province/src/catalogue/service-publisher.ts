import { Injectable } from '@nestjs/common';
import { levelRank, type IsoDate, type Plan, type PlanRow, type Procedure, type ServiceLevel } from '@dvc/domain';
import { toPortalService } from '@dvc/mapping';
import type { Repositories, ServiceChange, ServiceOfProcedure } from '@dvc/persistence';

/** Puts the services of plan rows into the catalogue, and what changed by it on its way to the portal. */
@Injectable()
export class ServicePublisher {
  /** Everything in the caller's transaction: change and outbox row commit together. */
  async publish(rows: readonly PlanRow[], plan: Plan, { catalogue, clock, outbox }: Repositories): Promise<void> {
    const codes = rows.map(({ serviceCode }) => serviceCode);
    const today = await clock.today();
    const known = await catalogue.listServices(codes);
    await this.know(rows, { catalogue });
    await catalogue.saveLevels(newLevels(rows, known, { plan, today }));
    const changes = (await catalogue.listServices(codes)).map((service) => changeOf(service, today));
    await outbox.appendServices(changes, `plan:${plan.id}`);
  }

  /** Into the catalogue only: their levels stay as they are. */
  async know(rows: readonly PlanRow[], { catalogue }: Pick<Repositories, 'catalogue'>): Promise<void> {
    await catalogue.saveServices(
      rows.map((row) => ({ code: row.serviceCode, name: row.serviceName, procedure: procedureOf(row) })),
    );
  }
}

/** A first level holds since the plan began; a level that changes, changes today. What is as it was stays as it was. */
function newLevels(
  rows: readonly PlanRow[],
  known: readonly ServiceOfProcedure[],
  { plan, today }: { plan: Plan; today: IsoDate },
): (ServiceLevel & { serviceCode: string })[] {
  const since = plan.periodFrom < today ? plan.periodFrom : today;
  const newest = new Map<string, ServiceLevel>();
  for (const { service } of known) {
    for (const level of service.levels) {
      const key = `${service.code}|${level.agencyCode}`;
      if ((newest.get(key)?.validFrom ?? '') <= level.validFrom) newest.set(key, level);
    }
  }
  return rows.flatMap(({ serviceCode, agencyCode, level }) => {
    const before = newest.get(`${serviceCode}|${agencyCode}`);
    if (before && levelRank(before.level) === levelRank(level)) return [];
    return [{ serviceCode, agencyCode, level, validFrom: before ? today : since }];
  });
}

function changeOf({ service, procedure }: ServiceOfProcedure, today: IsoDate): ServiceChange {
  const { offer, ...mapped } = toPortalService(service, procedure, today);
  const common = { serviceCode: service.code, offer };
  return mapped.item === null
    ? { ...common, body: null, fault: mapped.fault }
    : { ...common, body: JSON.stringify(mapped.item) };
}

/** What a plan says of a procedure; the national catalogue knows more, and its word is kept. */
const procedureOf = (row: PlanRow): Procedure => ({
  code: row.procedureCode,
  name: row.serviceName,
  fieldCode: null,
  fieldName: row.fieldName,
  ministryCode: null,
  ministryName: '',
  tiers: [row.tier],
  workingDays: row.workingDays,
  hasFee: row.hasFee,
});
