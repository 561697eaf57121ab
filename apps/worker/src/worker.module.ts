import { Module, type OnModuleInit } from '@nestjs/common';
import { DispatchConfig, PortalConfig, loadConfig } from '@dvc/config';
import { PortalGateway, PortalHttp, PortalSession } from '@dvc/gateway';
import { PersistenceModule, Store } from '@dvc/persistence';
import { QueueModule, assertEveryJobHandled } from '@dvc/queue';
import { BatchCaller } from './batch/batch-caller.js';
import { BatchSender } from './batch/batch-sender.js';
import { BatchSettler } from './batch/batch-settler.js';
import { CallLimits } from './batch/call-limits.js';
import { CallSlots } from './batch/call-slots.js';
import { GateKeeper } from './batch/gate-keeper.js';
import { IntentRecorder } from './batch/intent-recorder.js';
import { PortalAccess } from './batch/portal-access.js';
import { SettlementRules } from './batch/settlement-rules.js';
import { BatchOutlet } from './dispatch/batch-outlet.js';
import { DispatchLoop } from './dispatch/dispatch.loop.js';
import { DispatchService } from './dispatch/dispatch.service.js';
import { Heartbeat } from './heartbeat.js';
import { PushDossiersProcessor } from './push-dossiers/push-dossiers.processor.js';
import { PushServicesProcessor } from './push-services/push-services.processor.js';
import { WorkerIdentity } from './worker-identity.js';

@Module({
  imports: [PersistenceModule, QueueModule],
  providers: [
    { provide: DispatchConfig, useFactory: () => loadConfig(DispatchConfig) },
    { provide: PortalConfig, useFactory: () => loadConfig(PortalConfig) },
    { provide: PortalHttp, useFactory: (config: PortalConfig) => new PortalHttp(config), inject: [PortalConfig] },
    {
      provide: PortalGateway,
      useFactory: (http: PortalHttp, config: PortalConfig) => new PortalGateway(http, config),
      inject: [PortalHttp, PortalConfig],
    },
    {
      provide: PortalSession,
      useFactory: (http: PortalHttp, store: Store, config: PortalConfig, { id }: WorkerIdentity) =>
        new PortalSession(http, store.direct.sessions, config, id),
      inject: [PortalHttp, Store, PortalConfig, WorkerIdentity],
    },
    BatchCaller,
    BatchOutlet,
    BatchSender,
    BatchSettler,
    CallLimits,
    CallSlots,
    DispatchLoop,
    DispatchService,
    GateKeeper,
    Heartbeat,
    IntentRecorder,
    PortalAccess,
    PushDossiersProcessor,
    PushServicesProcessor,
    SettlementRules,
    WorkerIdentity,
  ],
})
export class WorkerModule implements OnModuleInit {
  onModuleInit(): void {
    assertEveryJobHandled();
  }
}
