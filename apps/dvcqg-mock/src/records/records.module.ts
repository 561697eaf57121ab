import { MockConfig } from '@dvc/config';
import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readCatalogueFiles } from './catalogue-files.js';
import { openCountingDatabase, openMockDatabase } from './mock-database.js';
import { NationalCatalogue } from './national-catalogue.js';
import { COUNTING_DATABASE, PortalRecords } from './portal-records.js';

/** Opens the mock's database, migrates it and fills in the national catalogue. */
@Global()
@Module({
  providers: [
    {
      provide: DataSource,
      inject: [MockConfig],
      useFactory: (settings: MockConfig) => openMockDatabase(settings.MOCK_DATABASE_URL),
    },
    {
      provide: COUNTING_DATABASE,
      inject: [MockConfig, DataSource],
      useFactory: (settings: MockConfig) => openCountingDatabase(settings.MOCK_DATABASE_URL),
    },
    PortalRecords,
    {
      provide: NationalCatalogue,
      inject: [MockConfig, PortalRecords],
      useFactory: async (settings: MockConfig, records: PortalRecords) => {
        const files = readCatalogueFiles(settings.MOCK_CATALOGUE_DIR);
        return records.catalogue(async (catalogue) => {
          await catalogue.seed(files);
          return catalogue.load();
        });
      },
    },
  ],
  exports: [PortalRecords, NationalCatalogue],
})
export class RecordsModule {}
