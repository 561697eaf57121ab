import { Type } from 'class-transformer';
import { IsInt, Matches, Min, MinLength } from 'class-validator';

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

/** Who may speak to the province as the national portal. It is not the operator's key, and opens nothing else. */
export class ProvinceInboundConfig {
  /** The portal's side sends it as `Authorization: Bearer …`. Generated, never a default. */
  @Matches(/^[A-Za-z0-9_-]{32,}$/)
  readonly PROVINCE_INBOUND_TOKEN!: string;

  /**
   * Security servers that cannot send a token: their addresses or ranges, by commas. Only the connection's own address
   * counts, never a header. Empty: nobody without the token.
   */
  @Matches(/^(\s*[\da-f.:]+(\/\d{1,3})?\s*(,|$))*$/i)
  readonly PROVINCE_INBOUND_FROM: string = '';
}
