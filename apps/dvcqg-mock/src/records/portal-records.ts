import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CatalogueRepository } from './catalogue.repository.js';
import { CounterRepository } from './counter.repository.js';
import { DossierNumberRepository } from './dossier-number.repository.js';
import { DossierRepository } from './dossier.repository.js';
import { FaultRepository } from './fault.repository.js';
import { InstallationRepository } from './installation.repository.js';
import { JournalChainRepository, completeLinks, findUnlinked } from './journal-chain.repository.js';
import { JournalRepository, type AppendedEntry } from './journal.repository.js';
import { commitTogether } from './joint-commit.js';
import { KeptItemRepository } from './kept-item.repository.js';
import { PaymentRepository } from './payment.repository.js';
import { PastRepository } from './past.repository.js';
import { ProgressRepository } from './progress.repository.js';
import { PushRepository } from './push.repository.js';
import { ServiceRepository } from './service.repository.js';
import { SessionRepository } from './session.repository.js';
import { SnapshotRepository } from './snapshot.repository.js';
import { SpaceRepository } from './space.repository.js';
import { COPY_TABLES, EVIDENCE_TABLES, STATE_TABLES } from './state-tables.js';
import { SwitchesRepository } from './switches.repository.js';
import { UploadedFileRepository } from './uploaded-file.repository.js';
import { TimerRepository } from './timer.repository.js';

/**
 * Numbers are set aside on connections of their own: a transaction that waits for one holds a connection already, and as
 * many as there are could wait for ever.
 */
export const COUNTING_DATABASE = Symbol('connections for numbers');

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
  readonly past: PastRepository;
  readonly progress: ProgressRepository;
  readonly pushes: PushRepository;
  readonly services: ServiceRepository;
  readonly sessions: SessionRepository;
  readonly snapshots: SnapshotRepository;
  /** Which spaces there are. */
  readonly space: SpaceRepository;
  readonly switches: SwitchesRepository;
  readonly timers: TimerRepository;
  /** Does something when the transaction has been committed, and never where it was not; at once outside of one. */
  readonly afterCommit: (work: () => void) => void;
}

type Tables = Omit<Repositories, 'afterCommit'>;

const tablesOn = (db: EntityManager, counting: EntityManager, space: string): Tables => ({
  counters: new CounterRepository(counting, space),
  dossiers: new DossierRepository(db, space),
  faults: new FaultRepository(db, space),
  files: new UploadedFileRepository(db, space),
  journal: new JournalRepository(db, space),
  kept: new KeptItemRepository(db, space),
  numbers: new DossierNumberRepository(db, space),
  payments: new PaymentRepository(db, space),
  past: new PastRepository(db, space),
  progress: new ProgressRepository(db, space),
  pushes: new PushRepository(db, space),
  services: new ServiceRepository(db, space),
  sessions: new SessionRepository(db, space),
  snapshots: new SnapshotRepository(db, space),
  space: new SpaceRepository(db),
  switches: new SwitchesRepository(db, space),
  timers: new TimerRepository(db, space),
});

/** The records of one space, and the only door to them. */
export class SpaceRecords {
  /** Each call on its own. */
  readonly direct: Repositories;
  /** Calls that change no record end together. */
  readonly endings = commitTogether(this);

  constructor(
    private readonly database: DataSource,
    private readonly counting: DataSource,
    private readonly space: string,
  ) {
    const afterCommit = (work: () => void): void => {
      work();
    };
    this.direct = { ...tablesOn(database.manager, counting.manager, space), afterCommit };
  }

  /** All of it or none of it. */
  async inTransaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T> {
    const waiting: (() => void)[] = [];
    const afterCommit = (goOn: () => void): void => void waiting.push(goOn);
    const result = await this.database.transaction((tx) =>
      work({ ...tablesOn(tx, this.counting.manager, this.space), afterCommit }),
    );
    for (const goOn of waiting) goOn();
    return result;
  }

  /** Forgets state and journal; copies stay, and so does the national catalogue. */
  async wipe(): Promise<void> {
    await this.delete([...STATE_TABLES.map(({ name }) => name), ...EVIDENCE_TABLES]);
  }

  /** Forgets copies as well. */
  async wipeAll(): Promise<void> {
    await this.wipe();
    await this.delete(COPY_TABLES);
  }

  private async delete(tables: readonly string[]): Promise<void> {
    const gone = tables.map((table) => `gone_${table} AS (DELETE FROM ${table} WHERE space = $1)`);
    await this.database.transaction(async (tx) => {
      // Who is linking entries goes first: links of entries that are gone would stay for ever.
      await tx.query('SELECT 1 FROM journal_head WHERE space = $1 FOR UPDATE', [this.space]);
      await tx.query(`WITH ${gone.join(', ')} SELECT 1`, [this.space]);
    });
  }
}

/** Everything the pretend portal holds. */
@Injectable()
export class PortalRecords implements OnApplicationShutdown {
  readonly spaces: SpaceRepository;
  readonly installation: InstallationRepository;

  constructor(
    private readonly database: DataSource,
    @Inject(COUNTING_DATABASE) private readonly counting: DataSource,
  ) {
    this.spaces = new SpaceRepository(database.manager);
    this.installation = new InstallationRepository(database.manager);
  }

  of(space: string): SpaceRecords {
    return new SpaceRecords(this.database, this.counting, space);
  }

  /** The national catalogue, which all spaces share. */
  async catalogue<T>(work: (catalogue: CatalogueRepository) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(new CatalogueRepository(tx)));
  }

  /** Spaces in which something is still to happen by itself. */
  async listSpacesWithTimers(): Promise<string[]> {
    const rows: { space: string }[] = await this.database.query('SELECT DISTINCT space FROM timer ORDER BY space');
    return rows.map(({ space }) => space);
  }

  /** The chain of a space; what changes it belongs into `inChain`. */
  chainOf(space: string): JournalChainRepository {
    return new JournalChainRepository(this.database.manager, space);
  }

  async inChain<T>(space: string, work: (chain: JournalChainRepository) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(new JournalChainRepository(tx, space)));
  }

  async completeLinks(replies: Parameters<typeof completeLinks>[1]): Promise<void> {
    await completeLinks(this.database.manager, replies);
  }

  async findUnlinked(limit: number): Promise<AppendedEntry[]> {
    return findUnlinked(this.database.manager, limit);
  }

  /** Rejects when the database does not answer. */
  async ping(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.counting.destroy();
    await this.database.destroy();
  }
}
