import {
  PLAN_COLUMNS,
  levelFaultOf,
  levelName,
  levelRank,
  type LevelFault,
  type PlanChange,
  type PlanFault,
  type PlanRow,
} from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import { levelsByPlace, placeOf } from '../catalogue/levels-by-place.js';

/** Rows asked for in one statement. */
const ROWS_AT_ONCE = 2_000;

interface Wish {
  readonly after: PlanRow;
  readonly before: PlanRow | null;
}

/** What the levels held today do not allow. Rows that stay as the plan has them were judged when they came. */
export async function findLevelFaults(
  changes: readonly PlanChange[],
  file: string,
  { catalogue, clock }: Repositories,
): Promise<PlanFault[]> {
  const today = await clock.today();
  const wishes = changes.flatMap(toWish).filter(isAboutLevels);
  const faults: PlanFault[] = [];
  for (let from = 0; from < wishes.length; from += ROWS_AT_ONCE) {
    const some = wishes.slice(from, from + ROWS_AT_ONCE);
    const levels = levelsByPlace(await catalogue.listServices(some.map(({ after }) => after.serviceCode)));
    for (const { after, before } of some) {
      const fault = levelFaultOf(after, before, levels.get(placeOf(after)) ?? [], today);
      if (fault !== null) faults.push(toPlanFault(after, fault, file));
    }
  }
  return faults;
}

function toWish(change: PlanChange): Wish[] {
  if (change.kind === 'dropped') return [];
  return [{ after: change.after, before: change.kind === 'changed' ? change.before : null }];
}

function isAboutLevels({ after, before }: Wish): boolean {
  return after.levelChange !== null || (before !== null && levelRank(after.level) < levelRank(before.level));
}

function toPlanFault({ line, level, levelChange }: PlanRow, { column, finding }: LevelFault, file: string): PlanFault {
  const effectiveOn = levelChange?.effectiveOn ?? '';
  const from = levelChange === null ? '' : levelName(levelChange.from);
  const value = column === 'effectiveOn' ? effectiveOn : column === 'levelBefore' ? from : levelName(level);
  return { file, row: line, column: PLAN_COLUMNS[column][0], value, ...finding };
}
