const ROWS = `jsonb_to_recordset($1::jsonb) AS s("laneId" bigint, stream text, version int, "fromSeq" int, "toSeq" int,
  "attemptId" bigint, source text, outcome text, code text, field text, message text, change text, "isKnown" boolean,
  "flippedVersion" int, "isInDoubt" boolean, "nextInMs" double precision, fails int, "batchCap" int, offer jsonb, reads int)`;

/** A read that tells nothing has no attempt to settle. */
export const RESULTS = `
  INSERT INTO attempt_result (attempt_id, n, class, code, field, message, source, at)
  SELECT "attemptId", 1 + (SELECT count(*) FROM attempt_result r WHERE r.attempt_id = s."attemptId"),
    outcome, code, field, message, source, app_now()
  FROM ${ROWS} WHERE "attemptId" IS NOT NULL`;

/**
 * An acknowledged state settles the pending ones below it; of steps each is settled by itself, and only the first of
 * them can be rejected: those behind it wait.
 */
export const OUTBOX = `
  UPDATE outbox o SET settled_at = app_now(), settled_by = s."attemptId",
    state = CASE WHEN o.seq >= s."fromSeq" THEN s.change ELSE 'superseded' END,
    superseded_by = CASE WHEN o.seq < s."fromSeq" THEN s.version END
  FROM ${ROWS}
  WHERE o.lane_id = s."laneId" AND o.stream = s.stream AND o.state = 'pending' AND s.change <> 'pending'
    AND CASE WHEN s.change = 'rejected' THEN o.seq = s."fromSeq"
             WHEN s.stream = 'journal' THEN o.seq BETWEEN s."fromSeq" AND s."toSeq"
             ELSE o.seq <= s."toSeq" END`;

export const LANES = `
  UPDATE lane l SET is_known = s."isKnown", flipped_version = s."flippedVersion", fails = s.fails, reads = s.reads,
    batch_cap = s."batchCap", deaths = CASE WHEN s."isInDoubt" OR s.outcome = 'EXPIRED' THEN l.deaths ELSE 0 END,
    intent_id = CASE WHEN s."isInDoubt" THEN l.intent_id END,
    quarantine_until = CASE WHEN s."isInDoubt" THEN l.quarantine_until ELSE '-infinity' END,
    next_at = app_now() + s."nextInMs" * interval '1 millisecond',
    last_class = s.outcome, last_code = s.code, last_field = s.field, last_message = s.message,
    step_settled = CASE WHEN s.stream = 'state' OR s.change = 'pending' THEN l.step_settled
      WHEN s.change = 'rejected' THEN s."fromSeq" ELSE s."toSeq" END,
    acked_version = CASE WHEN s.change = 'acked' AND s.stream = 'state' THEN s.version ELSE l.acked_version END,
    acked_offer = CASE WHEN s.change = 'acked' AND s.stream = 'state' THEN s.offer ELSE l.acked_offer END,
    acked_at = CASE WHEN s.change = 'acked' THEN app_now() ELSE l.acked_at END
  FROM ${ROWS} WHERE l.id = s."laneId"`;

/** $1 = batch. A state that is pending already does the same. */
export const RESTATE = `
  WITH again AS (
    SELECT l.id, l.version + 1 AS version, l.state_head + 1 AS seq, acked.*
    FROM lane l JOIN LATERAL (
      SELECT o.body, o.body_sha256, o.status_code FROM outbox o
      WHERE o.lane_id = l.id AND o.stream = 'state' AND o.state = 'acked' ORDER BY o.version DESC LIMIT 1
    ) acked ON true
    WHERE l.batch_id = $1 AND l.kind = 'D' AND NOT l.is_known AND l.intent_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.lane_id = l.id AND o.stream = 'state' AND o.state = 'pending')
  ), added AS (
    INSERT INTO outbox (lane_id, version, stream, seq, body, body_sha256, status_code, cause, created_at)
    SELECT id, version, 'state', seq, body, body_sha256, status_code, 'restate', app_now() FROM again
  )
  UPDATE lane l SET version = again.version, state_head = again.seq FROM again WHERE l.id = again.id
  RETURNING l.id AS "laneId", l.version`;

/** Dossiers that waited for a service which the portal now has. */
export const RELEASE = `
  UPDATE lane d SET next_op = lane_next_op(d.id), next_at = least(d.next_at, app_now())
  FROM ${ROWS} JOIN lane l ON l.id = s."laneId"
  WHERE s.change = 'acked' AND l.kind = 'S' AND d.account_id = l.account_id AND d.depends_on = l.code
    AND d.next_op IS NULL`;
