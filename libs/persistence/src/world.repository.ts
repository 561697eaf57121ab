import type { Agency, IsoDate, LevelScheme, Quarter, Tier } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { WorldEntity } from './world.entity.js';
import { SAVE_AGENCIES, SAVE_DOSSIERS, SAVE_PLANNED, SAVE_SERVICES } from './world.sql.js';

/** A world as it was loaded. */
export interface LoadedWorld {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly isOwn: boolean;
  readonly asOf: IsoDate;
  readonly periodFrom: IsoDate | null;
  readonly periodTo: IsoDate | null;
  readonly digest: string;
}

/** So many services alike, each with a procedure of its own. */
export interface ServiceGroup {
  /** First digits of the procedures' codes: `9.1`. */
  readonly prefix: string;
  /** Number before its first one. */
  readonly first: number;
  readonly count: number;
  readonly tiers: readonly Tier[];
  /** In turn. */
  readonly agencies: readonly string[];
  readonly scheme: LevelScheme;
  readonly level: string;
  readonly rank: number;
  readonly since: IsoDate;
  /** The first so many were on the portal since that day. */
  readonly integrated: number;
  readonly integratedSince: IsoDate;
  /** The first so many have online dossiers, so many together. */
  readonly active: number;
  readonly dossiers: number;
  readonly planned: readonly PlannedGroup[];
}

/** A plan that has every service of a group. */
export interface PlannedGroup {
  readonly plan: string;
  readonly scheme: LevelScheme;
  readonly level: string;
  readonly rank: number;
  readonly tier: Tier;
  readonly quarter: Quarter;
  readonly deadline: IsoDate;
}

/** Worlds and what they bring. Writes are one statement for any number of rows; nothing is sent to the portal. */
export class WorldRepository {
  constructor(private readonly db: EntityManager) {}

  async list(): Promise<(LoadedWorld & { readonly loadedAt: Date })[]> {
    return this.db.find(WorldEntity, { order: { name: 'ASC' } });
  }

  /** Two loads come one after the other. Until the transaction ends. */
  async lock(): Promise<void> {
    await this.db.query(`SELECT pg_advisory_xact_lock(hashtextextended('worlds', 0))`);
  }

  async add(world: LoadedWorld): Promise<void> {
    await this.db.insert(WorldEntity, { ...world, loadedAt: () => 'app_now()' });
  }

  /** Agencies that only this world has. */
  async addAgencies(world: string, agencies: readonly Omit<Agency, 'mergedInto'>[]): Promise<void> {
    await this.db.query(SAVE_AGENCIES, [world, JSON.stringify(agencies)]);
  }

  /** The plans that the groups name must be there. */
  async addGroups(
    groups: readonly ServiceGroup[],
    period: { readonly from: IsoDate; readonly to: IsoDate } | null,
  ): Promise<void> {
    const numbered = JSON.stringify(groups);
    await this.db.query(SAVE_SERVICES, [numbered]);
    await this.db.query(SAVE_PLANNED, [numbered]);
    if (period !== null) await this.db.query(SAVE_DOSSIERS, [numbered, period.from, period.to]);
    // So many rows at once: until autovacuum comes by, the planner would take the tables for small.
    await this.db.query('ANALYZE procedure, service, service_level, integration, plan_item, dossier');
  }
}
