export { TIERS, type Agency, type Tier } from './agency.js';
export { isIsoDate, quarterOf, toRoman, type IsoDate, type Quarter } from './calendar.js';
export {
  offerOn,
  ServiceNotFoundError,
  type Offer,
  type OnlineService,
  type Procedure,
  type ServiceLevel,
} from './catalogue.js';
export { firstPace, paceAfter, paceInOutage, type PacedCall } from './call-pace.js';
export { priorityOf, shareOf, type DispatchShare } from './dispatch-share.js';
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
export { LEVEL_SCHEMES, findLevel, levelName, levelRank, schemeOn, type Level, type LevelScheme } from './level.js';
export { levelChangesOf, levelFaultOf, type LevelChange, type LevelFault } from './level-change.js';
export {
  PLAN_BUCKETS,
  PLAN_KINDS,
  TIMELINESS,
  type Plan,
  type PlanBucket,
  type PlanKind,
  type PlanRow,
  type Timeliness,
} from './plan.js';
export { LANE_REASONS, type LaneReason } from './lane-reason.js';
export { backOffMs, moveAfter, readWaitMs, type LaneMove, type Outcome, type Verdict } from './lane.js';
export { nextOp, type LaneChange } from './next-op.js';
export { PlanComparison, periodOf, type PlanChange, type PlanDifference } from './plan-file-changes.js';
export { PLAN_COLUMNS, findSeparator, foldText, type PlanColumn } from './plan-file-columns.js';
export { found, type Finding, type PlanFault, type Reading } from './plan-file-faults.js';
export { type PlanPeriod } from './plan-file-row.js';
export { readProse, readText, type PlanFileCell, type PlanFileRow } from './plan-file-text.js';
export { TIER_NAMES, readDay, readTier } from './plan-file-values.js';
export { MAX_LISTED_FAULTS, PlanFileChecker, type CheckedPlanFile, type PlanFileOptions } from './plan-file.js';
export { formatCount, formatPercent, hundredthsOfPercent } from './percent.js';
export {
  APPLICANT_KINDS,
  DOSSIER_CHANNELS,
  FEE_MOMENTS,
  PAYMENT_WAYS,
  RESULT_WAYS,
  type Applicant,
  type Dossier,
  type DossierChannel,
  type Fee,
  type ResultHandover,
  type ProgressEntry,
  type FeeMoment,
  type PaymentWay,
  type ResultWay,
  type Supplement,
} from './dossier.js';
export {
  DossierConflictError,
  DossierNotFoundError,
  DossierRefusedError,
  type DossierFault,
} from './dossier-faults.js';
export { moveDossier, openDossier, type DossierEntry, type DossierMove } from './dossier-life.js';
export { DossierReading } from './dossier-reading.js';
export { replaceDossier } from './dossier-replacement.js';
export { showValue } from './plan-file-faults.js';
export { DOSSIER_CODE, readAct, readEntry, readRow, type DossierRow, type DossierWorld } from './dossier-row.js';
export { DOSSIER_STATUSES, statusName, statusNumber, type DossierStatus } from './dossier-status.js';
export { timelinessAt, type DossierTimeliness } from './dossier-timeliness.js';
export {
  REFORM_COLUMNS,
  checkReform,
  type AgencySuccession,
  type CheckedReform,
  type ReformColumn,
  type ReformLine,
} from './reform.js';
export { DOSSIER_TRANSITIONS } from './dossier-transitions.js';
export { vietnamDay, WorkingCalendar } from './working-time.js';
export { formatDay } from './calendar.js';
export { REMIND_DAYS, daysLeft, dutyStateAt, readWording, type Duty, type DutyState } from './duty.js';
export {
  COUNTED,
  kpisOn,
  showKpi,
  type Count,
  type Counted,
  type CountingPlace,
  type KpiDefinition,
  type Measure,
} from './kpi.js';
export { CHECK_KINDS, judgeCheck, type CheckResult, type CheckState, type KpiCheck } from './kpi-check.js';
export { findViolations, type FigureGroup } from './report-check.js';
export {
  columnNumbers,
  headingCells,
  headingDepth,
  type HeadingCell,
  type ReportCell,
  type ReportColumn,
  type ReportForm,
} from './report-form.js';
export { REPORT_FORMS, REPORT_NAMES, REPORT_ROW_COLUMNS, type ReportName } from './report-forms.js';
export { readPeriod, type ReportPeriod } from './report-period.js';
export { endOfDay, formatMoment, startOfDay } from './vietnam-format.js';
