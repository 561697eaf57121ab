export { TIERS, type Agency, type Tier } from './agency.js';
export { isIsoDate, toRoman, type IsoDate, type Quarter } from './calendar.js';
export { offerOn, type Offer, type OnlineService, type Procedure, type ServiceLevel } from './catalogue.js';
export {
  type DossierApplicant,
  type DossierFee,
  type DossierItem,
  type DossierNews,
  type DossierPaper,
  type DossierResult,
  type DossierStep,
  type DossierSupplement,
} from './dossier-news.js';
export { AppError } from './errors.js';
export { LEVEL_SCHEMES, levelRank, type Level, type LevelScheme } from './level.js';
export { PLAN_BUCKETS, TIMELINESS, type Plan, type PlanBucket, type PlanRow, type Timeliness } from './plan.js';
export { backOffMs, moveAfter, readWaitMs, type LaneMove, type Outcome, type Verdict } from './lane.js';
export { nextOp, type LaneChange } from './next-op.js';
export { PlanComparison, periodOf, type PlanChange, type PlanDifference } from './plan-file-changes.js';
export { PLAN_COLUMNS, findSeparator, type PlanColumn } from './plan-file-columns.js';
export { found, type Finding, type PlanFault } from './plan-file-faults.js';
export { type PlanPeriod } from './plan-file-row.js';
export { type PlanFileCell, type PlanFileRow } from './plan-file-text.js';
export { TIER_NAMES } from './plan-file-values.js';
export { PlanFileChecker, type CheckedPlanFile, type PlanFileOptions } from './plan-file.js';
export { formatPercent } from './percent.js';
