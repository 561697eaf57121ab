import { Type } from 'class-transformer';
import { IsInt, Min, MinLength } from 'class-validator';

/** What the province knows of the national catalogue when it starts. */
export class ProvinceCatalogueConfig {
  /** Folder with agencies.csv, fields.csv and procedures.csv; relative to the working folder. */
  @MinLength(1)
  readonly PROVINCE_CATALOGUE_DIR: string = 'config/catalogue';

  /** How often it looks for levels that begin today (ms). */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly PROVINCE_DUE_EVERY_MS: number = 10_000;
}
