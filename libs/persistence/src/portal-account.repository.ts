import type { EntityManager } from 'typeorm';
import { returning } from './returning.js';

/** May we call the portal now? */
export interface Gate {
  readonly state: 'open' | 'paused' | 'held' | 'breaker';
  /** The breaker's time is over: one process may try one lane. */
  readonly mayProbe: boolean;
  readonly reason: string | null;
  /** When it opens by itself; `null` where a person must act, or it is open. */
  readonly until: Date | null;
}

/** When the breaker opens, and for how long (ms). */
export interface BreakerLimits {
  readonly failures: number;
  readonly firstMs: number;
  readonly maxMs: number;
}

/** One row that every process obeys: pause, hold, breaker. */
export class PortalAccountRepository {
  constructor(private readonly db: EntityManager) {}

  async getGate(): Promise<Gate> {
    const [row] = await this.db.query<Gate[]>(`
      SELECT CASE WHEN paused_at IS NOT NULL THEN 'paused' WHEN hold_until > app_now() THEN 'held'
          WHEN breaker <> 'closed' THEN 'breaker' ELSE 'open' END AS state,
        (breaker = 'open' AND breaker_until <= app_now())
          OR (breaker = 'probing' AND probe_until <= clock_timestamp()) AS "mayProbe",
        CASE WHEN paused_at IS NOT NULL THEN pause_note WHEN hold_until > app_now() THEN hold_reason END AS reason,
        CASE WHEN paused_at IS NOT NULL THEN NULL WHEN hold_until > app_now() THEN hold_until
          WHEN breaker <> 'closed' THEN breaker_until END AS until
      FROM portal_account WHERE id = 1`);
    if (!row) throw new Error('portal_account has no row 1; run the migrations');
    return row;
  }

  /** True for the one process that may now send one lane through an open breaker. */
  async claimProbe(leaseMs: number): Promise<boolean> {
    const rows = await returning(
      this.db,
      `UPDATE portal_account SET breaker = 'probing', probe_until = clock_timestamp() + $1 * interval '1 millisecond'
       WHERE id = 1 AND ((breaker = 'open' AND breaker_until <= app_now())
         OR (breaker = 'probing' AND probe_until <= clock_timestamp())) RETURNING id`,
      [leaseMs],
    );
    return rows.length > 0;
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

const OPENS = `(breaker = 'probing' OR failures + 1 >= $1)`;
const OPEN_BREAKER = `
  breaker = CASE WHEN ${OPENS} THEN 'open' ELSE breaker END,
  breaker_until = CASE WHEN ${OPENS}
    THEN app_now() + least($3, $2 * 2 ^ least(breaker_opens, 20)) * interval '1 millisecond' ELSE breaker_until END,
  breaker_opens = breaker_opens + ${OPENS}::int`;
