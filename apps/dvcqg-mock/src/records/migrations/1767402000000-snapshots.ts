import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE space
    ADD COLUMN start_clock jsonb NOT NULL DEFAULT '{"mode": "real"}',
    ADD COLUMN seedings jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN segment_from bigint NOT NULL DEFAULT 1,
    ADD COLUMN retry_until timestamptz`,
  `CREATE TABLE timer (
    space text NOT NULL, id bigint NOT NULL, due_at timestamptz NOT NULL, rank integer NOT NULL,
    kind text NOT NULL, ref text NOT NULL, payload jsonb NOT NULL,
    PRIMARY KEY (space, id))`,
  `CREATE TABLE snapshot (
    space text NOT NULL, name text NOT NULL, taken_at timestamptz NOT NULL, note text NOT NULL,
    sha256 text NOT NULL, bytes bigint NOT NULL, origin jsonb NOT NULL,
    PRIMARY KEY (space, name))`,
  `CREATE TABLE snapshot_row (
    space text NOT NULL, snapshot text NOT NULL, source text NOT NULL, place bigint NOT NULL, content jsonb NOT NULL,
    PRIMARY KEY (space, snapshot, source, place))`,
];
const DOWN = [
  `DROP TABLE snapshot_row, snapshot, timer`,
  `ALTER TABLE space DROP COLUMN start_clock, DROP COLUMN seedings, DROP COLUMN segment_from, DROP COLUMN retry_until`,
];

/** What is still to happen in a space, and copies of its state. */
export class Snapshots1767402000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
