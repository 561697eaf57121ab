import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lanes of dossiers: beside the state, of which the newest travels, a journal of which every step does. */
export class DossierLanes1768100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(COLUMNS);
    await db.query(ATTEMPTS);
    await db.query(NEXT_OP);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE attempt DROP COLUMN stream, DROP COLUMN from_seq, DROP COLUMN to_seq;
      ALTER TABLE outbox DROP COLUMN stream, DROP COLUMN seq, DROP COLUMN status_code;
      DROP INDEX lane_depends;
      ALTER TABLE lane DROP COLUMN state_head, DROP COLUMN step_head, DROP COLUMN step_settled, DROP COLUMN depends_on;
      ALTER TABLE portal_account DROP COLUMN service_first;
    `);
    await db.query(NEXT_OP_BEFORE);
  }
}

const COLUMNS = `
  ALTER TABLE portal_account ADD COLUMN service_first boolean NOT NULL DEFAULT false;

  ALTER TABLE lane
    ADD COLUMN state_head integer NOT NULL DEFAULT 0,
    ADD COLUMN step_head integer NOT NULL DEFAULT 0,
    ADD COLUMN step_settled integer NOT NULL DEFAULT 0,
    ADD COLUMN depends_on text;
  UPDATE lane SET state_head = version;
  CREATE INDEX lane_depends ON lane (account_id, depends_on) WHERE depends_on IS NOT NULL AND next_op IS NULL;

  ALTER TABLE outbox
    ADD COLUMN stream text NOT NULL DEFAULT 'state' CONSTRAINT outbox_stream_check CHECK (stream IN ('state', 'journal')),
    ADD COLUMN seq integer,
    ADD COLUMN status_code integer;
  UPDATE outbox SET seq = version;
  ALTER TABLE outbox ALTER COLUMN seq SET NOT NULL, ADD CONSTRAINT outbox_seq UNIQUE (lane_id, stream, seq);
`;

/** What was tried before was one state each. */
const ATTEMPTS = `
  ALTER TABLE attempt
    ADD COLUMN stream text NOT NULL DEFAULT 'state' CONSTRAINT attempt_stream_check CHECK (stream IN ('state', 'journal')),
    ADD COLUMN from_seq integer,
    ADD COLUMN to_seq integer;
  ALTER TABLE attempt DISABLE TRIGGER append_only;
  UPDATE attempt SET from_seq = version, to_seq = version;
  ALTER TABLE attempt ENABLE TRIGGER append_only;
  ALTER TABLE attempt ALTER COLUMN from_seq SET NOT NULL, ALTER COLUMN to_seq SET NOT NULL;
`;

/**
 * The first that fits: an answer to what is in doubt; steps, where the oldest pending change is one, the portal has the
 * dossier and no earlier step is rejected; the newest state, unless its service must be there first; nothing.
 * `nextOp` in libs/domain says the same, and a test compares the two.
 */
const NEXT_OP = `
  CREATE OR REPLACE FUNCTION lane_next_op(lane_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN l.intent_id IS NOT NULL THEN 'read'
      WHEN oldest.version IS NULL THEN NULL
      WHEN l.kind = 'S' THEN 'services'
      WHEN oldest.stream = 'journal' AND l.is_known AND NOT EXISTS (
        SELECT 1 FROM outbox o WHERE o.lane_id = l.id AND o.stream = 'journal' AND o.state = 'rejected' AND o.seq < oldest.seq)
        THEN 'steps'
      WHEN l.depends_on IS NOT NULL AND NOT l.is_known
        AND EXISTS (SELECT 1 FROM portal_account a WHERE a.id = l.account_id AND a.service_first)
        AND NOT EXISTS (SELECT 1 FROM lane s WHERE s.account_id = l.account_id AND s.kind = 'S' AND s.code = l.depends_on
          AND s.acked_version > 0)
        THEN NULL
      WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.lane_id = l.id AND o.stream = 'state' AND o.state = 'pending')
        THEN 'dossiers'
    END
    FROM lane l LEFT JOIN LATERAL (
      SELECT o.version, o.stream, o.seq FROM outbox o WHERE o.lane_id = l.id AND o.state = 'pending' ORDER BY o.version LIMIT 1
    ) oldest ON true
    WHERE l.id = lane_next_op.lane_id
  $$;
`;

const NEXT_OP_BEFORE = `
  CREATE OR REPLACE FUNCTION lane_next_op(lane_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN l.intent_id IS NOT NULL THEN 'read'
      WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.lane_id = l.id AND o.state = 'pending')
        THEN CASE l.kind WHEN 'S' THEN 'services' ELSE 'dossiers' END
    END FROM lane l WHERE l.id = lane_next_op.lane_id
  $$;
`;
