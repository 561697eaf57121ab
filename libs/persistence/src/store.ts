import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BatchRepository } from './batch.repository.js';
import { CatalogueRepository } from './catalogue.repository.js';
import { ClockRepository } from './clock.repository.js';
import { DossierOutboxRepository } from './dossier-outbox.repository.js';
import { LaneReasonQuery } from './lane-reason.query.js';
import { DossierRepository } from './dossier.repository.js';
import { DutyRepository } from './duty.repository.js';
import { ExternalChangeRepository } from './external-change.repository.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { KpiQuery } from './kpi.query.js';
import { InboundRepository } from './inbound.repository.js';
import { LedgerRepository } from './ledger.repository.js';
import { OutboxRepository } from './outbox.repository.js';
import { LevelRepository } from './level.repository.js';
import { PlanRepository } from './plan.repository.js';
import { PortalAccountRepository } from './portal-account.repository.js';
import { PortalSessionRepository } from './portal-session.repository.js';
import { ProgressQuery } from './progress.query.js';
import { ReformRepository } from './reform.repository.js';
import { ReportQuery } from './report.query.js';
import { SendingRepository } from './sending.repository.js';
import { SettlementRepository } from './settlement.repository.js';
import { WorkerRepository } from './worker.repository.js';
import { WorldRepository } from './world.repository.js';

const repositoriesOn = (db: EntityManager): Repositories => ({
  account: new PortalAccountRepository(db),
  batches: new BatchRepository(db),
  catalogue: new CatalogueRepository(db),
  clock: new ClockRepository(db),
  dossierOutbox: new DossierOutboxRepository(db),
  dossiers: new DossierRepository(db),
  duties: new DutyRepository(db),
  externalChanges: new ExternalChangeRepository(db),
  idempotency: new IdempotencyRepository(db),
  kpis: new KpiQuery(db),
  inbound: new InboundRepository(db),
  ledger: new LedgerRepository(db),
  levels: new LevelRepository(db),
  outbox: new OutboxRepository(db),
  plans: new PlanRepository(db),
  progress: new ProgressQuery(db),
  reasons: new LaneReasonQuery(db),
  reforms: new ReformRepository(db),
  reports: new ReportQuery(db),
  sending: new SendingRepository(db),
  sessions: new PortalSessionRepository(db),
  settlement: new SettlementRepository(db),
  workers: new WorkerRepository(db),
  worlds: new WorldRepository(db),
});

export interface Repositories {
  readonly account: PortalAccountRepository;
  readonly batches: BatchRepository;
  readonly catalogue: CatalogueRepository;
  readonly clock: ClockRepository;
  readonly dossierOutbox: DossierOutboxRepository;
  readonly dossiers: DossierRepository;
  readonly duties: DutyRepository;
  readonly externalChanges: ExternalChangeRepository;
  readonly idempotency: IdempotencyRepository;
  readonly kpis: KpiQuery;
  readonly inbound: InboundRepository;
  readonly ledger: LedgerRepository;
  readonly levels: LevelRepository;
  readonly outbox: OutboxRepository;
  readonly plans: PlanRepository;
  readonly progress: ProgressQuery;
  readonly reasons: LaneReasonQuery;
  readonly reforms: ReformRepository;
  readonly reports: ReportQuery;
  readonly sending: SendingRepository;
  readonly sessions: PortalSessionRepository;
  readonly settlement: SettlementRepository;
  readonly workers: WorkerRepository;
  readonly worlds: WorldRepository;
}

/** The province's database, and the only door to it. */
@Injectable()
export class Store {
  /** Each call on its own. */
  readonly direct: Repositories;

  constructor(private readonly db: DataSource) {
    this.direct = repositoriesOn(db.manager);
  }

  /** All of it or none of it. */
  async inTransaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T> {
    return this.db.transaction((tx) => work(repositoriesOn(tx)));
  }

  /** Answers as soon as the database does. */
  async ping(): Promise<void> {
    await this.db.query('SELECT 1');
  }

  /** Server version, and how far its clock is from ours (ms). */
  async inspect(): Promise<{ version: string; apartMs: number }> {
    const startedAt = Date.now();
    const [row] = await this.db.query<{ version: string; now: Date }[]>(
      `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
    );
    if (!row) throw new Error('The database answered without a row');
    const middle = (startedAt + Date.now()) / 2;
    return { version: row.version, apartMs: Math.abs(Math.round(row.now.getTime() - middle)) };
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
