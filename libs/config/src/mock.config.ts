import { Type } from 'class-transformer';
import { IsIP, IsInt, IsNumber, IsOptional, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

/** The mock portal. Its account is given to it, as the real portal's is to the province. */
export class MockConfig {
  /** A database of its own; it shares no table with the province. */
  @IsUrl({ protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true })
  readonly MOCK_DATABASE_URL!: string;

  @IsIP()
  readonly LISTEN_ADDRESS: string = '127.0.0.1';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly MOCK_PORT: number = 4_100;

  /** Agency code of the one account; also its user name. */
  @Matches(/^\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}$/)
  readonly MOCK_ACCOUNT: string = '000.00.00.H60';

  @MinLength(8)
  readonly MOCK_PASSWORD!: string;

  /** For `/__sim`; sent as `Authorization: Bearer …`. Generated, never a default. */
  @Matches(/^[A-Za-z0-9_-]{32,}$/)
  readonly MOCK_ADMIN_TOKEN!: string;

  /** Folder with the national catalogue: agencies, fields, procedures as CSV. */
  @MinLength(1)
  readonly MOCK_CATALOGUE_DIR: string = 'config/catalogue';

  /** What callers of the relays send as `Authorization: Bearer …`. Empty: the relays ask for nothing. */
  @Matches(/^([\x21-\x7e]{8,200})?$/)
  readonly MOCK_RELAY_TOKEN: string = '';

  /** Life of a session (s), assumed. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly MOCK_SESSION_TTL_S: number = 600;

  /** Faults on demand through `/__sim`. Off, the mock only behaves. Refused where NODE_ENV is production. */
  @Type(() => String)
  @Matches(/^(on|off)$/)
  readonly MOCK_FAULTS: string = 'on';

  /**
   * Where the portal may call a province, by commas: `host:port` or an address. A host that leads to a private address
   * needs that address, or its range such as `172.16.0.0/12`, on the list too. Empty: nothing is ever called.
   */
  @Type(() => String)
  @Matches(
    /^([\w.-]+(:\d{1,5})?|\[[\da-f:]+\](:\d{1,5})?|[\d.]+\/\d{1,2}|[\da-f:]+\/\d{1,3})?(\s*,\s*([\w.-]+(:\d{1,5})?|\[[\da-f:]+\](:\d{1,5})?|[\d.]+\/\d{1,2}|[\da-f:]+\/\d{1,3}))*$/i,
  )
  readonly MOCK_CALLBACK_HOSTS: string = '';

  /** What the portal shows a province as `Authorization: Bearer …` when it calls. Empty: nothing. */
  @Matches(/^([\x21-\x7e]{8,200})?$/)
  readonly MOCK_CALLBACK_TOKEN: string = '';

  /** Secret of payment partners that nobody registered through `/__sim`. Not set: such partners are refused. */
  @IsOptional()
  @MinLength(8)
  readonly MOCK_PAYMENT_SECRET?: string;

  /** Entries of one journal. Beyond it the oldest go. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly MOCK_JOURNAL_ENTRIES: number = 1_000_000;

  /** Size of one journal (MiB). Beyond it the oldest entries go. */
  @Type(() => Number)
  @IsNumber()
  @Min(0.01)
  readonly MOCK_JOURNAL_MIB: number = 2_048;

  /** Age of the oldest entry of a journal (days, by the mock's clock). Beyond it entries go. */
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  readonly MOCK_JOURNAL_DAYS: number = 14;
}
