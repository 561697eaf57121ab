import type { IsoDate } from './calendar.js';
import { heldOn, type ServiceLevel } from './catalogue.js';
import { levelName, levelRank, type Level } from './level.js';
import type { PlanLevelChange, PlanRow } from './plan.js';
import { found, type Finding } from './plan-file-faults.js';
import type { PlanColumn } from './plan-file-columns.js';

/** A level that moves, or begins, at one agency on a day. */
export interface LevelChange {
  readonly serviceCode: string;
  readonly agencyCode: string;
  /** `null`: the service begins here. */
  readonly from: Level | null;
  readonly to: Level;
  readonly effectiveOn: IsoDate;
  /** Why it goes down; empty where it goes up. */
  readonly reason: string;
}

/** The days a row is read on. */
export interface LevelDays {
  readonly today: IsoDate;
  /** Since when a level holds that is told for the first time. */
  readonly since: IsoDate;
}

/**
 * What a plan row changes. `levels`: all that are stored of its service and agency. The level that holds already is no
 * change; a row that does not name the level before means "at least", and lowers nothing. A change that is still to
 * come gives way to the newer wish.
 */
export function levelChangesOf(
  row: PlanRow,
  levels: readonly ServiceLevel[],
  { today, since }: LevelDays,
): LevelChange[] {
  if (levels.length === 0) return firstChanges(row, { today, since });
  const { serviceCode, agencyCode, level: to, levelChange } = row;
  const holding = heldOn(levels, today);
  const coming = levels.find(({ validFrom, inheritedFrom }) => validFrom > today && inheritedFrom === undefined);
  const effectiveOn = levelChange?.effectiveOn ?? today;
  const isOnItsWay = coming !== undefined && levelRank(coming.level) === levelRank(to);
  if (isOnItsWay && (levelChange === null || effectiveOn === coming.validFrom)) return [];
  const held = holding === undefined ? 0 : levelRank(holding.level);
  if (held === levelRank(to) || (levelChange === null && held > levelRank(to))) return [];
  const from = holding?.level ?? null;
  return [{ serviceCode, agencyCode, from, to, effectiveOn, reason: levelChange?.reason ?? '' }];
}

/** Of a service that is new to us: how it stood before the plan, if the row tells it, then how it shall be. */
function firstChanges(row: PlanRow, { today, since }: LevelDays): LevelChange[] {
  const { serviceCode, agencyCode, level: to, levelChange } = row;
  const first = { serviceCode, agencyCode, from: null, reason: '' };
  if (levelChange === null) return [{ ...first, to, effectiveOn: since }];
  const { from, effectiveOn: day, reason } = levelChange;
  const effectiveOn = day ?? today;
  const begun = { ...first, to: from, effectiveOn: since < effectiveOn ? since : effectiveOn };
  if (levelRank(from) === levelRank(to)) return [begun];
  return [begun, { serviceCode, agencyCode, from, to, effectiveOn, reason }];
}

/** Why a row cannot change the level as it wishes. `before`: the same row as the plan has it. */
export function levelFaultOf(
  row: PlanRow,
  before: PlanRow | null,
  levels: readonly ServiceLevel[],
  today: IsoDate,
): LevelFault | null {
  const holding = heldOn(levels, today);
  if (holding === undefined || levelRank(holding.level) === levelRank(row.level)) return null;
  return row.levelChange === null ? loweredFault(row, before, holding) : changeFault(row.levelChange, holding);
}

/** A fault, and the column it is about. */
export type LevelFault = { readonly column: PlanColumn } & { readonly finding: Finding };

/** The plan's own row goes down, and would take the service with it. */
function loweredFault({ level }: PlanRow, before: PlanRow | null, holding: ServiceLevel): LevelFault | null {
  const isLowered = before !== null && levelRank(level) < levelRank(before.level);
  if (!isLowered || levelRank(level) > levelRank(holding.level)) return null;
  const message = `Tỉnh đang ghi ${levelName(holding.level)}: hạ mức độ phải có lý do`;
  const hint = 'Thêm cột "Mức độ hiện tại" và "Lý do" cho dòng này.';
  return { column: 'level', ...found('LEVEL_LOWERED', message, hint) };
}

function changeFault({ from, effectiveOn }: PlanLevelChange, { level, validFrom }: ServiceLevel): LevelFault | null {
  const held = levelName(level);
  if (levelRank(from) !== levelRank(level))
    return { column: 'levelBefore', ...found('LEVEL_BEFORE', `Tỉnh đang ghi ${held}`, 'Sửa mức độ hiện tại.') };
  if (effectiveOn === null || effectiveOn >= validFrom) return null;
  const hint = 'Ghi một ngày từ đó trở đi, hoặc để trống: từ hôm nay.';
  return { column: 'effectiveOn', ...found('EFFECTIVE_DAY', `${held} chỉ có từ ngày ${validFrom}`, hint) };
}
