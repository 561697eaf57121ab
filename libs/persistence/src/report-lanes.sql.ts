import { LANES_AND_REASONS } from './lane-reason.query.js';
import type { ReportSource } from './report-source.js';

/** Lanes in trouble now, whose last try (where there was none: last change) lies in the period. */
const FACTS = `
  SELECT lpad(l.id::text, 20, '0') AS key, last.at, l.code, l.last_code, l.last_message, why.reason, why.next_at,
    CASE WHEN l.kind = 'S' THEN 'service' WHEN stuck.newest_rejected OR NOT stuck.step_rejected THEN 'dossier'
      ELSE 'step' END AS kind,
    coalesce(unit.name, '') AS group_code, coalesce(unit.name, '') AS group_name,
    (SELECT count(*)::int FROM attempt t WHERE t.lane_id = l.id AND (t.version > l.acked_version OR t.stream = 'journal'))
      AS tries
  FROM ${LANES_AND_REASONS} CROSS JOIN input
  CROSS JOIN LATERAL (SELECT coalesce(
    (SELECT max(t.started_at) FROM attempt t WHERE t.lane_id = l.id),
    (SELECT o.created_at FROM outbox o WHERE o.lane_id = l.id AND o.version = l.version)) AS at) last
  LEFT JOIN LATERAL (
    SELECT string_agg(g.name, ', ' ORDER BY g.code) AS name FROM agency g
    WHERE CASE l.kind WHEN 'D' THEN g.code = (SELECT d.agency_code FROM dossier d WHERE d.code = l.code)
      ELSE g.code IN (SELECT v.agency_code FROM service_level v WHERE v.service_code = l.code) END
  ) unit ON true
  WHERE l.account_id = 1 AND l.last_class IS DISTINCT FROM 'OK' AND last.at BETWEEN input.from_at AND input.at
    AND (why.reason IN ('IN_DOUBT', 'CONFIG_ERROR', 'CONFLICT', 'REJECTED', 'QUARANTINED', 'BLOCKED_BY_STEP')
      OR (l.fails > 0 AND open.pending > 0))`;

export const FAILED_SYNCS: ReportSource = {
  facts: FACTS,
  isInOneGroup: true,
  order: 'at, key',
  rows: {
    at: 'at',
    kind: 'kind',
    code: 'code',
    agencyName: 'group_name',
    errorCode: `coalesce(last_code, '')`,
    message: `coalesce(last_message, '')`,
    tries: 'tries',
    nextAt: 'next_at',
    reason: 'reason',
  },
  figures: { failed: 'true' },
};
