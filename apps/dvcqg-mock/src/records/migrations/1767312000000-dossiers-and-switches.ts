import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE portal_switches (
    space text NOT NULL DEFAULT 'default', profile text NOT NULL, changes jsonb NOT NULL,
    PRIMARY KEY (space))`,
  `CREATE TABLE dossier (
    space text NOT NULL DEFAULT 'default', code text NOT NULL, copy integer NOT NULL,
    owner text NOT NULL, origin text NOT NULL, status text NOT NULL, fields jsonb NOT NULL, revision integer NOT NULL,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (space, code, copy))`,
  `CREATE TABLE dossier_history (
    id bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default', code text NOT NULL, service text NOT NULL,
    from_status text, to_status text NOT NULL, changed_at timestamptz NOT NULL)`,
  `CREATE INDEX dossier_history_code ON dossier_history (space, code)`,
  `CREATE TABLE progress_row (
    id bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default', code text NOT NULL, owner text NOT NULL,
    moment text NOT NULL, digest text NOT NULL, fields jsonb NOT NULL, stored_at timestamptz NOT NULL)`,
  `CREATE INDEX progress_row_code ON progress_row (space, code)`,
  `CREATE TABLE kept_item (
    space text NOT NULL DEFAULT 'default', kind text NOT NULL, owner text NOT NULL, code text NOT NULL,
    fields jsonb NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (space, kind, owner, code))`,
];

/** Dossiers with their history and progress, small kept things, switches. */
export class DossiersAndSwitches1767312000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE kept_item, progress_row, dossier_history, dossier, portal_switches');
  }
}
