import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueRepository } from './catalogue.repository.js';
import { CounterRepository } from './counter.repository.js';
import { DossierNumberRepository } from './dossier-number.repository.js';
import { DossierRepository } from './dossier.repository.js';
import { FaultRepository } from './fault.repository.js';
import { JournalRepository } from './journal.repository.js';
import { KeptItemRepository } from './kept-item.repository.js';
import { PaymentRepository } from './payment.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { PushRepository } from './push.repository.js';
import { ServiceRepository } from './service.repository.js';
import { SessionRepository } from './session.repository.js';
import { SpaceRepository } from './space.repository.js';
import { SwitchesRepository } from './switches.repository.js';
import { UploadedFileRepository } from './uploaded-file.repository.js';

/** What one space holds. */
export interface Repositories {
  readonly counters: CounterRepository;
  readonly dossiers: DossierRepository;
  readonly faults: FaultRepository;
  readonly files: UploadedFileRepository;
  readonly journal: JournalRepository;
  readonly kept: KeptItemRepository;
  readonly numbers: DossierNumberRepository;
  readonly payments: PaymentRepository;
  readonly progress: ProgressRepository;
  readonly pushes: PushRepository;
  readonly services: ServiceRepository;
  readonly sessions: SessionRepository;
  readonly switches: SwitchesRepository;
}

const repositoriesOn = (db: EntityManager, space: string): Repositories => ({
  counters: new CounterRepository(db, space),
  dossiers: new DossierRepository(db, space),
  faults: new FaultRepository(db, space),
  files: new UploadedFileRepository(db, space),
  journal: new JournalRepository(db, space),
  kept: new KeptItemRepository(db, space),
  numbers: new DossierNumberRepository(db, space),
  payments: new PaymentRepository(db, space),
  progress: new ProgressRepository(db, space),
  pushes: new PushRepository(db, space),
  services: new ServiceRepository(db, space),
  sessions: new SessionRepository(db, space),
  switches: new SwitchesRepository(db, space),
});

/** Tables with the records of the spaces; each has a column `space`. */
const SPACE_TABLES = [
  'service',
  'service_level_history',
  'session',
  'journal',
  'fault',
  'portal_switches',
  'dossier',
  'dossier_history',
  'progress_row',
  'kept_item',
  'uploaded_file',
  'dossier_number',
  'counter',
  'payment',
  'payment_partner',
  'push',
  'push_attempt',
];

/** The records of one space, and the only door to them. */
export class SpaceRecords {
  /** Each call on its own. */
  readonly direct: Repositories;

  constructor(
    private readonly database: DataSource,
    private readonly space: string,
  ) {
    this.direct = repositoriesOn(database.manager, space);
  }

  /** All of it or none of it. */
  async inTransaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(repositoriesOn(tx, this.space)));
  }

  /** Forgets everything but the national catalogue. */
  async wipe(): Promise<void> {
    const gone = SPACE_TABLES.map((table, index) => `gone_${String(index)} AS (DELETE FROM ${table} WHERE space = $1)`);
    await this.database.query(`WITH ${gone.join(', ')} SELECT 1`, [this.space]);
  }
}

/** Everything the pretend portal holds. */
@Injectable()
export class PortalRecords implements OnApplicationShutdown {
  readonly spaces: SpaceRepository;

  constructor(private readonly database: DataSource) {
    this.spaces = new SpaceRepository(database.manager);
  }

  of(space: string): SpaceRecords {
    return new SpaceRecords(this.database, space);
  }

  /** The national catalogue, which all spaces share. */
  async catalogue<T>(work: (catalogue: CatalogueRepository) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(new CatalogueRepository(tx)));
  }

  /** Spaces where something happens by itself: a call to a province, a payer who pays unasked. */
  async listSpacesWithWork(): Promise<string[]> {
    const rows: { space: string }[] = await this.database.query(
      `SELECT space FROM push WHERE state = 'waiting'
       UNION SELECT space FROM payment WHERE state = 'pending' AND auto_at IS NOT NULL ORDER BY space`,
    );
    return rows.map(({ space }) => space);
  }

  /** After a stop in the middle: calls that were under way are due again. */
  async recoverPushes(): Promise<void> {
    await this.database.query(
      `WITH broken AS (UPDATE push_attempt SET outcome = 'interrupted' WHERE outcome IS NULL)
       UPDATE push SET state = 'waiting', verdict = 'interrupted' WHERE state = 'sending'`,
    );
  }

  /** Rejects when the database does not answer. */
  async ping(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
  }
}
