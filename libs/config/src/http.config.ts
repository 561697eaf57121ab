import { Type } from 'class-transformer';
import { IsIP, IsIn, IsInt, Matches, Max, Min } from 'class-validator';

const KEY = /^[A-Za-z0-9_-]{32,}$/;

/** Where a server of ours listens. */
abstract class ListenConfig {
  /** Loopback unless somebody says otherwise. */
  @IsIP()
  readonly LISTEN_ADDRESS: string = '127.0.0.1';
}

/** The province's HTTP interface. */
export class ProvinceHttpConfig extends ListenConfig {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PROVINCE_PORT: number = 4_000;

  /** Whoever calls must send it as `Authorization: Bearer …`. Generated, never a default. */
  @Matches(KEY)
  readonly PROVINCE_API_KEY!: string;
}

/** The web console. */
export class ConsoleHttpConfig extends ListenConfig {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly CONSOLE_PORT: number = 4_200;

  /** Signs a browser in: `/?token=…` once, then a cookie. Generated, never a default. */
  @Matches(KEY)
  readonly CONSOLE_TOKEN!: string;

  /** What stands behind the figures: `mock` prints a warning on pages and into file names, `production` does not. */
  @IsIn(['mock', 'production'])
  readonly CONSOLE_ENVIRONMENT: 'mock' | 'production' = 'mock';
}
