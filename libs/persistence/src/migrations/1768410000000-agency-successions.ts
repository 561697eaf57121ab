import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agencies that end, and who carries on their work from which day. */
export class AgencySuccessions1768410000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLE);
    await db.query(AGENCY_ON);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION agency_on(text, text, date)');
    await db.query('DROP TABLE agency_succession');
  }
}

const TABLE = `
  CREATE TABLE agency_succession (
    from_code text NOT NULL REFERENCES agency,
    procedure_code text NOT NULL,
    to_code text NOT NULL REFERENCES agency,
    since date NOT NULL,
    decision text NOT NULL,
    by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (from_code, procedure_code)
  );
`;

/** Who answers on a day for what was an agency's work: its heir, the heir's heir and so on; the rule for the procedure first. */
const AGENCY_ON = `
  CREATE FUNCTION agency_on(agency_code text, procedure_code text, day date) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE heir (code, n) AS (
      SELECT agency_on.agency_code, 0
      UNION ALL
      SELECT next.to_code, heir.n + 1 FROM heir CROSS JOIN LATERAL (
        SELECT s.to_code FROM agency_succession s
        WHERE s.from_code = heir.code AND s.procedure_code IN ('', agency_on.procedure_code) AND s.since <= agency_on.day
        ORDER BY s.procedure_code DESC LIMIT 1
      ) next WHERE heir.n < 20
    )
    SELECT code FROM heir ORDER BY n DESC LIMIT 1
  $$;
`;
