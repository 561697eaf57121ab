import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // What was kept before is linked to nothing and vouches for nothing: the journal begins anew.
  `DROP TABLE journal`,
  `CREATE TABLE journal (
    id bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default', committed_at timestamptz NOT NULL,
    service text NOT NULL, rule text, madonvi text, is_updating boolean, keys text[] NOT NULL, fault_ids text[] NOT NULL,
    outcome_code integer, error_code integer, http_status integer,
    inside_retry_after boolean NOT NULL, retry_until timestamptz,
    content text NOT NULL, content_sha256 bytea NOT NULL)`,
  `CREATE INDEX journal_service ON journal (space, service, id)`,
  `CREATE INDEX journal_committed_at ON journal (space, committed_at)`,
  `CREATE INDEX journal_unmatched ON journal (space, id) WHERE rule IS NULL`,
  `CREATE INDEX journal_faulty ON journal (space, id) WHERE fault_ids <> '{}'`,
  `CREATE INDEX journal_retry_until ON journal (space, retry_until) WHERE retry_until IS NOT NULL`,
  `CREATE INDEX journal_keys ON journal USING gin (keys)`,
  `CREATE TABLE journal_link (
    space text NOT NULL DEFAULT 'default', n bigint NOT NULL, id bigint NOT NULL, digest bytea NOT NULL,
    total_bytes bigint NOT NULL, latency_ms integer, departure text,
    PRIMARY KEY (space, n))`,
  `CREATE UNIQUE INDEX journal_link_id ON journal_link (id)`,
  `CREATE TABLE journal_head (
    space text PRIMARY KEY DEFAULT 'default', n bigint NOT NULL, digest bytea NOT NULL, total_bytes bigint NOT NULL,
    dropped_n bigint NOT NULL, dropped_digest bytea NOT NULL, dropped_bytes bigint NOT NULL, dropped_at timestamptz)`,
  `CREATE TABLE journal_attempt (
    space text NOT NULL DEFAULT 'default', service text NOT NULL, key text NOT NULL, attempts integer NOT NULL,
    PRIMARY KEY (space, service, key))`,
  `CREATE TABLE installation (
    name text PRIMARY KEY, secret bytea NOT NULL)`,
];

/** Journal entries with attempts and replies, linked into a chain of digests; counts that outlive dropped entries. */
export class JournalChain1767571200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** The journal of before cannot come back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE installation, journal_attempt, journal_head, journal_link, journal');
    await runner.query(`CREATE TABLE journal (
      n bigint NOT NULL, space text NOT NULL DEFAULT 'default',
      at timestamptz NOT NULL, committed_at timestamptz NOT NULL,
      service text NOT NULL, madonvi text, is_updating boolean, keys text[] NOT NULL, draw_key text NOT NULL,
      request_sha256 text NOT NULL, request_bytes integer NOT NULL, request_body jsonb,
      outcome_code integer, error_code integer, http_status integer,
      items jsonb NOT NULL, warnings jsonb NOT NULL, committed_rows integer NOT NULL,
      faults jsonb NOT NULL, draws jsonb NOT NULL,
      inside_retry_after boolean NOT NULL, retry_until timestamptz, latency_ms integer NOT NULL, PRIMARY KEY (space, n))`);
    await runner.query('CREATE INDEX journal_draw_key ON journal (space, service, draw_key)');
  }
}
