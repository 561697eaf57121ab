import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE uploaded_file (
    space text NOT NULL DEFAULT 'default', id text NOT NULL, owner text NOT NULL, name text NOT NULL,
    media_type text NOT NULL, size_bytes integer NOT NULL, sha256 text NOT NULL, content bytea,
    stored_at timestamptz NOT NULL,
    PRIMARY KEY (space, id))`,
  `CREATE TABLE dossier_number (
    space text NOT NULL DEFAULT 'default', unit text NOT NULL, last bigint NOT NULL,
    PRIMARY KEY (space, unit))`,
];

/** Uploaded files and dossier numbers of the REST interface. */
export class NewRest1767657600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dossier_number, uploaded_file');
  }
}
