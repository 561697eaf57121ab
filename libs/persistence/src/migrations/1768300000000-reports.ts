import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day it was in Vietnam, for reports, which compare days. */
export class Reports1768300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION vn_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT (moment AT TIME ZONE 'Asia/Ho_Chi_Minh')::date $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION vn_day(timestamptz)');
  }
}
