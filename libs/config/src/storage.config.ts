import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUrl, Min } from 'class-validator';

const POSTGRES = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };

/** Where the province keeps its rows and its jobs. */
export class StorageConfig {
  /** The province's database, PostgreSQL 14 or newer. `dvcqg up` starts one of its own where this is not set. */
  @IsUrl(POSTGRES)
  readonly DATABASE_URL!: string;

  /** Jobs live in Redis where this is set, else in tables of `DATABASE_URL`. */
  @IsOptional()
  @IsUrl({ protocols: ['redis', 'rediss'], require_tld: false, require_protocol: true })
  readonly REDIS_URL?: string;

  /** Connections one process keeps to `DATABASE_URL`, beside those of its queues. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  readonly DATABASE_POOL_SIZE: number = 8;
}
