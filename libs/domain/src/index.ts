export { DISTRICTS_END, TIERS, isValidOn, type Agency, type Tier } from './agency.js';
export { dayInVietnam, isIsoDate, quarterEnd, quarterOf, toRoman, type IsoDate, type Quarter } from './calendar.js';
export { offerOn, type Offer, type OnlineService, type Procedure, type ServiceLevel } from './catalogue.js';
export { AppError } from './errors.js';
export { LEVEL_SCHEMES, findLevel, levelRank, schemeOn, type Level, type LevelScheme } from './level.js';
export {
  PLAN_BUCKETS,
  TIMELINESS,
  timelinessOf,
  type Plan,
  type PlanBucket,
  type PlanRow,
  type Timeliness,
} from './plan.js';
export {
  FULL_BATCH,
  OUTCOMES,
  backOffMs,
  moveAfter,
  readWaitMs,
  type LaneInCall,
  type LaneMove,
  type Outcome,
  type Verdict,
} from './lane.js';
export { PlanComparison, periodOf, type PlanChange, type PlanDifference } from './plan-file-changes.js';
export { PLAN_COLUMNS, findSeparator, type PlanColumn } from './plan-file-columns.js';
export { PLAN_FAULT_REASONS, found, type Finding, type PlanFault, type PlanFaultReason } from './plan-file-faults.js';
export { type PlanPeriod } from './plan-file-row.js';
export { type PlanFileCell, type PlanFileRow } from './plan-file-text.js';
export { TIER_NAMES } from './plan-file-values.js';
export {
  MAX_LISTED_FAULTS,
  MAX_PLAN_FILE_ROWS,
  PlanFileChecker,
  type CheckedPlanFile,
  type PlanFileOptions,
} from './plan-file.js';
export { formatPercent } from './percent.js';
