import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

const WEB = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };
const POSTGRES = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };

/** The command `dvcqg`. What is not set here, `dvcqg up` starts or makes. */
export class CliConfig {
  /** Secrets, the embedded database and the run's addresses; relative to the project's folder. */
  @MinLength(1)
  readonly DVCQG_DATA_DIR: string = '.dvcqg';

  /** The province's database; absent: an embedded PostgreSQL. */
  @IsOptional()
  @IsUrl(POSTGRES)
  readonly DATABASE_URL?: string;

  /** The mock's database; absent: `dvcqg_mock` beside the province's. */
  @IsOptional()
  @IsUrl(POSTGRES)
  readonly MOCK_DATABASE_URL?: string;

  @IsOptional()
  @IsUrl({ protocols: ['redis', 'rediss'], require_tld: false, require_protocol: true })
  readonly REDIS_URL?: string;

  /** A portal that is there already; absent: the mock is started. */
  @IsOptional()
  @IsUrl(WEB)
  readonly PORTAL_URL?: string;

  /** A province that is there already; absent: the one that `dvcqg up` runs. */
  @IsOptional()
  @IsUrl(WEB)
  readonly PROVINCE_URL?: string;

  /** Key for `PROVINCE_URL`; absent: the one that `dvcqg up` made. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{32,}$/)
  readonly PROVINCE_API_KEY?: string;

  /** Agency code of the mock's one account; also its user name. */
  @Matches(/^\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}$/)
  readonly MOCK_ACCOUNT: string = '000.00.00.H60';

  /** Password of that account for `dvcqg portal`; absent: made up. */
  @IsOptional()
  @MinLength(8)
  readonly MOCK_PASSWORD?: string;

  /** Opens `/__sim` of `dvcqg portal`; absent: made up. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{32,}$/)
  readonly MOCK_ADMIN_TOKEN?: string;

  /** Wished ports; one that is taken is replaced by a free one. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PROVINCE_PORT: number = 4_000;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly MOCK_PORT: number = 4_100;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly CONSOLE_PORT: number = 4_200;
}
