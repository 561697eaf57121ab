import {
  showKpi,
  type Count,
  type CountingPlace,
  type IsoDate,
  type KpiDefinition,
  type LevelScheme,
} from '@dvc/domain';
import type { LateAgency } from '@dvc/persistence';

/** A number that opens its rows. */
export interface CountReply {
  readonly count: number;
  /** Address, below this interface, of exactly the rows counted. */
  readonly rows: string;
}

/** A KPI of one day, with all that it stands on. */
export interface FigureReply {
  readonly id: KpiDefinition['id'];
  readonly name: string;
  /** What the denominator is, in words. */
  readonly base: string;
  /** As people read it: `84,46 %`, `17.067`, `N/A`. */
  readonly text: string;
  readonly numerator: CountReply;
  /** `null`: a number, no rate. */
  readonly denominator: CountReply | null;
}

/** The KPIs of a place on a day. */
export interface KpiReport {
  /** `null`: the province itself. */
  readonly world: string | null;
  readonly at: IsoDate;
  readonly period: CountingPlace['period'];
  /** Whose words the levels are counted in. */
  readonly era: LevelScheme;
  /** Services whose level is still written in the other era's words: in no figure. */
  readonly leftOut: CountReply;
  readonly figures: readonly FigureReply[];
  /** Plans with rows that are late on the day, by agency. */
  readonly late: readonly LatePlan[];
}

export interface LatePlan {
  readonly planId: string;
  readonly planName: string;
  readonly agencies: readonly LateAgency[];
}

/** `world` is the name asked for: the place of a world of the province's own has none. */
export class CountAddress {
  constructor(
    private readonly world: string | null,
    private readonly place: CountingPlace,
  ) {}

  reply({ measure, count }: Count): CountReply {
    const { ranks, ...rest } = measure;
    const { at, period } = this.place;
    const asked = { world: this.world ?? undefined, at, ...period, ranks: ranks?.join(','), ...rest };
    const given = Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
    return { count, rows: `/kpi/rows?${new URLSearchParams(given).toString()}` };
  }

  figure({ id, name, base }: KpiDefinition, part: Count, whole: Count | null): FigureReply {
    const text = showKpi(part.count, whole?.count ?? null);
    return { id, name, base, text, numerator: this.reply(part), denominator: whole && this.reply(whole) };
  }
}
