import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { StorageConfig, loadConfig } from '@dvc/config';
import { dataSourceOptions, openDataSource } from './data-source.js';
import { DueNotices } from './due-notices.js';
import { Store } from './store.js';

/** The store. Its connections outlive every module that stops in `onModuleDestroy`. */
@Module({
  providers: [
    { provide: StorageConfig, useFactory: () => loadConfig(StorageConfig) },
    {
      provide: DataSource,
      useFactory: (storage: StorageConfig) => openDataSource(dataSourceOptions(storage)),
      inject: [StorageConfig],
    },
    DueNotices,
    Store,
  ],
  exports: [DueNotices, Store],
})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(Store) private readonly store: Store) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
