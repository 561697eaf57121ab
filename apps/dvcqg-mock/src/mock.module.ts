import { MockConfig } from '@dvc/config';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { PortalClock } from './clock/portal-clock.js';
import { BehaviourController } from './control-api/behaviour.controller.js';
import { ControlController } from './control-api/control.controller.js';
import { DossierStateController } from './control-api/dossier-state.controller.js';
import { HealthController } from './control-api/health.controller.js';
import { ProblemFilter } from './control-api/problem.filter.js';
import { FaultBoard } from './faults/fault-board.js';
import { Redactor } from './journal/redactor.js';
import { ANSWERING_PARTS, AnswererTable } from './portal-api/answerer-table.js';
import { CallRate } from './portal-api/call-rate.js';
import { Dialect } from './portal-api/dialect.js';
import { GateKeeper } from './portal-api/gate-keeper.js';
import { PortalController } from './portal-api/portal.controller.js';
import { PortalExchange } from './portal-api/portal-exchange.js';
import { RetryWindow } from './portal-api/retry-window.js';
import { ServiceDesk } from './portal-api/service-desk.js';
import { RecordsModule } from './records/records.module.js';
import { SwitchBoard } from './switches/switch-board.js';

@Global()
@Module({})
export class MockModule {
  static with(settings: MockConfig): DynamicModule {
    return {
      module: MockModule,
      imports: [RecordsModule],
      controllers: [PortalController, ControlController, BehaviourController, DossierStateController, HealthController],
      providers: [
        { provide: MockConfig, useValue: settings },
        { provide: APP_FILTER, useClass: ProblemFilter },
        PortalClock,
        FaultBoard,
        RetryWindow,
        GateKeeper,
        ServiceDesk,
        PortalExchange,
        ...ANSWERING_PARTS,
        AnswererTable,
        SwitchBoard,
        Dialect,
        Redactor,
        CallRate,
      ],
      exports: [MockConfig],
    };
  }
}
