import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the province offers and plans, and the clock that everything a person reads goes by. */
export class CatalogueAndPlans1764000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(CATALOGUE);
    await db.query(PLANS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE plan_item, plan, service_level, service, procedure, agency;
      DROP FUNCTION app_now();
      DROP TABLE app_clock;
    `);
  }
}

const CATALOGUE = `
  CREATE TABLE app_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    virtual_now timestamptz
  );
  INSERT INTO app_clock DEFAULT VALUES;
  -- The virtual instant where one is set, else the real one. Leases never use it.
  CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT coalesce((SELECT virtual_now FROM app_clock), clock_timestamp())';

  CREATE TABLE agency (
    code text PRIMARY KEY,
    name text NOT NULL,
    tier text NOT NULL CHECK (tier IN ('MINISTRY', 'PROVINCE', 'DISTRICT', 'COMMUNE')),
    valid_from date,
    valid_to date,
    merged_into text
  );
  CREATE TABLE procedure (
    code text PRIMARY KEY,
    name text NOT NULL,
    field_code text,
    field_name text NOT NULL,
    ministry_code text,
    ministry_name text NOT NULL,
    tiers text[] NOT NULL,
    working_days integer,
    has_fee boolean NOT NULL
  );
  CREATE TABLE service (
    code text PRIMARY KEY,
    name text NOT NULL,
    procedure_code text NOT NULL REFERENCES procedure,
    is_offered boolean NOT NULL DEFAULT true
  );
  CREATE TABLE service_level (
    service_code text NOT NULL REFERENCES service,
    agency_code text NOT NULL REFERENCES agency,
    valid_from date NOT NULL,
    scheme text NOT NULL CHECK (scheme IN ('ND43', 'ND42')),
    value text NOT NULL,
    rank integer NOT NULL,
    PRIMARY KEY (service_code, agency_code, valid_from)
  );
`;

const PLANS = `
  CREATE TABLE plan (
    id text PRIMARY KEY,
    name text NOT NULL,
    decision text NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE plan_item (
    plan_id text NOT NULL REFERENCES plan,
    service_code text NOT NULL REFERENCES service,
    agency_code text NOT NULL REFERENCES agency,
    line integer NOT NULL,
    tier text NOT NULL,
    scheme text NOT NULL,
    level text NOT NULL,
    level_rank integer NOT NULL,
    quarter integer NOT NULL,
    deadline date NOT NULL,
    excluded_at timestamptz,
    PRIMARY KEY (plan_id, service_code, agency_code)
  );
  CREATE INDEX plan_item_service ON plan_item (service_code);
`;
