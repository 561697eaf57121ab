import { Inject, Injectable } from '@nestjs/common';
import { ProvinceCatalogueConfig } from '@dvc/config';
import { WorkingCalendar, type DossierWorld, type Procedure } from '@dvc/domain';
import type { Repositories } from '@dvc/persistence';
import { readHolidays } from '../catalogue/catalogue-files.js';

/** What dossiers are checked against, and the names that the portal wants of it. */
export interface DossierCatalogue extends DossierWorld {
  readonly procedures: ReadonlyMap<string, Procedure>;
  /** Procedure code → online service. */
  readonly serviceCodes: ReadonlyMap<string, string>;
}

/** Reads the catalogue as it is now. The holidays are read once: they are a file. */
@Injectable()
export class DossierCatalogueReader {
  private calendar: Promise<WorkingCalendar> | null = null;

  constructor(@Inject(ProvinceCatalogueConfig) private readonly config: ProvinceCatalogueConfig) {}

  async read({ catalogue, clock }: Repositories): Promise<DossierCatalogue> {
    this.calendar ??= readHolidays(this.config.PROVINCE_CATALOGUE_DIR).then((days) => new WorkingCalendar(days));
    const agencies = await catalogue.listAgencies();
    const procedures = await catalogue.listProcedures();
    return {
      agencies: new Map(agencies.map((agency) => [agency.code, agency])),
      procedures: new Map(procedures.map((procedure) => [procedure.code, procedure])),
      workingDays: new Map(procedures.map(({ code, workingDays }) => [code, workingDays])),
      serviceCodes: await catalogue.listServiceCodes(),
      calendar: await this.calendar,
      now: await clock.now(),
    };
  }
}
