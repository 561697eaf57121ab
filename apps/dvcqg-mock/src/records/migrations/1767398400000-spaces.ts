import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE space (
    id text PRIMARY KEY, seed bigint NOT NULL, secret text NOT NULL, is_seeded boolean NOT NULL,
    created_at timestamptz NOT NULL, expires_at timestamptz, clock jsonb NOT NULL,
    magic boolean NOT NULL, unmatched text NOT NULL, listener text NOT NULL, accounts jsonb NOT NULL,
    last_state_hash text)`,
  `CREATE TABLE counter (
    space text NOT NULL, kind text NOT NULL, reserved bigint NOT NULL,
    PRIMARY KEY (space, kind))`,
  `ALTER TABLE journal ALTER COLUMN n DROP DEFAULT, DROP CONSTRAINT journal_pkey, ADD PRIMARY KEY (space, n)`,
  `DROP SEQUENCE journal_n_seq`,
];
const DOWN = [
  `CREATE SEQUENCE journal_n_seq OWNED BY journal.n`,
  `ALTER TABLE journal ALTER COLUMN n SET DEFAULT nextval('journal_n_seq'), DROP CONSTRAINT journal_pkey, ADD PRIMARY KEY (n)`,
  `DROP TABLE counter, space`,
];

/** Sets of records that do not meet; every one numbers its own journal. */
export class Spaces1767398400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
