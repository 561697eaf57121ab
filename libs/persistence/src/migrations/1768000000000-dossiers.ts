import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dossiers of the one-stop system, their steps, the numbers given today, and requests that may come twice. */
export class Dossiers1768000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(DOSSIERS);
    await db.query(REQUESTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE idempotency, dossier_number, dossier_step, dossier');
  }
}

const DOSSIERS = `
  CREATE TABLE dossier (
    code text COLLATE "C" PRIMARY KEY,
    procedure_code text NOT NULL REFERENCES procedure,
    agency_code text NOT NULL REFERENCES agency,
    channel text NOT NULL CHECK (channel IN ('COUNTER', 'ONLINE', 'POST')),
    applicant jsonb NOT NULL,
    summary text NOT NULL,
    status text NOT NULL,
    status_at timestamptz NOT NULL,
    submitted_at timestamptz NOT NULL,
    accepted_at timestamptz,
    working_days integer,
    due_at timestamptz,
    is_due_sure boolean NOT NULL,
    paused_at timestamptz,
    finished_at timestamptz,
    returned_at timestamptz,
    refused_at timestamptz,
    fees jsonb NOT NULL,
    supplements jsonb NOT NULL,
    result jsonb,
    step_count integer NOT NULL
  ) WITH (fillfactor = 80);
  CREATE INDEX dossier_status ON dossier (status, code);
  CREATE INDEX dossier_agency ON dossier (agency_code, status, code);

  CREATE TABLE dossier_step (
    dossier_code text COLLATE "C" NOT NULL REFERENCES dossier,
    n integer NOT NULL,
    at timestamptz NOT NULL,
    status text NOT NULL,
    by text NOT NULL,
    title text NOT NULL,
    department text NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (dossier_code, n)
  );

  CREATE TABLE dossier_number (
    agency_code text NOT NULL REFERENCES agency,
    day date NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (agency_code, day)
  );
`;

const REQUESTS = `
  CREATE TABLE idempotency (
    key text PRIMARY KEY,
    request_sha256 bytea NOT NULL,
    response json,
    created_at timestamptz NOT NULL
  );
`;
