import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ProvinceCatalogueConfig } from '@dvc/config';
import { Store } from '@dvc/persistence';
import { readCatalogue } from './catalogue-files.js';

/** Brings agencies and procedures up to date with the catalogue's files at each start; what was there is kept. */
@Injectable()
export class CatalogueLoader implements OnApplicationBootstrap {
  constructor(
    private readonly store: Store,
    private readonly config: ProvinceCatalogueConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { agencies, procedures } = await readCatalogue(this.config.PROVINCE_CATALOGUE_DIR);
    await this.store.inTransaction(async ({ catalogue }) => {
      await catalogue.saveAgencies(agencies);
      await catalogue.saveProcedures(procedures);
    });
  }
}
