import type { PlanBucket, Timeliness } from '@dvc/domain';
import { TODAY, answeringOn } from './agency-on.sql.js';

/** One group of {@link GROUPS}; what is not grouped by is null. */
export interface GroupRecord {
  readonly grouping: 'all' | 'level' | 'tier' | 'quarter' | 'agency' | 'level|tier' | 'quarter|agency';
  readonly as_of: Date;
  readonly level: string | null;
  readonly tier: string | null;
  readonly year: number | null;
  readonly quarter: number | null;
  readonly agency_code: string | null;
  readonly agency_name: string | null;
  readonly total: number;
  readonly buckets: Record<PlanBucket, number>;
  readonly timeliness: Record<Timeliness, number>;
}

/**
 * Each row in the plan's scope with where it stands. $1 = plan, $2 = day whose agencies count (null: today).
 * A row belongs to the agency that answers for it on that day, and keeps the one that the plan names.
 * Published: the portal has acknowledged the service at that agency, at the level meant or above.
 * The buckets are those of `PLAN_BUCKETS`, the first that fits; the last day of a deadline counts, by Vietnam's calendar.
 */
const PLAN_ROW = `
  SELECT i.line, i.service_code, s.name AS service_name, i.agency_code AS planned_agency_code,
    a.code AS agency_code, a.name AS agency_name, CASE WHEN a.code = i.agency_code THEN i.tier ELSE a.tier END AS tier, i.level,
    extract(year FROM i.deadline)::int AS year, i.quarter, i.deadline, first_ack.at AS published_at,
    l.last_class, l.last_message, l.next_at, stand.bucket,
    CASE WHEN stand.bucket = 'published' THEN
        CASE WHEN (first_ack.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= i.deadline THEN 'onTime' ELSE 'publishedLate' END
      WHEN (app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <= i.deadline THEN 'due' ELSE 'overdue' END AS timeliness
  FROM plan_item i
  JOIN service s ON s.code = i.service_code
  CROSS JOIN LATERAL (SELECT ${answeringOn('i.agency_code', 's.procedure_code', `coalesce($2::date, ${TODAY})`)} AS code,
    ${answeringOn('i.agency_code', 's.procedure_code', TODAY)} AS today) heir
  JOIN agency a ON a.code = heir.code
  LEFT JOIN lane l ON l.account_id = 1 AND l.kind = 'S' AND l.code = i.service_code
  LEFT JOIN batch b ON b.id = l.batch_id
  LEFT JOIN outbox newest ON newest.lane_id = l.id AND newest.version = l.version
  LEFT JOIN LATERAL (
    SELECT min(o.settled_at) AS at FROM outbox o
    WHERE o.lane_id = l.id AND o.state = 'acked' AND greatest((o.offer ->> i.agency_code)::int, (o.offer ->> heir.today)::int) >= i.level_rank
  ) first_ack ON true
  CROSS JOIN LATERAL (SELECT CASE
    WHEN greatest((l.acked_offer ->> i.agency_code)::int, (l.acked_offer ->> heir.today)::int) >= i.level_rank THEN 'published'
    WHEN l.intent_id IS NOT NULL AND (b.id IS NULL OR b.op = 'read' OR b.lease_until <= clock_timestamp()) THEN 'inDoubt'
    WHEN newest.state = 'rejected' THEN 'rejected'
    WHEN l.held_at IS NOT NULL OR l.parked_at IS NOT NULL THEN 'held'
    WHEN l.batch_id IS NOT NULL THEN 'inFlight'
    WHEN newest.state = 'pending' THEN 'waiting'
    ELSE 'notStarted' END AS bucket) stand
  WHERE i.plan_id = $1 AND i.excluded_at IS NULL`;

const countsOf = (column: string, values: readonly string[]): string =>
  `jsonb_build_object(${values.map((value) => `'${value}', count(*) FILTER (WHERE ${column} = '${value}')`).join(', ')})`;

const BUCKETS: readonly PlanBucket[] = [
  'published',
  'inDoubt',
  'rejected',
  'held',
  'inFlight',
  'waiting',
  'notStarted',
];
const TIMES: readonly Timeliness[] = ['onTime', 'publishedLate', 'overdue', 'due'];

export const GROUPS = `
  SELECT CASE grouping(level, tier, year, agency_code)
      WHEN 15 THEN 'all' WHEN 7 THEN 'level' WHEN 11 THEN 'tier' WHEN 13 THEN 'quarter' WHEN 14 THEN 'agency'
      WHEN 3 THEN 'level|tier' WHEN 12 THEN 'quarter|agency' END AS grouping,
    app_now() AS as_of, level, tier, year, quarter, agency_code, agency_name, count(*)::int AS total,
    ${countsOf('bucket', BUCKETS)} AS buckets, ${countsOf('timeliness', TIMES)} AS timeliness
  FROM (${PLAN_ROW}) row
  GROUP BY GROUPING SETS ((), (level), (tier), (year, quarter), (agency_code, agency_name), (level, tier),
    (year, quarter, agency_code, agency_name))
  ORDER BY year, quarter, level, array_position(ARRAY['MINISTRY', 'PROVINCE', 'DISTRICT', 'COMMUNE'], tier), agency_code`;

/** $3 bucket, $4 timeliness, $5 level, $6 tier, $7 quarter as 2020-III, $8 agency, $9 after, $10 limit. */
export const ROWS = `
  WITH row AS (
    SELECT row.*, lpad(line::text, 9, '0') || '|' || service_code || '|' || planned_agency_code AS key,
      year || '-' || (ARRAY['I', 'II', 'III', 'IV'])[quarter] AS quarter_key
    FROM (${PLAN_ROW}) row
  ), fit AS (
    SELECT * FROM row WHERE ($3::text IS NULL OR bucket = $3) AND ($4::text IS NULL OR timeliness = $4)
      AND ($5::text IS NULL OR level = $5) AND ($6::text IS NULL OR tier = $6)
      AND ($7::text IS NULL OR quarter_key = $7) AND ($8::text IS NULL OR agency_code = $8)
  ), page AS (
    SELECT * FROM fit WHERE $9::text IS NULL OR key > $9 ORDER BY key LIMIT $10
  )
  SELECT app_now() AS as_of, (SELECT count(*)::int FROM fit) AS total, coalesce((
    SELECT jsonb_agg(jsonb_build_object('line', line, 'serviceCode', service_code, 'serviceName', service_name,
      'agencyCode', agency_code, 'plannedAgencyCode', planned_agency_code, 'agencyName', agency_name, 'tier', tier, 'level', level, 'quarter', quarter_key,
      'deadline', deadline, 'bucket', bucket, 'timeliness', timeliness,
      'publishedAt', CASE WHEN bucket = 'published' THEN published_at END, 'lastClass', last_class,
      'lastMessage', last_message, 'nextAt', CASE WHEN bucket IN ('inDoubt', 'waiting') THEN next_at END) ORDER BY key)
    FROM page), '[]') AS rows`;

export const QUEUES = `
  SELECT job.name AS job, app_now() AS as_of,
    count(l.id) FILTER (WHERE l.batch_id IS NULL AND l.next_at <= app_now())::int AS due,
    count(l.id) FILTER (WHERE l.batch_id IS NULL AND l.next_at > app_now())::int AS cooling,
    (SELECT count(*)::int FROM batch b WHERE b.job = job.name AND b.closed_at IS NULL) AS "openBatches",
    (SELECT count(*)::int FROM batch b WHERE b.job = job.name AND b.closed_at IS NULL AND b.sent_at IS NOT NULL) AS sending,
    extract(epoch FROM app_now() - min(l.next_at) FILTER (WHERE l.batch_id IS NULL AND l.next_at <= app_now()))::int
      AS "oldestDueS"
  FROM (VALUES ('push-services', 'S'), ('push-dossiers', 'D')) AS job (name, kind)
  LEFT JOIN lane l ON l.kind = job.kind AND l.next_op IS NOT NULL AND l.held_at IS NULL AND l.parked_at IS NULL
  GROUP BY job.name ORDER BY job.name DESC`;
