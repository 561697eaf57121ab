import { basename, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ProvinceCatalogueConfig } from '@dvc/config';
import {
  findLevel,
  levelRank,
  quarterOf,
  readWording,
  schemeOn,
  type IsoDate,
  type Level,
  type Plan,
} from '@dvc/domain';
import { Store, type PlannedGroup, type Repositories, type ServiceGroup } from '@dvc/persistence';
import { checkPlanFile } from '../plan/check-plan-file.js';
import { judgePlanFile } from '../plan/judge-plan-file.js';
import { PlanWriter } from '../plan/plan-writer.js';
import { WorldChangedError, WorldFileError } from './world-errors.js';
import type { WorldDuty, WorldGroup, WorldPlan } from './world-file.js';
import { readWorld, type DescribedWorld } from './world-folder.js';

/** Brings a world into the database: all of it in one transaction, once. The portal is told of its plan files only. */
@Injectable()
export class WorldLoader {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(PlanWriter) private readonly writer: PlanWriter,
    @Inject(ProvinceCatalogueConfig) private readonly config: ProvinceCatalogueConfig,
  ) {}

  /**
   * @returns False where the world was there already; then nothing changed.
   * @throws {WorldChangedError} It was there, from other files.
   */
  async load(name: string): Promise<boolean> {
    const world = await readWorld(this.config.PROVINCE_WORLDS_DIR, name);
    return this.store.inTransaction(async (repositories) => {
      await repositories.worlds.lock();
      const known = (await repositories.worlds.list()).find((loaded) => loaded.name === name);
      if (known !== undefined && known.digest !== world.digest) throw new WorldChangedError(name);
      if (known === undefined) await this.add(world, repositories);
      return known === undefined;
    });
  }

  private async add({ name, dir, file, digest }: DescribedWorld, repositories: Repositories): Promise<void> {
    const { title, source, isOwn, asOf, period } = file;
    const days = { periodFrom: period?.from ?? null, periodTo: period?.to ?? null };
    await repositories.worlds.add({ name, title, source, isOwn, asOf, ...days, digest });
    const agencies = file.agencies.map(({ code, name: agency, tier, validFrom = null, validTo = null }) => {
      return { code, name: agency, tier, validFrom, validTo };
    });
    await repositories.worlds.addAgencies(name, agencies);
    for (const plan of file.plans) await this.addPlan(dir, plan, repositories);
    await repositories.worlds.addGroups(toGroups(file.codes, file.groups, join(dir, 'world.yaml')), period ?? null);
    await repositories.duties.save(file.duties.map((duty, index) => toDuty(duty, index, join(dir, 'world.yaml'))));
  }

  /** A plan with a file is imported as any other, and its services travel to the portal as any other's. */
  private async addPlan(dir: string, wished: WorldPlan, repositories: Repositories): Promise<void> {
    const plan = toPlan(wished);
    await repositories.plans.lock(plan.id);
    if (wished.file === undefined) {
      await repositories.plans.save(plan);
      return;
    }
    const path = join(dir, wished.file);
    const agencies = await repositories.catalogue.listAgencies();
    const period = { from: plan.periodFrom, to: plan.periodTo };
    const read = await checkPlanFile(path, { agencies, period, file: basename(path) });
    const { checked, difference } = await judgePlanFile(plan.id, read, basename(path), repositories);
    if (checked.faultsTotal > 0)
      throw new WorldFileError(
        path,
        checked.faults.map(({ row, message }) => `${String(row)}: ${message}`),
      );
    await this.writer.makeEqual(plan, difference, 'world', repositories);
  }
}

const toPlan = ({ id, name, decision, from, to, kind, targetPercent }: WorldPlan): Plan => ({
  ...{ id, name, decision, periodFrom: from, periodTo: to, kind },
  targetPercent: targetPercent ?? null,
});

function toGroups(prefix: string, groups: readonly WorldGroup[], path: string): ServiceGroup[] {
  let first = 0;
  return groups.map((group) => {
    const { count, tiers, agencies, since, integrated, active, dossiers } = group;
    const planned = group.planned.map(({ plan, level, tier, deadline }): PlannedGroup => {
      return { plan, tier, deadline, quarter: quarterOf(deadline), ...levelOn(level, deadline, path) };
    });
    const numbers = { prefix, first, count, integrated, integratedSince: since, active, dossiers };
    first += count;
    return { ...numbers, tiers, agencies, since, planned, ...levelOn(group.level, since, path) };
  });
}

function levelOn(text: string, day: IsoDate, path: string): { scheme: Level['scheme']; level: string; rank: number } {
  const level = findLevel(schemeOn(day), text);
  if (level === null) throw new WorldFileError(path, [`ngày ${day} không có mức độ "${text}"`]);
  return { scheme: level.scheme, level: level.value, rank: levelRank(level) };
}

function toDuty(
  { plan, actor, text, wording }: WorldDuty,
  index: number,
  path: string,
): { planId: string; n: number; actor: string; text: string; wording: string; deadline: IsoDate | null } {
  const read = readWording(wording);
  if (read === null) throw new WorldFileError(path, [`không hiểu thời hạn "${wording}"`]);
  return { planId: plan, n: index + 1, actor, text, wording, deadline: read.lastDay };
}
