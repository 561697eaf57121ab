export { type ClaimLimits, type QueuedBatch } from './batch.repository.js';
export { type NewService, type ServiceOfProcedure } from './catalogue.repository.js';
export { dataSourceOptions, findDrift, openDataSource } from './data-source.js';
export { DueNotices } from './due-notices.js';
export { type ServiceChange } from './outbox.repository.js';
export { PersistenceModule } from './persistence.module.js';
export { type PlanRowKey } from './plan.repository.js';
export { type BreakerLimits, type Gate } from './portal-account.repository.js';
export {
  PlanNotFoundError,
  type PlanProgress,
  type PlanProgressRow,
  type ProgressFilter,
  type ProgressGroup,
  type ProgressRows,
  type QueueTruth,
} from './progress.query.js';
export {
  type CallRecord,
  type ReplyRecord,
  type Settlement,
  type TakenBatch,
  type TakenItem,
} from './sending.repository.js';
export { Store, type Repositories } from './store.js';
