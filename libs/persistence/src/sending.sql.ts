const LANE = `l.id AS "laneId", l.code, l.is_known AS "isKnown", l.flipped_version AS "flippedVersion", l.fails,
  l.batch_cap AS "batchCap", l.reads, l.intent_id AS "intentId", l.quarantine_until > app_now() AS "isQuarantined"`;
const STILL_MEANT = `b.id = $1 AND l.held_at IS NULL AND l.parked_at IS NULL AND l.next_op = b.op`;
const MAX_BYTES = 262_144;
/** For so long a portal may answer a read with what was true before. */
const STALE_FOR = `interval '15 minutes'`;

/** The newest pending state of each lane. */
const STATES = `
  SELECT * FROM (
    SELECT ${LANE}, o.stream, o.version, o.seq AS "fromSeq", o.seq AS "toSeq", 1 AS rows, o.body, o.offer,
      false AS "isAmbiguous", NULL AS shown,
      sum(octet_length(o.body)) OVER (ORDER BY l.id) AS bytes, row_number() OVER (ORDER BY l.id) AS nth
    FROM batch b JOIN lane l ON l.batch_id = b.id
    JOIN LATERAL (SELECT * FROM outbox WHERE lane_id = l.id AND stream = 'state' AND state = 'pending'
                  ORDER BY version DESC LIMIT 1) o ON true
    WHERE ${STILL_MEANT} AND l.is_known = b.is_updating
  ) item WHERE bytes <= ${String(MAX_BYTES)} OR nth = 1`;

/** Of each lane the pending steps before its next pending state or rejected step; as many in all as were claimed. */
const STEPS = `
  SELECT "laneId", code, "isKnown", "flippedVersion", fails, "batchCap", reads, "intentId", "isQuarantined",
    'journal' AS stream, min(version) AS version, min(seq) AS "fromSeq", max(seq) AS "toSeq", count(*)::int AS rows,
    string_agg(body, ',' ORDER BY seq) AS body, NULL AS offer, false AS "isAmbiguous", NULL AS shown
  FROM (
    SELECT ${LANE}, o.version, o.seq, o.body, b.size,
      sum(octet_length(o.body)) OVER steps AS bytes, row_number() OVER steps AS nth
    FROM batch b JOIN lane l ON l.batch_id = b.id JOIN outbox o ON o.lane_id = l.id
    WHERE ${STILL_MEANT} AND l.is_known AND o.stream = 'journal' AND o.state = 'pending'
      AND o.version < coalesce((SELECT min(stop.version) FROM outbox stop WHERE stop.lane_id = l.id
        AND ((stop.stream = 'state' AND stop.state = 'pending') OR (stop.stream = 'journal' AND stop.state = 'rejected'))),
        2147483647)
    WINDOW steps AS (ORDER BY l.id, o.seq)
  ) step WHERE (nth <= size AND bytes <= ${String(MAX_BYTES)}) OR nth = 1
  GROUP BY "laneId", code, "isKnown", "flippedVersion", fails, "batchCap", reads, "intentId", "isQuarantined"
  ORDER BY "laneId"`;

/** What is in doubt, as it was sent, and what else the portal may show of it. */
const READS = `
  SELECT ${LANE}, a.stream, a.version, a.from_seq AS "fromSeq", a.to_seq AS "toSeq", sent.*,
    a.stream = 'state' AND EXISTS (SELECT 1 FROM outbox acked WHERE acked.lane_id = l.id AND l.kind = 'S'
      AND acked.state = 'acked' AND acked.version < a.version AND acked.body_sha256 = sent.hash
      AND (acked.version = l.acked_version OR acked.settled_at > app_now() - ${STALE_FOR})) AS "isAmbiguous",
    CASE WHEN l.kind = 'D' THEN jsonb_build_object('bodies', before.bodies, 'statuses', before.statuses) END AS shown
  FROM batch b JOIN lane l ON l.batch_id = b.id JOIN attempt a ON a.id = l.intent_id
  CROSS JOIN LATERAL (
    SELECT string_agg(o.body, ',' ORDER BY o.seq) AS body, count(*)::int AS rows, (array_agg(o.offer))[1] AS offer,
      (array_agg(o.body_sha256))[1] AS hash
    FROM outbox o WHERE o.lane_id = l.id AND o.stream = a.stream AND o.seq BETWEEN a.from_seq AND a.to_seq
      AND o.state = 'pending'
  ) sent
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(o.body) FILTER (WHERE o.stream = a.stream AND (a.stream = 'journal' OR o.recent)), '[]')
        AS bodies,
      coalesce(jsonb_agg(DISTINCT o.status_code) FILTER (WHERE o.recent), '[]') AS statuses
    FROM (SELECT acked.*, acked.settled_at > app_now() - ${STALE_FOR}
            OR acked.version = max(acked.version) OVER (PARTITION BY acked.stream) AS recent
          FROM outbox acked WHERE acked.lane_id = l.id AND acked.state = 'acked') o
  ) before
  WHERE ${STILL_MEANT} AND sent.rows > 0`;

/** What each lane of a taken batch sends, by operation. $1 = batch. */
export const TAKEN_ITEMS = {
  services: STATES,
  dossiers: STATES,
  steps: STEPS,
  read: READS,
} as const;

/** The call as it will leave, and its mark on each lane. */
export const INTENT = `
  WITH item AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($7::jsonb) AS i("laneId" bigint, stream text, version int, "fromSeq" int, "toSeq" int,
      elements int)
  ), call AS (
    INSERT INTO exchange (batch_id, op, session_epoch, is_updating, item_count, request, request_sha256, worker, sent_at)
    SELECT $1::uuid, $2, $3::int, $4::boolean, (SELECT sum(elements)::int FROM item), $5, sha256(convert_to($5, 'UTF8')),
      $6, app_now()
    RETURNING id
  ), tried AS (
    INSERT INTO attempt (lane_id, exchange_id, stream, version, from_seq, to_seq, started_at)
    SELECT "laneId", call.id, stream, version, "fromSeq", "toSeq", app_now() FROM item, call
    RETURNING id, lane_id
  )
  UPDATE lane l SET intent_id = CASE WHEN $2 = 'read' THEN l.intent_id ELSE tried.id END,
    quarantine_until = CASE WHEN $2 = 'read' THEN l.quarantine_until ELSE app_now() + $8 * interval '1 millisecond' END,
    reads = CASE WHEN $2 = 'read' THEN l.reads ELSE 0 END, lost = 0
  FROM tried WHERE l.id = tried.lane_id AND l.batch_id = $1::uuid
  RETURNING l.id AS "laneId", tried.id AS "attemptId"`;
