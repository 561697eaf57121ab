import { Module, ValidationPipe, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import helmet from 'helmet';
import { ProvinceCatalogueConfig, ProvinceHttpConfig, ProvinceInboundConfig, loadConfig } from '@dvc/config';
import { PersistenceModule } from '@dvc/persistence';
import { ApiKeyGuard } from './api-key.guard.js';
import { AppErrorFilter } from './app-error.filter.js';
import { CatalogueLoader } from './catalogue/catalogue-loader.js';
import { OfferCalendar } from './catalogue/offer-calendar.js';
import { ReformController } from './catalogue/reform.controller.js';
import { ReformImport } from './catalogue/reform-import.js';
import { ServicePublisher } from './catalogue/service-publisher.js';
import { DossierCatalogueReader } from './dossiers/dossier-catalogue.js';
import { DossierChanges } from './dossiers/dossier-changes.js';
import { DossierImportController } from './dossiers/dossier-import.controller.js';
import { DossierImport } from './dossiers/dossier-import.js';
import { DossierController } from './dossiers/dossier.controller.js';
import { DossierService } from './dossiers/dossier.service.js';
import { ProceduresController } from './dossiers/procedures.controller.js';
import { DutyController } from './duties/duty.controller.js';
import { ExternalFeed } from './external/external-feed.js';
import { ExternalFeedLoop } from './external/external-feed.loop.js';
import { HealthController } from './health/health.controller.js';
import { toInputInvalid } from './input-invalid.js';
import { KpiController } from './kpi/kpi.controller.js';
import { KpiService } from './kpi/kpi.service.js';
import { InboundController } from './inbound/inbound.controller.js';
import { InboundDesk } from './inbound/inbound-desk.js';
import { DossierMessagesController } from './inbound/dossier-messages.controller.js';
import { LookUp } from './inbound/look-up.js';
import { Submissions } from './inbound/submissions.js';
import { TaxPapers } from './inbound/tax-papers.js';
import { PlanController } from './plan/plan.controller.js';
import { PlanService } from './plan/plan.service.js';
import { PlanWriter } from './plan/plan-writer.js';
import { ReportController } from './reports/report.controller.js';
import { ReportService } from './reports/report.service.js';
import { RepeatableRequests } from './repeatable-requests.js';
import { WorldLoader } from './worlds/world-loader.js';
import { WorldsController } from './worlds/worlds.controller.js';
import { ServiceController } from './services/service.controller.js';

/** Served over plain HTTP behind the operator's own TLS, so browsers must not be told to upgrade. */
const HEADERS = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } };

@Module({
  imports: [PersistenceModule],
  controllers: [
    DossierImportController,
    DossierController,
    DutyController,
    HealthController,
    KpiController,
    PlanController,
    ProceduresController,
    WorldsController,
    ReformController,
    ServiceController,
    ReportController,
    DossierMessagesController,
    InboundController,
  ],
  providers: [
    CatalogueLoader,
    DossierCatalogueReader,
    DossierChanges,
    DossierImport,
    DossierService,
    KpiService,
    OfferCalendar,
    ExternalFeed,
    ExternalFeedLoop,
    PlanService,
    PlanWriter,
    ReformImport,
    RepeatableRequests,
    ReportService,
    ServicePublisher,
    WorldLoader,
    InboundDesk,
    LookUp,
    Submissions,
    TaxPapers,
    { provide: ProvinceCatalogueConfig, useFactory: () => loadConfig(ProvinceCatalogueConfig) },
    { provide: ProvinceHttpConfig, useFactory: () => loadConfig(ProvinceHttpConfig) },
    { provide: ProvinceInboundConfig, useFactory: () => loadConfig(ProvinceInboundConfig) },
    { provide: APP_FILTER, useClass: AppErrorFilter },
    { provide: APP_GUARD, useClass: ApiKeyGuard },
    {
      provide: APP_PIPE,
      useValue: new ValidationPipe({
        whitelist: true,
        forbidNonWhitelisted: true,
        transform: true,
        exceptionFactory: toInputInvalid,
      }),
    },
  ],
})
export class ProvinceModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(helmet(HEADERS)).forRoutes('{*path}');
  }
}
