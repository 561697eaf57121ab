import { MockConfig } from '@dvc/config';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PortalClock } from './clock/portal-clock.js';
import { ControlController } from './control-api/control.controller.js';
import { HealthController } from './control-api/health.controller.js';
import { ProblemFilter } from './control-api/problem.filter.js';
import { FaultBoard } from './faults/fault-board.js';
import { GateKeeper } from './portal-api/gate-keeper.js';
import { LogIn } from './portal-api/log-in.js';
import { PortalController } from './portal-api/portal.controller.js';
import { PortalExchange } from './portal-api/portal-exchange.js';
import { PublishServices } from './portal-api/publish-services.js';
import { ReadAgencies, ReadFields, ReadProcedure, ReadProcedures } from './portal-api/read-catalogue.js';
import { ReadServices } from './portal-api/read-services.js';
import { RetryWindow } from './portal-api/retry-window.js';
import { ServiceDesk } from './portal-api/service-desk.js';
import { RecordsModule } from './records/records.module.js';

const ANSWERERS = [LogIn, PublishServices, ReadServices, ReadProcedures, ReadProcedure, ReadAgencies, ReadFields];

@Global()
@Module({})
export class MockModule {
  static with(settings: MockConfig): DynamicModule {
    return {
      module: MockModule,
      imports: [RecordsModule],
      controllers: [PortalController, ControlController, HealthController],
      providers: [
        { provide: MockConfig, useValue: settings },
        { provide: APP_FILTER, useClass: ProblemFilter },
        PortalClock,
        FaultBoard,
        RetryWindow,
        GateKeeper,
        ServiceDesk,
        PortalExchange,
        ...ANSWERERS,
      ],
      exports: [MockConfig],
    };
  }
}
