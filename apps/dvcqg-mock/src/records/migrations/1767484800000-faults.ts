import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows are overwritten or taken away, and which a reader of the past asks for. */
const KEPT_TABLES = ['dossier', 'service', 'kept_item'];

const UP = [
  `ALTER TABLE fault ADD COLUMN taken integer NOT NULL DEFAULT 0, ADD COLUMN born integer NOT NULL DEFAULT 0`,
  `UPDATE fault SET born = revision`,
  `CREATE TABLE fault_key (
    space text NOT NULL DEFAULT 'default', fault_id text NOT NULL, key text NOT NULL, fired integer NOT NULL,
    PRIMARY KEY (space, fault_id, key))`,
  `CREATE TABLE row_version (
    id bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default', source text NOT NULL, fields jsonb NOT NULL,
    valid_from timestamptz NOT NULL, valid_to timestamptz NOT NULL)`,
  `CREATE INDEX row_version_source ON row_version (space, source, valid_to)`,
  `CREATE FUNCTION keep_row_version() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     INSERT INTO row_version (space, source, fields, valid_from, valid_to)
     VALUES (OLD.space, TG_TABLE_NAME, to_jsonb(OLD), OLD.updated_at,
       CASE TG_OP WHEN 'UPDATE' THEN NEW.updated_at ELSE current_setting('mock.now')::timestamptz END);
     RETURN NULL;
   END $$`,
  ...KEPT_TABLES.map(
    (table) => `CREATE TRIGGER keep_version AFTER UPDATE OR DELETE ON ${table} FOR EACH ROW
      WHEN (current_setting('mock.now', true) <> '') EXECUTE FUNCTION keep_row_version()`,
  ),
];
const DOWN = [
  ...KEPT_TABLES.map((table) => `DROP TRIGGER keep_version ON ${table}`),
  'DROP FUNCTION keep_row_version',
  'DROP TABLE row_version, fault_key',
  'ALTER TABLE fault DROP COLUMN taken, DROP COLUMN born',
];

/** What faults need to go on after a restart, and old rows for reads of the past: kept only while a fault asks for them. */
export class Faults1767484800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
