import type { IsoDate, Quarter } from './calendar.js';
import type { Tier } from './agency.js';
import { schemeOn, type LevelScheme } from './level.js';
import { formatCount, formatPercent } from './percent.js';
import type { Plan } from './plan.js';

/**
 * What can be counted. Of a place on a day: procedures, online services, those on the portal (integrated), those with
 * online dossiers in a period (active), the dossiers, services whose level is written in the other era's words.
 * Of a plan: its rows, those done, those whose last day is over (due), due but not done (late), agencies named.
 * servicesAfter, integratedAfter: with what a plan will add.
 */
export const COUNTED = [
  'procedures',
  'services',
  'integrated',
  'active',
  'dossiers',
  'otherEra',
  'planRows',
  'planDone',
  'planDue',
  'planLate',
  'planAgencies',
  'servicesAfter',
  'integratedAfter',
] as const;
export type Counted = (typeof COUNTED)[number];

/** A question whose answer is a number of rows. What is left out does not matter. */
export interface Measure {
  readonly of: Counted;
  /** As `levelRank`, inside the era of the day. */
  readonly ranks?: readonly number[] | undefined;
  readonly tier?: Tier | undefined;
  readonly plan?: string | undefined;
  readonly quarter?: Quarter | undefined;
}

/** Where and when to count. */
export interface CountingPlace {
  /** World whose agencies count; `null`: the province's own. */
  readonly world: string | null;
  readonly at: IsoDate;
  /** Days of submission of dossiers, both inside; `null`: no dossier counts. */
  readonly period: { readonly from: IsoDate; readonly to: IsoDate } | null;
}

/** A number with the question it answers: the same question opens its rows. */
export interface Count {
  readonly measure: Measure;
  readonly count: number;
}

/** One KPI as it is to be counted. */
export interface KpiDefinition {
  readonly id: 'K1' | 'K2' | 'K3' | 'K3b' | 'K4' | 'K5' | 'K6' | 'K7';
  readonly name: string;
  /** What the whole is, in words. */
  readonly base: string;
  readonly part: Measure;
  /** `null`: a number, no rate. */
  readonly whole: Measure | null;
}

const ONLINE = [3, 4] as const;
const of = (counted: Counted, ranks?: readonly number[]): Measure => ({ of: counted, ...(ranks && { ranks }) });

const FOUR_LEVELS: readonly KpiDefinition[] = [
  define('K1', 'Tỷ lệ DVCTT mức độ 3, 4', 'tổng số TTHC', of('services', ONLINE), of('procedures')),
  define('K2', 'Tỷ lệ DVCTT mức độ 4', 'tổng số TTHC', of('services', [4]), of('procedures')),
  define('K3', 'Tỷ lệ tích hợp', 'DVCTT mức độ 3, 4', of('integrated', ONLINE), of('services', ONLINE)),
  ...useOf('DVCTT mức độ 3, 4', 'mức độ 3', 'mức độ 4'),
];

const TWO_LEVELS: readonly KpiDefinition[] = [
  define('K3b', 'Tỷ lệ tích hợp', 'DVCTT một phần và toàn trình', of('integrated', ONLINE), of('services', ONLINE)),
  define('K3b', 'Tỷ lệ tích hợp, một phần', 'DVCTT một phần', of('integrated', [3]), of('services', [3])),
  define('K3b', 'Tỷ lệ tích hợp, toàn trình', 'DVCTT toàn trình', of('integrated', [4]), of('services', [4])),
  ...useOf('DVCTT một phần và toàn trình', 'một phần', 'toàn trình'),
];

const BY_ERA: Readonly<Record<LevelScheme, readonly KpiDefinition[]>> = { ND43: FOUR_LEVELS, ND42: TWO_LEVELS };

/** The KPIs of a day: those of its era, and two of each plan that has rows. */
export function kpisOn(day: IsoDate, plans: readonly Pick<Plan, 'id' | 'name'>[]): KpiDefinition[] {
  return [...BY_ERA[schemeOn(day)], ...plans.flatMap(({ id, name }) => kpisOfPlan(id, name))];
}

function kpisOfPlan(plan: string, name: string): KpiDefinition[] {
  const rows = (counted: Counted): Measure => ({ of: counted, plan });
  return [
    define('K4', `Tiến độ: ${name}`, 'dòng kế hoạch', rows('planDone'), rows('planRows')),
    define('K7', `Quá hạn: ${name}`, 'dòng kế hoạch đã đến hạn', rows('planLate'), rows('planDue')),
  ];
}

/** What people make of the services: K5 and K6. */
function useOf(base: string, lower: string, upper: string): KpiDefinition[] {
  return [
    define('K5', 'Tỷ lệ DVCTT phát sinh hồ sơ', base, of('active', ONLINE), of('services', ONLINE)),
    define('K6', 'Số hồ sơ trực tuyến', '', of('dossiers', ONLINE), null),
    define('K6', `Số hồ sơ trực tuyến, ${lower}`, '', of('dossiers', [3]), null),
    define('K6', `Số hồ sơ trực tuyến, ${upper}`, '', of('dossiers', [4]), null),
  ];
}

function define(
  id: KpiDefinition['id'],
  name: string,
  base: string,
  ...[part, whole]: readonly [Measure, Measure | null]
): KpiDefinition {
  return { id, name, base, part, whole };
}

/** `21,38 %` of a rate, `17.067` of a number, `N/A` where the whole is nothing. */
export const showKpi = (part: number, whole: number | null): string =>
  whole === null ? formatCount(part) : formatPercent(part, whole);
