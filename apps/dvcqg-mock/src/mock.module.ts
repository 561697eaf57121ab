import { MockConfig } from '@dvc/config';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { BehaviourController } from './control-api/behaviour.controller.js';
import { ControlController } from './control-api/control.controller.js';
import { DossierStateController } from './control-api/dossier-state.controller.js';
import { FileStateController } from './control-api/file-state.controller.js';
import { FaultController } from './control-api/fault.controller.js';
import { HealthController } from './control-api/health.controller.js';
import { PaymentController } from './control-api/payment.controller.js';
import { ClockController } from './control-api/clock.controller.js';
import { SnapshotsController } from './control-api/snapshots.controller.js';
import { SpaceController } from './control-api/space.controller.js';
import { ProblemFilter } from './control-api/problem.filter.js';
import { PushController } from './control-api/push.controller.js';
import { SpacesController } from './control-api/spaces.controller.js';
import { JournalQuestionsController } from './control-api/journal-questions.controller.js';
import { JournalController } from './control-api/journal.controller.js';
import { JournalCaps } from './journal/journal-caps.js';
import { JournalChain } from './journal/journal-chain.js';
import { JournalReader } from './journal/journal-reader.js';
import { JournalStory } from './journal/journal-story.js';
import { JournalWait } from './journal/journal-wait.js';
import { Redactor } from './journal/redactor.js';
import { Payer } from './payment/payer.js';
import { PaymentPageController } from './payment/payment-page.controller.js';
import { NewRestController } from './new-rest/new-rest.controller.js';
import { ANSWERING_PARTS, AnswererTable } from './portal-api/answerer-table.js';
import { CallCommit } from './portal-api/call-commit.js';
import { CallTaker } from './portal-api/call-taker.js';
import { GateKeeper } from './portal-api/gate-keeper.js';
import { LaterSteps } from './portal-api/later-steps.js';
import { PortalController } from './portal-api/portal.controller.js';
import { PortalExchange } from './portal-api/portal-exchange.js';
import { ServiceDesk } from './portal-api/service-desk.js';
import { CallbackHosts } from './pushes/callback-hosts.js';
import { PushSender } from './pushes/push-sender.js';
import { PushRunner } from './pushes/push-runner.js';
import { RelayController } from './relays/relay.controller.js';
import { RecordsModule } from './records/records.module.js';
import { SpaceKeeper } from './spaces/space-keeper.js';
import { OwnListeners } from './spaces/own-listeners.js';
import { SpaceRegistry } from './spaces/space-registry.js';

/** Addresses where somebody takes the mock for the portal. */
const WIRE = [PortalController, PaymentPageController, RelayController, NewRestController];
/** Addresses below `/__sim`. */
const CONTROL = [
  ControlController,
  FaultController,
  JournalController,
  JournalQuestionsController,
  BehaviourController,
  DossierStateController,
  FileStateController,
  SpacesController,
  PaymentController,
  PushController,
  SpaceController,
  ClockController,
  SnapshotsController,
  HealthController,
];
/** What keeps the journal, and what answers questions about it. */
const JOURNAL_PARTS = [JournalCaps, JournalChain, JournalReader, JournalStory, JournalWait, Redactor];
const PARTS = [
  SpaceRegistry,
  SpaceKeeper,
  OwnListeners,
  GateKeeper,
  ServiceDesk,
  LaterSteps,
  CallCommit,
  PortalExchange,
  CallTaker,
  ...ANSWERING_PARTS,
  AnswererTable,
  ...JOURNAL_PARTS,
  PushSender,
  PushRunner,
  Payer,
];

@Global()
@Module({})
export class MockModule {
  static with(settings: MockConfig): DynamicModule {
    return {
      module: MockModule,
      imports: [RecordsModule],
      controllers: [...WIRE, ...CONTROL],
      providers: [
        { provide: MockConfig, useValue: settings },
        // Made here, so that a bad list ends the start before anything is opened.
        { provide: CallbackHosts, useValue: new CallbackHosts(settings) },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ...PARTS,
      ],
      exports: [MockConfig],
    };
  }
}
