import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the keys of an entry had come is counted when the entry is linked, and stands beside its digest. */
export class AttemptsInLinks1767916800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE journal_link ADD COLUMN attempt integer, ADD COLUMN attempts jsonb');
    await runner.query(`UPDATE journal_link l SET attempt = (said.content->>'attempt')::integer, attempts = nullif(said.content->'attempts', 'null')
      FROM (SELECT id, content::jsonb AS content FROM journal) AS said WHERE said.id = l.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE journal_link DROP COLUMN attempt, DROP COLUMN attempts');
  }
}
