import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueRepository } from './catalogue.repository.js';
import { DossierRepository } from './dossier.repository.js';
import { FaultRepository } from './fault.repository.js';
import { JournalRepository } from './journal.repository.js';
import { KeptItemRepository } from './kept-item.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { ServiceRepository } from './service.repository.js';
import { SessionRepository } from './session.repository.js';
import { SwitchesRepository } from './switches.repository.js';

export interface Repositories {
  readonly catalogue: CatalogueRepository;
  readonly dossiers: DossierRepository;
  readonly faults: FaultRepository;
  readonly journal: JournalRepository;
  readonly kept: KeptItemRepository;
  readonly progress: ProgressRepository;
  readonly services: ServiceRepository;
  readonly sessions: SessionRepository;
  readonly switches: SwitchesRepository;
}

const repositoriesOn = (db: EntityManager): Repositories => ({
  catalogue: new CatalogueRepository(db),
  dossiers: new DossierRepository(db),
  faults: new FaultRepository(db),
  journal: new JournalRepository(db),
  kept: new KeptItemRepository(db),
  progress: new ProgressRepository(db),
  services: new ServiceRepository(db),
  sessions: new SessionRepository(db),
  switches: new SwitchesRepository(db),
});

/** Everything the pretend portal holds, and the only door to it. */
@Injectable()
export class PortalRecords implements OnApplicationShutdown {
  /** Each call on its own. */
  readonly direct: Repositories;

  constructor(private readonly database: DataSource) {
    this.direct = repositoriesOn(database.manager);
  }

  /** All of it or none of it. */
  async inTransaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(repositoriesOn(tx)));
  }

  /** Rejects when the database does not answer. */
  async ping(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  /** Forgets everything but the national catalogue; the journal counts from 1 again. */
  async wipe(): Promise<void> {
    await this.database.query(
      `TRUNCATE service, service_level_history, session, journal, fault, portal_switches,
         dossier, dossier_history, progress_row, kept_item RESTART IDENTITY`,
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}
