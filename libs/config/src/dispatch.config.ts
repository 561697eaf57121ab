import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** How changes leave PostgreSQL for the queue. Look < add again < lease, and time-out + send-by < lease. */
export class DispatchConfig {
  /** Pause between two looks at the due lanes (ms), for the case that a notice is lost. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly DISPATCH_EVERY_MS: number = 500;

  /** Changes in one call at most. The portal takes 100 (assumed). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  readonly DISPATCH_BATCH_SIZE: number = 50;

  /** Steps of dossiers in one call at most. Senders in use send 10, and the portal takes no more (assumed). */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10)
  readonly DISPATCH_STEPS_PER_CALL: number = 10;

  /** Dossiers whose steps may share a call; 1 is what has been observed. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10)
  readonly DISPATCH_DOSSIERS_PER_STEP_CALL: number = 10;

  /** Open batches at once; the backlog waits in PostgreSQL, where it can be seen and counted. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly DISPATCH_OPEN_BATCHES: number = 100;

  /** Clean time after which a process may have one more call under way (ms), and after an outage twice as many. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly DISPATCH_PACE_MS: number = 10_000;

  /** How long a batch belongs to whoever claimed or took it (ms). Over: its lanes are given up and dealt again. */
  @Type(() => Number)
  @IsInt()
  @Min(500)
  readonly DISPATCH_LEASE_MS: number = 15_000;

  /** A call that has not left so long after its intent (ms) is not sent: a frozen process must not send on waking. */
  @Type(() => Number)
  @IsInt()
  @Min(50)
  readonly DISPATCH_SEND_BY_MS: number = 2_000;

  /** A batch still queued after this (ms) is added to the queue again, under the same id. */
  @Type(() => Number)
  @IsInt()
  @Min(100)
  readonly DISPATCH_READD_MS: number = 5_000;

  /** First wait after a failure that is nobody's fault (ms); it doubles up to {@link DISPATCH_BACKOFF_MAX_MS}. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly DISPATCH_BACKOFF_MS: number = 1_000;

  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly DISPATCH_BACKOFF_MAX_MS: number = 300_000;

  /** Calls in a row, unsent or in doubt, that open the breaker. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly DISPATCH_BREAKER_FAILURES: number = 5;

  /** First time the breaker stays open (ms); it doubles up to {@link DISPATCH_BACKOFF_MAX_MS}. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  readonly DISPATCH_BREAKER_MS: number = 10_000;
}
