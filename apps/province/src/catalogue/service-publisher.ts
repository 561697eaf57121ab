import { Injectable } from '@nestjs/common';
import { levelChangesOf, type IsoDate, type LevelChange, type Plan, type PlanRow, type Procedure } from '@dvc/domain';
import { toPortalService } from '@dvc/mapping';
import type { LevelDecision, Repositories, ServiceChange, ServiceOfProcedure } from '@dvc/persistence';
import { levelsByPlace, placeOf } from './levels-by-place.js';

/** Puts the services of plan rows into the catalogue, and what changed by it on its way to the portal. */
@Injectable()
export class ServicePublisher {
  /** Services that the catalogue knows; in the caller's transaction: change and outbox row commit together. */
  async publish(rows: readonly PlanRow[], plan: Plan, by: string, repositories: Repositories): Promise<void> {
    const { catalogue, clock, levels } = repositories;
    const codes = rows.map(({ serviceCode }) => serviceCode);
    const today = await clock.today();
    const known = await catalogue.listServices(codes);
    const decision: LevelDecision = { by, planId: plan.id };
    await levels.record(wantedChanges(rows, known, { plan, today }), decision, today);
    await this.tell(codes, `plan:${plan.id}`, repositories);
  }

  /** Puts services as they stand today on their way to the portal, where that is news. In the caller's transaction. */
  async tell(codes: readonly string[], cause: string, { catalogue, clock, outbox }: Repositories): Promise<void> {
    const today = await clock.today();
    const changes = (await catalogue.listServices(codes)).map((service) => changeOf(service, today));
    await outbox.appendServices(changes, cause);
  }

  /** Into the catalogue only: their levels stay as they are. */
  async know(rows: readonly PlanRow[], { catalogue }: Pick<Repositories, 'catalogue'>): Promise<void> {
    await catalogue.saveServices(
      rows.map((row) => ({ code: row.serviceCode, name: row.serviceName, procedure: procedureOf(row) })),
    );
  }
}

/** A first level holds since the plan began; a level that changes, changes today unless its row names the day. */
function wantedChanges(
  rows: readonly PlanRow[],
  known: readonly ServiceOfProcedure[],
  { plan, today }: { plan: Plan; today: IsoDate },
): LevelChange[] {
  const since = plan.periodFrom < today ? plan.periodFrom : today;
  const levels = levelsByPlace(known);
  return rows.flatMap((row) => levelChangesOf(row, levels.get(placeOf(row)) ?? [], { today, since }));
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
