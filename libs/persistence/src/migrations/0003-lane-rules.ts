import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What SQL decides by itself: what a lane sends next, and how the ledger is chained. */
export class LaneRules1764000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(NEXT_OP);
    await db.query(LEDGER_APPEND);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION lane_next_op(bigint)');
    await db.query('DROP FUNCTION ledger_append(jsonb, text)');
  }
}

/** What a lane sends next: first an answer to what is in doubt, then its newest pending change, else nothing. */
const NEXT_OP = `
  CREATE FUNCTION lane_next_op(lane_id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN l.intent_id IS NOT NULL THEN 'read'
      WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.lane_id = l.id AND o.state = 'pending')
        THEN CASE l.kind WHEN 'S' THEN 'services' ELSE 'dossiers' END
    END FROM lane l WHERE l.id = lane_next_op.lane_id
  $$;
`;

/**
 * One entry per lane and call: [{ laneId, event, detail }]. The chain is kept where the lane is locked anyway.
 * MATERIALIZED: folded in, `at` would be read from the clock once for the chain and once more for the row.
 */
const LEDGER_APPEND = `
  CREATE FUNCTION ledger_append(entries jsonb, actor text) RETURNS void LANGUAGE sql AS $$
    WITH entry AS MATERIALIZED (
      SELECT (e ->> 'laneId')::bigint AS lane_id, e ->> 'event' AS event, e -> 'detail' AS detail, app_now() AS at
      FROM jsonb_array_elements(entries) e
    ), chained AS (
      UPDATE lane l SET ledger_n = l.ledger_n + 1,
        chain = sha256(l.chain || convert_to(jsonb_build_array(
          l.ledger_n + 1, extract(epoch FROM entry.at), ledger_append.actor, entry.event, entry.detail)::text, 'UTF8'))
      FROM entry WHERE l.id = entry.lane_id
      RETURNING l.id, l.ledger_n, entry.at, entry.event, entry.detail, l.chain
    )
    INSERT INTO ledger (lane_id, n, at, actor, event, detail, chain)
    SELECT id, ledger_n, at, ledger_append.actor, event, detail, chain FROM chained
  $$;
`;
