import { TIERS, formatPercent, type Plan, type Tier } from '@dvc/domain';
import type { PlanProgress, PlanProgressRow, ProgressGroup } from '@dvc/persistence';
import type {
  FigureDto,
  PlanDto,
  PlanProgressDto,
  PlanRowDto,
  ProgressGroupDto,
  RowsFilterDto,
} from './progress.dto.js';
import { BUCKET_WORDS, TIER_WORDS, TIMELINESS_WORDS, levelText, quarterText } from './words.js';

export const toPlanReply = ({ id, name, decision, periodFrom, periodTo }: Plan): PlanDto => ({
  id,
  name,
  decision,
  periodFrom,
  periodTo,
});

/** Adds words, shares and the filter behind each figure; counts stay as the ledger gave them. */
export function toProgressReply(progress: PlanProgress): PlanProgressDto {
  const { asOf, plan, total, published, buckets, timeliness } = progress;
  return {
    asOf,
    plan: toPlanReply(plan),
    total,
    published,
    percentText: formatPercent(published, total),
    isOpen: buckets.inFlight + buckets.waiting + buckets.inDoubt + buckets.notStarted > 0,
    buckets: figures(buckets, BUCKET_WORDS, total),
    timeliness: figures(timeliness, TIMELINESS_WORDS, total),
    byLevelAndTier: levelsAndTiers(progress),
    byQuarter: progress.byQuarter.map((group) => toGroupReply(group, quarterText(group.key), { quarter: group.key })),
    byAgency: progress.byAgency.map((group) => toGroupReply(group, group.label, { agency: group.key })),
    byQuarterAndAgency: progress.byQuarterAndAgency.map((group) => {
      const [quarter = '', agency = ''] = group.key.split('|');
      return toGroupReply(group, quarterText(quarter), { quarter, agency });
    }),
  };
}

/** By level, and inside a level from the ministry down. */
function levelsAndTiers({ byLevelAndTier }: PlanProgress): ProgressGroupDto[] {
  const keyed = byLevelAndTier.map((group) => {
    const [level = '', tier = ''] = group.key.split('|');
    return { group, level, tier: tier as Tier };
  });
  keyed.sort((a, b) => a.level.localeCompare(b.level) || TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
  return keyed.map(({ group, level, tier }) =>
    toGroupReply(group, `${levelText(level)} · ${TIER_WORDS[tier]}`, { level, tier }),
  );
}

function toGroupReply(group: ProgressGroup, label: string, filter: RowsFilterDto): ProgressGroupDto {
  const { key, total, buckets, timeliness } = group;
  return { key, label, filter, total, percentText: formatPercent(buckets.published, total), buckets, timeliness };
}

type Words<K extends string> = Readonly<Record<K, { readonly text: string; readonly symbol: string }>>;

function figures<K extends string>(counts: Record<K, number>, words: Words<K>, total: number): FigureDto<K>[] {
  const keys = Object.keys(words) as K[];
  return keys.map((key) => {
    const count = counts[key];
    return { key, ...words[key], count, percentText: formatPercent(count, total) };
  });
}

export function toRowReply({ tier, level, quarter, ...row }: PlanProgressRow): PlanRowDto {
  return {
    line: row.line,
    serviceCode: row.serviceCode,
    serviceName: row.serviceName,
    agencyCode: row.agencyCode,
    agencyName: row.agencyName,
    tierText: TIER_WORDS[tier],
    levelText: levelText(level),
    quarterText: quarterText(quarter),
    deadline: row.deadline,
    bucket: row.bucket,
    bucketText: BUCKET_WORDS[row.bucket].text,
    bucketSymbol: BUCKET_WORDS[row.bucket].symbol,
    timeliness: row.timeliness,
    timelinessText: TIMELINESS_WORDS[row.timeliness].text,
    publishedAt: row.publishedAt,
    lastClass: row.lastClass,
    lastMessage: row.lastMessage,
    nextAt: row.nextAt,
  };
}
