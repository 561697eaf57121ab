import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE payment (
    space text NOT NULL DEFAULT 'default', id text NOT NULL, scheme text NOT NULL, partner text NOT NULL,
    reference text NOT NULL, amount bigint NOT NULL, dossier text, fields jsonb NOT NULL, url text NOT NULL,
    state text NOT NULL, bank text, transaction_code text, created_at timestamptz NOT NULL, ended_at timestamptz,
    auto_at timestamptz, auto_end text,
    PRIMARY KEY (space, id))`,
  `CREATE UNIQUE INDEX payment_reference ON payment (space, scheme, partner, reference)`,
  `CREATE INDEX payment_auto ON payment (space, auto_at) WHERE state = 'pending' AND auto_at IS NOT NULL`,
  `CREATE TABLE payment_partner (
    space text NOT NULL DEFAULT 'default', code text NOT NULL, secret text NOT NULL, access_key text NOT NULL,
    confirm_url text, auto_after_s integer, auto_end text,
    PRIMARY KEY (space, code))`,
  `CREATE TABLE push (
    space text NOT NULL DEFAULT 'default', n integer NOT NULL, kind text NOT NULL, method text NOT NULL,
    url text NOT NULL, body jsonb, times integer NOT NULL, delivered integer NOT NULL, gap_ms integer NOT NULL,
    group_n integer NOT NULL, turn integer NOT NULL, ordered boolean NOT NULL, state text NOT NULL, verdict text,
    attempts integer NOT NULL, failures integer NOT NULL, most_failures integer NOT NULL, backoff_ms integer NOT NULL,
    timeout_ms integer NOT NULL, next_at timestamptz NOT NULL, created_at timestamptz NOT NULL, ended_at timestamptz,
    PRIMARY KEY (space, n))`,
  `CREATE INDEX push_due ON push (space, next_at) WHERE state = 'waiting'`,
  `CREATE INDEX push_group ON push (space, group_n, turn)`,
  `CREATE TABLE push_attempt (
    space text NOT NULL DEFAULT 'default', push_n integer NOT NULL, attempt integer NOT NULL, copy integer NOT NULL,
    at timestamptz NOT NULL, outcome text, http_status integer, error text, reply jsonb, reply_bytes integer,
    reply_sha256 text,
    PRIMARY KEY (space, push_n, attempt))`,
];

/** Payments with their partners, and the calls the portal makes to provinces. */
export class PaymentsAndPushes1767744000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE push_attempt, push, payment_partner, payment');
  }
}
