import { DataSource, type DataSourceOptions } from 'typeorm';
import { AgencyEntity, FieldEntity, ProcedureEntity } from './catalogue.entity.js';
import { FaultEntity, FaultKeyEntity } from './fault.entity.js';
import { DossierEntity, DossierHistoryEntity, ProgressRowEntity } from './dossier.entity.js';
import {
  InstallationEntity,
  JournalAttemptEntity,
  JournalEntity,
  JournalHeadEntity,
  JournalLinkEntity,
} from './journal.entity.js';
import { KeptItemEntity } from './kept-item.entity.js';
import { FirstSlice1767225600000 } from './migrations/1767225600000-first-slice.js';
import { DossiersAndSwitches1767312000000 } from './migrations/1767312000000-dossiers-and-switches.js';
import { Spaces1767398400000 } from './migrations/1767398400000-spaces.js';
import { PaymentsAndPushes1767744000000 } from './migrations/1767744000000-payments-and-pushes.js';
import { PushTimers1767830400000 } from './migrations/1767830400000-push-timers.js';
import { PaymentEntity, PaymentPartnerEntity } from './payment.entity.js';
import { PushAttemptEntity, PushEntity } from './push.entity.js';
import { NewRest1767657600000 } from './migrations/1767657600000-new-rest.js';
import { Snapshots1767402000000 } from './migrations/1767402000000-snapshots.js';
import { Faults1767484800000 } from './migrations/1767484800000-faults.js';
import { AttemptsInLinks1767916800000 } from './migrations/1767916800000-attempts-in-links.js';
import { RowVersionEntity } from './row-version.entity.js';
import { JournalChain1767571200000 } from './migrations/1767571200000-journal-chain.js';
import { ServiceEntity, ServiceLevelHistoryEntity } from './service.entity.js';
import { SessionEntity } from './session.entity.js';
import { SnapshotEntity, SnapshotRowEntity } from './snapshot.entity.js';
import { CounterEntity, SpaceEntity } from './space.entity.js';
import { SwitchesEntity } from './switches.entity.js';
import { DossierNumberEntity, UploadedFileEntity } from './uploaded-file.entity.js';
import { TimerEntity } from './timer.entity.js';

const ENTITIES = [
  AgencyEntity,
  FieldEntity,
  ProcedureEntity,
  ServiceEntity,
  ServiceLevelHistoryEntity,
  SessionEntity,
  JournalEntity,
  JournalLinkEntity,
  JournalHeadEntity,
  JournalAttemptEntity,
  InstallationEntity,
  FaultEntity,
  FaultKeyEntity,
  RowVersionEntity,
  SwitchesEntity,
  DossierEntity,
  DossierHistoryEntity,
  ProgressRowEntity,
  KeptItemEntity,
  UploadedFileEntity,
  DossierNumberEntity,
  SpaceEntity,
  CounterEntity,
  PaymentEntity,
  PaymentPartnerEntity,
  PushEntity,
  PushAttemptEntity,
  TimerEntity,
  SnapshotEntity,
  SnapshotRowEntity,
];
/** In the order of their time stamps. */
const MIGRATIONS = [
  FirstSlice1767225600000,
  DossiersAndSwitches1767312000000,
  Spaces1767398400000,
  Snapshots1767402000000,
  Faults1767484800000,
  JournalChain1767571200000,
  NewRest1767657600000,
  PaymentsAndPushes1767744000000,
  PushTimers1767830400000,
  AttemptsInLinks1767916800000,
];

/** Any number will do, if it is always the same: two starts at once must not migrate at once. */
const MIGRATION_LOCK = 766_001;

/** Also what a check for drift between entities and migrations opens. */
export function mockDataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    synchronize: false,
    // A state hash holds instants as text: the same text on every server.
    extra: { max: 8, application_name: 'dvcqg-mock', options: '-c TimeZone=UTC' },
    logging: ['warn'],
  };
}

/** Connects and brings the tables up to date. */
export async function openMockDatabase(url: string): Promise<DataSource> {
  const database = await new DataSource(mockDataSourceOptions(url)).initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await database.runMigrations({ transaction: 'each' });
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } catch (failure) {
    await database.destroy();
    throw failure;
  } finally {
    await lock.release();
  }
  return database;
}

/** A few connections beside those of the calls; the tables are up to date already. */
export async function openCountingDatabase(url: string): Promise<DataSource> {
  const options = mockDataSourceOptions(url);
  return new DataSource({
    ...options,
    extra: { ...(options.extra as object), max: 2 },
  }).initialize();
}
