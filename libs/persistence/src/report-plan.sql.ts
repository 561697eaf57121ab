import type { ReportSource } from './report-source.js';

/**
 * Rows of a plan as they stood at the report's moment, from what had been committed and acknowledged by then. At the
 * present moment these are the buckets of `progress.sql.ts`: published, rejected (`failed`), and what is still on its way.
 */
const factsBy = (group: string): string => `
  SELECT row.*, row.standing <> 'published' AND row.deadline < row.day AS is_overdue, ${group}
  FROM (
    SELECT i.service_code || '|' || i.agency_code AS key, i.line, i.service_code, s.name AS service_name,
      heir.heir AS agency_code, heir.name AS agency_name, i.level, i.level_rank, i.deadline, input.day,
      extract(year FROM i.deadline) || '-' || (ARRAY['I', 'II', 'III', 'IV'])[i.quarter] AS quarter_code,
      (ARRAY['I', 'II', 'III', 'IV'])[i.quarter] || '/' || extract(year FROM i.deadline) AS quarter_name,
      first_ack.at AS published_at,
      CASE WHEN (shown.offer ->> i.agency_code)::int >= i.level_rank THEN 'published'
        WHEN newest.state = 'rejected' AND newest.settled_at <= input.at OR l.parked_at <= input.at THEN 'failed'
        WHEN newest.state = 'pending' OR newest.settled_at > input.at THEN 'running'
        ELSE 'notStarted' END AS standing
    FROM plan_item i CROSS JOIN input
    JOIN service s ON s.code = i.service_code
    JOIN heir ON heir.code = i.agency_code
    LEFT JOIN lane l ON l.account_id = 1 AND l.kind = 'S' AND l.code = i.service_code
    LEFT JOIN LATERAL (SELECT o.state, o.settled_at FROM outbox o
      WHERE o.lane_id = l.id AND o.created_at <= input.at ORDER BY o.version DESC LIMIT 1) newest ON true
    LEFT JOIN LATERAL (SELECT o.offer FROM outbox o
      WHERE o.lane_id = l.id AND o.state = 'acked' AND o.settled_at <= input.at ORDER BY o.version DESC LIMIT 1) shown ON true
    LEFT JOIN LATERAL (SELECT min(o.settled_at) AS at FROM outbox o WHERE o.lane_id = l.id AND o.state = 'acked'
      AND o.settled_at <= input.at AND (o.offer ->> i.agency_code)::int >= i.level_rank) first_ack ON true
    WHERE i.plan_id = input.plan_id AND (i.excluded_at IS NULL OR i.excluded_at > input.at)
  ) row`;

const PLAN_ROWS = {
  isInOneGroup: true,
  order: 'line, key',
  fields: { deadline: 'max(deadline)::text' },
  rows: {
    serviceCode: 'service_code',
    serviceName: 'service_name',
    agencyName: 'agency_name',
    level: 'level',
    quarter: 'quarter_name',
    deadline: 'deadline::text',
    publishedAt: `CASE WHEN standing = 'published' THEN published_at END`,
    standing: 'standing',
    daysLate: 'CASE WHEN is_overdue THEN day - deadline END',
  },
  figures: {
    planned: 'true',
    partial: 'level_rank = 3',
    full: 'level_rank = 4',
    published: `standing = 'published'`,
    running: `standing = 'running'`,
    failed: `standing = 'failed'`,
    notStarted: `standing = 'notStarted'`,
    overdue: 'is_overdue',
  },
} as const;

export const INTEGRATION_BY_AGENCY: ReportSource = {
  ...PLAN_ROWS,
  facts: factsBy('agency_code AS group_code, agency_name AS group_name'),
};

export const INTEGRATION_BY_QUARTER: ReportSource = {
  ...PLAN_ROWS,
  facts: factsBy(`quarter_code AS group_code, 'Quý ' || quarter_name AS group_name`),
};
