import type { PlanProgressDto, ProgressGroupDto, RowsFilterDto } from '../../../src/progress/progress.dto.js';

interface FilterWord {
  readonly key: keyof RowsFilterDto;
  readonly text: string;
}

/** A filter in the words of the page, from wide to narrow. What has no word is shown as it is written in the address. */
export function filterWords(filter: RowsFilterDto, progress: PlanProgressDto): FilterWord[] {
  const [level, tier] = levelAndTierWords(filter, progress.byLevelAndTier);
  const words: Record<keyof RowsFilterDto, string | undefined> = {
    agency: progress.byAgency.find(({ key }) => key === filter.agency)?.label,
    level,
    tier,
    quarter: progress.byQuarter.find(({ key }) => key === filter.quarter)?.label,
    bucket: progress.buckets.find(({ key }) => key === filter.bucket)?.text,
    timeliness: progress.timeliness.find(({ key }) => key === filter.timeliness)?.text,
  };
  const keys = Object.keys(words) as (keyof RowsFilterDto)[];
  return keys.flatMap((key) => {
    const written = filter[key];
    return written === undefined ? [] : [{ key, text: words[key] ?? written }];
  });
}

/** Labels of these groups are `Mức độ 3 · Cấp tỉnh`. */
function levelAndTierWords(
  { level, tier }: RowsFilterDto,
  groups: readonly ProgressGroupDto[],
): (string | undefined)[] {
  const ofLevel = groups.find(({ filter }) => filter.level === level);
  const ofTier = groups.find(({ filter }) => filter.tier === tier);
  return [ofLevel?.label.split(' · ')[0], ofTier?.label.split(' · ')[1]];
}
