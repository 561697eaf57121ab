import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE agency (
    space text NOT NULL DEFAULT 'default', code text NOT NULL, name text NOT NULL, tier text NOT NULL,
    valid_from date, valid_to date, merged_into text,
    PRIMARY KEY (space, code))`,
  `CREATE TABLE field (
    space text NOT NULL DEFAULT 'default', code text NOT NULL, name text NOT NULL, branch_code text NOT NULL,
    PRIMARY KEY (space, code))`,
  `CREATE TABLE procedure (
    space text NOT NULL DEFAULT 'default', code text NOT NULL, name text NOT NULL,
    field_code text NOT NULL, issuer_code text NOT NULL, tiers text[] NOT NULL,
    time_limit_days integer, has_fee boolean NOT NULL, is_public boolean NOT NULL DEFAULT true,
    PRIMARY KEY (space, code))`,
  `CREATE TABLE service (
    space text NOT NULL DEFAULT 'default', province text NOT NULL, code text NOT NULL, name text NOT NULL,
    procedure_code text NOT NULL, issuer_code text NOT NULL, issuer_name text NOT NULL,
    field_code text NOT NULL, field_name text NOT NULL, applications jsonb NOT NULL, state text NOT NULL,
    revision integer NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (space, province, code))`,
  `CREATE TABLE service_level_history (
    id bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default', province text NOT NULL,
    service_code text NOT NULL, agency_code text NOT NULL,
    from_level integer NOT NULL, to_level integer NOT NULL, changed_at timestamptz NOT NULL)`,
  `CREATE INDEX service_level_history_service ON service_level_history (space, province, service_code)`,
  `CREATE TABLE session (
    space text NOT NULL DEFAULT 'default', token_sha256 text NOT NULL, account text NOT NULL,
    issued_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, uses_left integer,
    PRIMARY KEY (space, token_sha256))`,
  `CREATE TABLE journal (
    n bigserial PRIMARY KEY, space text NOT NULL DEFAULT 'default',
    at timestamptz NOT NULL, committed_at timestamptz NOT NULL,
    service text NOT NULL, madonvi text, is_updating boolean, keys text[] NOT NULL, draw_key text NOT NULL,
    request_sha256 text NOT NULL, request_bytes integer NOT NULL, request_body jsonb,
    outcome_code integer, error_code integer, http_status integer,
    items jsonb NOT NULL, warnings jsonb NOT NULL, committed_rows integer NOT NULL,
    faults jsonb NOT NULL, draws jsonb NOT NULL,
    inside_retry_after boolean NOT NULL, retry_until timestamptz, latency_ms integer NOT NULL)`,
  `CREATE INDEX journal_draw_key ON journal (space, service, draw_key)`,
  `CREATE TABLE fault (
    space text NOT NULL DEFAULT 'default', id text NOT NULL, position integer NOT NULL, spec jsonb NOT NULL,
    revision integer NOT NULL, considered integer NOT NULL DEFAULT 0, fired integer NOT NULL DEFAULT 0,
    shadowed integer NOT NULL DEFAULT 0, capped integer NOT NULL DEFAULT 0,
    PRIMARY KEY (space, id))`,
];

/** Catalogue, services, sessions, journal and faults of the first slice. */
export class FirstSlice1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fault, journal, session, service_level_history, service, procedure, field, agency');
  }
}
