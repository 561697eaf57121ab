import { Type } from 'class-transformer';
import { IsInt, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

/** How the province reaches the national portal. */
export class PortalConfig {
  /** Adapter base without a trailing slash. Outside production: the address of `apps/dvcqg-mock`. */
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly PORTAL_URL: string = 'http://127.0.0.1:4100';

  /** The province's agency code; also the user name at the portal. */
  @Matches(/^\d{3}\.\d{2}\.\d{2}\.[HG]\d{2}$/)
  readonly PORTAL_AGENCY: string = '000.00.00.H60';

  /** Issued by the portal. Never logged, never stored. */
  @MinLength(8)
  readonly PORTAL_PASSWORD!: string;

  /** Base64 of 32 bytes; the session is stored under it (AES-256-GCM). */
  @Matches(/^[A-Za-z0-9+/]{43}=$/)
  readonly PORTAL_SESSION_KEY!: string;

  /** Life we give a session before we renew it ahead of time (s). The portal's own is not published. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly PORTAL_SESSION_TTL_S: number = 600;

  /** Give up connecting (ms): nothing was sent. */
  @Type(() => Number)
  @IsInt()
  @Min(20)
  readonly PORTAL_CONNECT_MS: number = 3_000;

  /** Longest silence inside an answer (ms). */
  @Type(() => Number)
  @IsInt()
  @Min(50)
  readonly PORTAL_IDLE_MS: number = 10_000;

  /** Whole call, from connect to last byte (ms). Clients in use wait 6 000 to 60 000. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(60_000)
  readonly PORTAL_TIMEOUT_MS: number = 12_000;

  /** Longest time after a call at which the portal may still commit it (ms). A lane in doubt waits that long. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly PORTAL_QUIET_MS: number = 180_000;
}
