export { type QueuedBatch } from './batch.repository.js';
export { type OfferedProcedure, type ServiceOfProcedure } from './catalogue.repository.js';
export { connectDataSource, dataSourceOptions, findDrift, openDataSource } from './data-source.js';
export { type DossierChange } from './dossier-outbox.repository.js';
export { type StoredDossier } from './dossier-record.js';
export { type NumberedStep } from './dossier.repository.js';
export { DueNotices } from './due-notices.js';
export { type InboundVerdict, type ShownMessage } from './inbound.repository.js';
export { type ServiceChange } from './outbox.repository.js';
export { type CountedRow, type LateAgency } from './kpi.query.js';
export { type LevelDecision, type RecordedLevelChange } from './level.repository.js';
export { PersistenceModule } from './persistence.module.js';
export {
  PlanNotFoundError,
  type PlanProgress,
  type PlanProgressRow,
  type ProgressGroup,
  type ProgressRows,
} from './progress.query.js';
export { type PlanOverlap, type PlanScopeChange } from './plan.repository.js';
export { type ReportRow, type ReportSpan, type RowsWish } from './report.query.js';
export { type Settlement, type TakenBatch, type TakenItem } from './sending.repository.js';
export { Store, type Repositories } from './store.js';
export { type LoadedWorld, type PlannedGroup, type ServiceGroup } from './world.repository.js';
