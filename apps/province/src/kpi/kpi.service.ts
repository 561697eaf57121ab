import { Inject, Injectable } from '@nestjs/common';
import { ProvinceCatalogueConfig } from '@dvc/config';
import {
  judgeCheck,
  kpisOn,
  schemeOn,
  type CheckResult,
  type CheckState,
  type CountingPlace,
  type IsoDate,
  type KpiCheck,
  type KpiDefinition,
  type Measure,
  type Plan,
} from '@dvc/domain';
import { Store, type CountedRow, type LoadedWorld } from '@dvc/persistence';
import { WorldNotLoadedError } from '../worlds/world-errors.js';
import { readChecks } from '../worlds/world-folder.js';
import type { KpiPlaceDto } from './kpi.dto.js';
import { CountAddress, type FigureReply, type KpiReport, type LatePlan } from './kpi-report.js';

/** Every check of every world, and how many ended how. */
export interface CheckReport {
  readonly counts: Readonly<Record<CheckState, number>>;
  readonly checks: readonly CheckResult[];
}

/** Figures, counted from rows each time they are asked for. */
@Injectable()
export class KpiService {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(ProvinceCatalogueConfig) private readonly config: ProvinceCatalogueConfig,
  ) {}

  /** @throws {WorldNotLoadedError} */
  async report(asked: KpiPlaceDto): Promise<KpiReport> {
    const { kpis } = this.store.direct;
    const place = await this.placeOf(asked);
    const address = new CountAddress(asked.world ?? null, place);
    const plans = await kpis.listPlans(place.world);
    const figures: FigureReply[] = [];
    for (const kpi of kpisOn(place.at, plans)) figures.push(await this.figureOf(place, kpi, address));
    const leftOut = address.reply(await kpis.count(place, { of: 'otherEra' }));
    const late = await this.latePlans(place, plans);
    const { at, period } = place;
    return { world: asked.world ?? null, at, period, era: schemeOn(at), leftOut, figures, late };
  }

  /** Exactly the rows that a figure counts, a page at a time. */
  async rows(
    asked: KpiPlaceDto,
    measure: Measure,
    page: { limit: number; after?: string | undefined },
  ): Promise<{ total: number; rows: CountedRow[]; next: string | null }> {
    const { kpis } = this.store.direct;
    const place = await this.placeOf(asked);
    const { count: total } = await kpis.count(place, measure);
    const rows = await kpis.listRows(place, measure, page);
    return { total, rows, next: rows.length === page.limit ? (rows.at(-1)?.key ?? null) : null };
  }

  /** Computes every check anew, each in its own world. */
  async check(): Promise<CheckReport> {
    const loaded = new Map((await this.store.direct.worlds.list()).map((world) => [world.name, world]));
    const checks: CheckResult[] = [];
    for (const check of await readChecks(this.config.PROVINCE_WORLDS_DIR))
      checks.push(await this.checkIn(loaded.get(check.world), check));
    const counted = (state: CheckState): number => checks.filter((each) => each.state === state).length;
    const [matches, inconsistent, computed] = [counted('matches'), counted('inconsistent'), counted('computed')];
    return { counts: { matches, inconsistent, computed, failed: counted('failed') }, checks };
  }

  private async checkIn(world: LoadedWorld | undefined, check: KpiCheck): Promise<CheckResult> {
    if (world === undefined) return notLoaded(check);
    const place = placeIn(world);
    const values: number[] = [];
    for (const term of check.terms) values.push((await this.store.direct.kpis.count(place, term)).count);
    return judgeCheck(check, values, world.asOf);
  }

  private async figureOf(place: CountingPlace, kpi: KpiDefinition, address: CountAddress): Promise<FigureReply> {
    const { kpis } = this.store.direct;
    const part = await kpis.count(place, kpi.part);
    return address.figure(kpi, part, kpi.whole && (await kpis.count(place, kpi.whole)));
  }

  private async latePlans(place: CountingPlace, plans: readonly Pick<Plan, 'id' | 'name'>[]): Promise<LatePlan[]> {
    const late: LatePlan[] = [];
    for (const { id: planId, name: planName } of plans) {
      const agencies = await this.store.direct.kpis.listLate(place, planId);
      if (agencies.length > 0) late.push({ planId, planName, agencies });
    }
    return late;
  }

  private async placeOf({ world: name, at, from, to }: KpiPlaceDto): Promise<CountingPlace> {
    const { clock, worlds } = this.store.direct;
    const world = name === undefined ? null : (await worlds.list()).find((loaded) => loaded.name === name);
    if (world === undefined) throw new WorldNotLoadedError(name ?? '');
    const place = world && placeIn(world);
    const day = at ?? place?.at ?? (await clock.today());
    const first = from ?? place?.period?.from ?? (`${day.slice(0, 4)}-01-01` as IsoDate);
    return { world: place?.world ?? null, at: day, period: { from: first, to: to ?? place?.period?.to ?? day } };
  }
}

const placeIn = ({ name, isOwn, asOf, periodFrom, periodTo }: LoadedWorld): CountingPlace => ({
  world: isOwn ? null : name,
  at: asOf,
  period: periodFrom !== null && periodTo !== null ? { from: periodFrom, to: periodTo } : null,
});

function notLoaded({ id, world, label, printed, qualifier, note }: KpiCheck): CheckResult {
  const faults = [new WorldNotLoadedError(world).message];
  return { id, world, label, printed, qualifier, note, state: 'failed', values: [], computed: 'N/A', faults };
}
