import type { Counted } from '@dvc/domain';

/**
 * What is counted, as rows: a figure and the rows behind it come from one text and cannot differ.
 * $1 world (null: the province's own agencies), $2 day, $3 and $4 first and last day of submission, $5 ranks of levels,
 * $6 scheme of the day, $7 tier, $8 plan, $9 quarter. Days are Vietnam's.
 */
const ASK = `
  ask AS (
    SELECT $1::text AS world, $2::date AS day, $3::date AS since, $4::date AS until, $5::int[] AS ranks, $6::text AS scheme,
      $7::text AS tier, $8::text AS plan, $9::int AS quarter
  )`;

/** Agencies that count, and every service one of them offers, with its highest level in the words of the day's era. */
const OFFERED = `
  own AS (SELECT a.code, a.name FROM agency a, ask WHERE a.world IS NOT DISTINCT FROM ask.world),
  held AS (
    SELECT DISTINCT ON (v.service_code, v.agency_code) v.service_code, v.agency_code, v.scheme, v.rank
    FROM service_level v, ask WHERE v.valid_from <= ask.day AND v.agency_code IN (SELECT code FROM own)
    ORDER BY v.service_code, v.agency_code, v.valid_from DESC
  ),
  offered AS (
    SELECT s.code, s.name, s.procedure_code, p.name AS procedure_name, p.tiers, min(h.agency_code) AS agency_code,
      max(h.rank) FILTER (WHERE h.scheme = ask.scheme) AS rank
    FROM held h JOIN service s ON s.code = h.service_code AND s.is_offered JOIN procedure p ON p.code = s.procedure_code, ask
    GROUP BY s.code, p.code
  ),
  fit AS (
    SELECT o.* FROM offered o, ask
    WHERE (ask.ranks IS NULL OR o.rank = ANY(ask.ranks)) AND (ask.tier IS NULL OR ask.tier = ANY(o.tiers))
  )`;

/** The newest word of the portal on each service until the day; and services that were there before us. */
const SHOWN = `
  acked AS (
    SELECT DISTINCT ON (l.id) l.code, o.offer FROM lane l JOIN outbox o ON o.lane_id = l.id AND o.state = 'acked', ask
    WHERE l.kind = 'S' AND (o.settled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= ask.day
    ORDER BY l.id, o.version DESC
  ),
  shown AS (
    SELECT i.service_code FROM integration i, ask WHERE i.since <= ask.day AND i.agency_code IN (SELECT code FROM own)
    UNION
    SELECT a.code FROM acked a WHERE EXISTS (SELECT 1 FROM jsonb_object_keys(a.offer) agency JOIN own ON own.code = agency)
  )`;

const FILED = `
  filed AS (
    SELECT d.code, d.procedure_code, d.agency_code, (d.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
    FROM dossier d, ask
    WHERE d.agency_code IN (SELECT code FROM own) AND d.channel = 'ONLINE' AND d.submitted_at >= ask.since::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND d.submitted_at < (ask.until + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
  )`;

/** Rows in a plan's scope on the day; done: the portal shows the service there, at the level meant or above. */
const PLANNED = `
  planned AS (
    SELECT i.service_code, i.agency_code, s.name, i.level_rank AS rank, i.deadline,
      coalesce((acked.offer ->> i.agency_code)::int >= i.level_rank, false) AS is_done
    FROM ask JOIN plan_item i ON i.plan_id = ask.plan JOIN service s ON s.code = i.service_code
      LEFT JOIN acked ON acked.code = i.service_code
    WHERE (i.excluded_at IS NULL OR (i.excluded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > ask.day)
      AND (ask.ranks IS NULL OR i.level_rank = ANY(ask.ranks)) AND (ask.tier IS NULL OR i.tier = ask.tier)
      AND (ask.quarter IS NULL OR i.quarter = ask.quarter)
  )`;

const CTES = [ASK, OFFERED, SHOWN, FILED, PLANNED].join(',');

/** IS TRUE keeps the planner from a join: it would guess one row and go through the list again for each service. */
const isIn = (column: string, list: string): string => `(${column} IN (${list})) IS TRUE`;
const SHOWN_CODES = 'SELECT service_code FROM shown';

const service = (where: string): string =>
  `SELECT code AS key, code, name, agency_code AS agency, rank AS level, NULL::date AS day FROM fit WHERE ${where}`;
const planRow = (where: string): string => `
  SELECT service_code || '|' || agency_code AS key, service_code AS code, name, agency_code AS agency, rank AS level,
    deadline AS day FROM planned, ask WHERE ${where}`;
/** What is there, and what the plan adds to it. */
const after = (there: string): string => `
  SELECT s.code AS key, s.code, s.name, NULL AS agency, NULL::int AS level, NULL::date AS day FROM service s
  WHERE ${isIn('s.code', `${there} UNION SELECT service_code FROM planned`)}`;

const ROWS: Readonly<Record<Counted, string>> = {
  procedures: `SELECT procedure_code AS key, procedure_code AS code, min(procedure_name) AS name, min(agency_code) AS agency,
    max(rank) AS level, NULL::date AS day FROM fit GROUP BY procedure_code`,
  services: service('rank IS NOT NULL'),
  integrated: service(isIn('code', SHOWN_CODES)),
  active: service(isIn('procedure_code', 'SELECT procedure_code FROM filed')),
  dossiers: `SELECT DISTINCT ON (filed.code) filed.code AS key, filed.code, fit.name, filed.agency_code AS agency,
    fit.rank AS level, filed.day FROM filed JOIN fit ON fit.procedure_code = filed.procedure_code ORDER BY filed.code`,
  otherEra: service('rank IS NULL'),
  planRows: planRow('true'),
  planDone: planRow('is_done'),
  planDue: planRow('deadline < ask.day'),
  planLate: planRow('deadline < ask.day AND NOT is_done'),
  planAgencies: `SELECT agency_code AS key, agency_code AS code, a.name, agency_code AS agency, NULL::int AS level,
    NULL::date AS day FROM planned JOIN agency a ON a.code = agency_code GROUP BY agency_code, a.name`,
  servicesAfter: after('SELECT code FROM fit WHERE rank IS NOT NULL'),
  integratedAfter: after(`SELECT code FROM fit WHERE ${isIn('code', SHOWN_CODES)}`),
};

export const countOf = (counted: Counted): string =>
  `WITH ${CTES} SELECT count(*)::int AS n FROM (${ROWS[counted]}) row`;

/** $10: key of the last row of the page before, $11: rows of a page. */
export const rowsOf = (counted: Counted): string => `
  WITH ${CTES} SELECT row.key, row.code, row.name, row.agency, row.level, row.day::text FROM (${ROWS[counted]}) row
  WHERE $10::text IS NULL OR row.key COLLATE "C" > $10 ORDER BY row.key COLLATE "C" LIMIT $11`;

/** Late rows of a plan by agency, beside those whose last day is over. */
export const LATE_BY_AGENCY = `
  WITH ${CTES} SELECT a.code AS "agencyCode", a.name AS "agencyName", count(*) FILTER (WHERE NOT is_done)::int AS late,
    count(*)::int AS due
  FROM planned JOIN agency a ON a.code = planned.agency_code, ask WHERE deadline < ask.day
  GROUP BY a.code HAVING count(*) FILTER (WHERE NOT is_done) > 0 ORDER BY late DESC, a.code`;
