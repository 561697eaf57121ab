import { Type } from 'class-transformer';
import { IsInt, Min, MinLength } from 'class-validator';

/** What the province knows of the national catalogue when it starts, and the worlds it can load. */
export class ProvinceCatalogueConfig {
  /** Folder with agencies.csv, fields.csv and procedures.csv; relative to the working folder. */
  @MinLength(1)
  readonly PROVINCE_CATALOGUE_DIR: string = 'config/catalogue';

  /** Folder with one folder per world; relative to the working folder. */
  @MinLength(1)
  readonly PROVINCE_WORLDS_DIR: string = 'config/worlds';
  /** How often it looks for levels that begin today (ms). */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly PROVINCE_DUE_EVERY_MS: number = 10_000;
}
