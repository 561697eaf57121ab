import type { EntityManager } from 'typeorm';
import { DUE } from './due-lane.sql.js';
import { returning } from './returning.js';

/** May we call the portal now? */
export interface Gate {
  readonly state: 'open' | 'paused' | 'held' | 'breaker';
  /** The breaker's time is over: one process may try one lane. */
  readonly mayProbe: boolean;
  readonly reason: string | null;
  /** When it opens by itself; `null` where a person must act, or it is open. */
  readonly until: Date | null;
  /** Calls at once in one process at most. */
  readonly callCap: number;
  /** Each call needs a token. */
  readonly isRated: boolean;
}

/** When the breaker opens, and for how long (ms). */
export interface BreakerLimits {
  readonly failures: number;
  readonly firstMs: number;
  readonly maxMs: number;
}

/** One row that every process obeys: pause, hold, breaker, rate. */
export class PortalAccountRepository {
  constructor(private readonly db: EntityManager) {}

  async getGate(): Promise<Gate> {
    const [row] = await this.db.query<Gate[]>(`
      SELECT CASE WHEN paused_at IS NOT NULL THEN 'paused' WHEN hold_until > app_now() THEN 'held'
          WHEN breaker <> 'closed' THEN 'breaker' ELSE 'open' END AS state,
        ${MAY_PROBE} AS "mayProbe", call_cap AS "callCap", rate_per_s IS NOT NULL AS "isRated",
        CASE WHEN paused_at IS NOT NULL THEN pause_note WHEN hold_until > app_now() THEN hold_reason END AS reason,
        CASE WHEN paused_at IS NOT NULL THEN NULL WHEN hold_until > app_now() THEN hold_until
          WHEN breaker <> 'closed' THEN breaker_until END AS until
      FROM portal_account WHERE id = 1`);
    if (!row) throw new Error('portal_account has no row 1; run the migrations');
    return row;
  }

  /** True for the one process that may now send one lane through an open breaker; false where no lane is due. */
  async claimProbe(leaseMs: number): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE portal_account SET breaker = 'probing', probe_until = clock_timestamp() + $1 * interval '1 millisecond'
       WHERE id = 1 AND ${MAY_PROBE} AND EXISTS (SELECT 1 FROM lane WHERE account_id = 1 AND ${DUE}) RETURNING id`,
      [leaseMs],
    );
    return rows.length > 0;
  }

  /** The prober found nothing to send: whoever looks next may try. */
  async dropProbe(): Promise<void> {
    await this.db.query(`UPDATE portal_account SET breaker = 'open' WHERE id = 1 AND breaker = 'probing'`);
  }

  /**
   * Gives a call its turn where the account has a rate; turns are in the order in which they are asked for.
   *
   * @returns Wait before the call may leave (ms, at most 2 s); `null`: too many wait already.
   */
  async takeToken(): Promise<number | null> {
    const [row] = await returning<{ waitMs: number }>(
      this.db,
      `UPDATE portal_account SET tokens = ${FILLED} - 1, refilled_at = app_now()
       WHERE id = 1 AND ${FILLED} - 1 >= -2 * rate_per_s
       RETURNING greatest(0, -tokens / rate_per_s * 1000) AS "waitMs"`,
      [],
    );
    return row?.waitMs ?? null;
  }

  /** The portal answered our call with our session: whatever it said, it is there. */
  async recordAnswer(): Promise<void> {
    await this.db.query(
      `UPDATE portal_account SET failures = 0, session_failures = 0, breaker = 'closed', breaker_opens = 0
       WHERE id = 1 AND (failures > 0 OR session_failures > 0 OR breaker <> 'closed')`,
    );
  }

  /** A call ended unsent or in doubt. Enough of them in a row, or one while probing, open the breaker. */
  async recordFailure({ failures, firstMs, maxMs }: BreakerLimits): Promise<void> {
    await this.db.query(
      `UPDATE portal_account SET failures = failures + 1, ${OPEN_BREAKER}
       WHERE id = 1 AND breaker <> 'open'`,
      [failures, firstMs, maxMs],
    );
  }

  /** A fresh session was refused; three in a row open the breaker. */
  async recordSessionRefused({ firstMs, maxMs }: BreakerLimits): Promise<void> {
    await this.db.query(
      `UPDATE portal_account SET session_failures = session_failures + 1, failures = session_failures + 1, ${OPEN_BREAKER.replaceAll('failures + 1', 'session_failures + 1')}
       WHERE id = 1 AND breaker <> 'open'`,
      [3, firstMs, maxMs],
    );
  }

  /** Nobody calls the portal for so long; a longer hold already there is kept. */
  async hold(ms: number, reason: string): Promise<void> {
    await this.db.query(
      `UPDATE portal_account SET hold_until = app_now() + $1 * interval '1 millisecond', hold_reason = $2
       WHERE id = 1 AND hold_until < app_now() + $1 * interval '1 millisecond'`,
      [ms, reason],
    );
  }

  /** Nobody calls the portal until a person resumes. The first reason is kept. */
  async pause(note: string): Promise<void> {
    await this.db.query(
      'UPDATE portal_account SET paused_at = app_now(), pause_note = $1 WHERE id = 1 AND paused_at IS NULL',
      [note],
    );
  }

  async resume(): Promise<void> {
    await this.db.query(
      `UPDATE portal_account SET paused_at = NULL, pause_note = NULL, breaker = 'closed', failures = 0,
         session_failures = 0 WHERE id = 1`,
    );
    await this.db.query('NOTIFY lane_due');
  }
}

const MAY_PROBE = `(paused_at IS NULL AND hold_until <= app_now() AND ((breaker = 'open' AND breaker_until <= app_now())
  OR (breaker = 'probing' AND probe_until <= clock_timestamp())))`;
const FILLED = `least(burst, tokens + rate_per_s * greatest(0, extract(epoch FROM app_now() - refilled_at)))`;
const OPENS = `(breaker = 'probing' OR failures + 1 >= $1)`;
const OPEN_BREAKER = `
  breaker = CASE WHEN ${OPENS} THEN 'open' ELSE breaker END,
  breaker_until = CASE WHEN ${OPENS}
    THEN app_now() + least($3, $2 * 2 ^ least(breaker_opens, 20)) * interval '1 millisecond' ELSE breaker_until END,
  breaker_opens = breaker_opens + ${OPENS}::int`;
