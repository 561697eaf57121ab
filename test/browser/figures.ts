import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PlanProgress, ProgressGroup } from '@dvc/persistence';
import type { Page } from 'playwright-core';
import type { RunningSystem } from '../support/running-system.js';

/** What is counted → how many. What is counted is written as the page's own links do: `bucket=published&quarter=2020-III`. */
export type Figures = Readonly<Record<string, number>>;

const countedBy = (filter: Record<string, string>): string => {
  const query = new URLSearchParams(filter);
  query.sort();
  return query.toString();
};

/** Every figure that the page shows, by the list it opens. One that stands twice must be the same twice. */
export async function figuresOnPage(page: Page): Promise<Figures> {
  const links = await page
    .locator('main a.count')
    .evaluateAll((all) =>
      all.map((link) => [new URL((link as HTMLAnchorElement).href).search, link.textContent] as const),
    );
  const figures: Record<string, number> = {};
  for (const [search, text] of links) {
    const what = countedBy(Object.fromEntries([...new URLSearchParams(search)].filter(([key]) => !LOOKS.has(key))));
    const count = Number(text.replaceAll('.', ''));
    if ((figures[what] ?? count) !== count) throw new Error(`"${what}" is ${String(figures[what])} and ${text}`);
    figures[what] = count;
  }
  return figures;
}

/** Parts of a link that say how the page looks, not what is counted. */
const LOOKS = new Set(['rows', 'by', 'look']);

/** Everything the province's interface counts of a plan, that the page shows too. */
export function figuresOf(progress: PlanProgress): Figures {
  const lists = [
    figuresOfGroup({}, progress),
    ...progress.byQuarter.map((group) => figuresOfGroup({ quarter: group.key }, group)),
    ...progress.byAgency.map((group) => figuresOfGroup({ agency: group.key }, group)),
    ...progress.byLevelAndTier.map((group) => figuresOfGroup(pair(group, 'level', 'tier'), group)),
    ...progress.byQuarterAndAgency.map((group) => figuresOfGroup(pair(group, 'quarter', 'agency'), group)),
  ];
  return Object.assign({}, ...lists) as Figures;
}

function pair({ key }: ProgressGroup, first: string, second: string): Record<string, string> {
  const [one = '', two = ''] = key.split('|');
  return { [first]: one, [second]: two };
}

function figuresOfGroup(
  filter: Record<string, string>,
  { total, buckets, timeliness }: Pick<ProgressGroup, 'total' | 'buckets' | 'timeliness'>,
): Figures {
  return Object.fromEntries([
    [countedBy(filter), total],
    ...Object.entries(buckets).map(([bucket, count]) => [countedBy({ ...filter, bucket }), count]),
    ...Object.entries(timeliness).map(([time, count]) => [countedBy({ ...filter, timeliness: time }), count]),
  ]) as Figures;
}

/** What `dvcqg progress --json` prints. */
export interface CommandAnswer {
  readonly published: number;
  readonly plan: {
    readonly total: number;
    readonly byLevelAndTier: Readonly<Record<string, Record<string, number>>>;
    /** `III` → 180. */
    readonly byQuarter: Readonly<Record<string, number>>;
    /** `2020-III` → agency's name → count. */
    readonly byQuarterAndAgency: Readonly<Record<string, Record<string, number>>>;
  };
  readonly buckets: Readonly<Record<string, number>>;
  readonly timeliness: Readonly<Record<string, number>>;
}

/** Runs the real command, as an operator does. */
export async function askCommand(system: RunningSystem, planId: string): Promise<CommandAnswer> {
  const { url, key } = system.province;
  const env = { ...process.env, PROVINCE_URL: url, PROVINCE_API_KEY: key };
  const command = ['tools/dvcqg.mjs', 'progress', planId, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  return JSON.parse(stdout) as CommandAnswer;
}

/** The command's counts under the page's names. It names agencies; `agencyCodes` says name → code. */
export function figuresOfCommand(
  { plan, buckets, timeliness }: CommandAnswer,
  agencyCodes: ReadonlyMap<string, string>,
): Figures {
  const nested = (groups: Readonly<Record<string, Record<string, number>>>): [string, string, number][] =>
    Object.entries(groups).flatMap(([outer, inner]) =>
      Object.entries(inner).map(([name, count]): [string, string, number] => [outer, name, count]),
    );
  return Object.fromEntries([
    ['', plan.total],
    ...Object.entries(buckets).map(([bucket, count]) => [countedBy({ bucket }), count]),
    ...Object.entries(timeliness).map(([time, count]) => [countedBy({ timeliness: time }), count]),
    ...Object.entries(plan.byQuarter).map(([quarter, count]) => [countedBy({ quarter: `2020-${quarter}` }), count]),
    ...nested(plan.byLevelAndTier).map(([level, tier, count]) => [countedBy({ level, tier }), count]),
    ...nested(plan.byQuarterAndAgency).map(([quarter, name, count]) => [
      countedBy({ quarter, agency: agencyCodes.get(name) ?? name }),
      count,
    ]),
  ]) as Figures;
}

/** A plan row as the tables have it, while nothing is on the wire. Written apart from the query that the page uses. */
const PLAN_ROWS = `
  SELECT level, tier, agency, quarter, bucket,
    CASE WHEN bucket = 'published' AND first_ack <= deadline THEN 'onTime' WHEN bucket = 'published' THEN 'publishedLate'
      WHEN current_date <= deadline THEN 'due' ELSE 'overdue' END AS timeliness
  FROM (
    SELECT i.level, i.tier, i.agency_code AS agency, i.deadline,
      to_char(i.deadline, 'YYYY') || '-' || btrim(to_char(i.quarter, 'RN')) AS quarter,
      CASE WHEN (SELECT count(*) FROM outbox o WHERE o.lane_id = l.id AND o.state = 'acked') > 0 THEN 'published'
        WHEN l.intent_id IS NOT NULL THEN 'inDoubt' ELSE 'waiting' END AS bucket,
      (SELECT min(o.settled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date FROM outbox o
        WHERE o.lane_id = l.id AND o.state = 'acked') AS first_ack
    FROM plan_item i JOIN lane l ON l.code = i.service_code AND l.kind = 'S'
    WHERE i.plan_id = 'PLAN') row`;

/** The same figures once more, counted row by row from the tables. */
export async function figuresOfRows(system: RunningSystem, planId: string, asked: Figures): Promise<Figures> {
  const rows = await system.query<Record<string, string>>(PLAN_ROWS.replace('PLAN', planId));
  const count = (what: string): number => {
    const filter = [...new URLSearchParams(what)];
    return rows.filter((row) => filter.every(([key, wanted]) => row[key] === wanted)).length;
  };
  return Object.fromEntries(Object.keys(asked).map((what) => [what, count(what)]));
}
