import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls a second over all processes, and calls at once in each of them. */
export class PaceOfCalls1768600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE portal_account
        ADD COLUMN rate_per_s double precision CONSTRAINT portal_account_rate_check CHECK (rate_per_s > 0),
        ADD COLUMN burst double precision NOT NULL DEFAULT 1 CONSTRAINT portal_account_burst_check CHECK (burst >= 1),
        ADD COLUMN tokens double precision NOT NULL DEFAULT 1,
        ADD COLUMN refilled_at timestamptz NOT NULL DEFAULT app_now(),
        ADD COLUMN call_cap integer NOT NULL DEFAULT 8 CONSTRAINT portal_account_call_cap_check CHECK (call_cap > 0);
      ALTER TABLE worker ADD COLUMN calls_allowed integer NOT NULL DEFAULT 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE worker DROP COLUMN calls_allowed;
      ALTER TABLE portal_account DROP COLUMN rate_per_s, DROP COLUMN burst, DROP COLUMN tokens, DROP COLUMN refilled_at,
        DROP COLUMN call_cap;
    `);
  }
}
