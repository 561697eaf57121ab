import { AgencySuccessionEntity } from './agency-succession.entity.js';
import { AppClockEntity } from './app-clock.entity.js';
import { BatchEntity } from './batch.entity.js';
import { AgencyEntity, ProcedureEntity, ServiceEntity, ServiceLevelEntity } from './catalogue.entity.js';
import { AttemptEntity, AttemptResultEntity, ExchangeEntity, ExchangeReplyEntity } from './exchange.entity.js';
import { DossierEntity, DossierNumberEntity, DossierStepEntity } from './dossier.entity.js';
import { ExternalChangeEntity } from './external-change.entity.js';
import { IdempotencyEntity } from './idempotency.entity.js';
import { IntegrationEntity } from './integration.entity.js';
import { InboundMessageEntity } from './inbound.entity.js';
import { LaneEntity } from './lane.entity.js';
import { LedgerEntity } from './ledger.entity.js';
import { LevelChangeEntity, OfferDueEntity } from './level-change.entity.js';
import { OutboxEntity } from './outbox.entity.js';
import { DutyEntity } from './duty.entity.js';
import { PlanEntity, PlanItemEntity, PlanScopeChangeEntity } from './plan.entity.js';
import { PortalAccountEntity, PortalSessionEntity, WorkerEntity } from './portal-account.entity.js';
import { WorldEntity } from './world.entity.js';

/** Every table of the province. `npm run db:check` holds them against the migrations. */
export const ENTITIES = [
  AgencyEntity,
  AgencySuccessionEntity,
  AppClockEntity,
  AttemptEntity,
  AttemptResultEntity,
  BatchEntity,
  DossierEntity,
  DossierNumberEntity,
  DossierStepEntity,
  DutyEntity,
  ExchangeEntity,
  ExchangeReplyEntity,
  ExternalChangeEntity,
  IdempotencyEntity,
  IntegrationEntity,
  InboundMessageEntity,
  LaneEntity,
  LedgerEntity,
  LevelChangeEntity,
  OfferDueEntity,
  OutboxEntity,
  PlanEntity,
  PlanItemEntity,
  PlanScopeChangeEntity,
  PortalAccountEntity,
  PortalSessionEntity,
  ProcedureEntity,
  ServiceEntity,
  ServiceLevelEntity,
  WorkerEntity,
  WorldEntity,
];
