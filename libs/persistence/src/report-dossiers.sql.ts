import type { ReportSource } from './report-source.js';

/**
 * Dossiers that a period has to do with: taken in by its end, and not finished before it began. `standing` is where each
 * was at the end, by day as `timelinessAt` (libs/domain) tells it; what ended by being stopped, withdrawn or refused
 * after intake is finished too, and what waits for the applicant is as it was when the waiting began. Null: its dates
 * contradict each other, which the form's arithmetic then shows.
 */
const FACTS = `
  SELECT d.code AS key, d.code, d.procedure_code, p.name AS procedure_name, heir.heir AS group_code,
    heir.name AS group_name, d.channel, d.status, d.accepted_at, d.due_at, d.accepted_at >= input.from_at AS is_new,
    CASE WHEN ended.at <= input.at THEN ended.at END AS ended_at,
    CASE
      WHEN ended.at IS NULL OR ended.at > input.at THEN
        CASE WHEN vn_day(d.due_at) < vn_day(least(d.paused_at, input.at)) THEN 'OVERDUE' ELSE 'IN_TIME' END
      WHEN ended.at < input.from_at OR ended.at < d.accepted_at THEN NULL
      WHEN vn_day(ended.at) < vn_day(d.due_at) THEN 'EARLY'
      WHEN vn_day(ended.at) > vn_day(d.due_at) THEN 'LATE'
      ELSE 'ON_TIME' END AS standing,
    EXISTS (SELECT 1 FROM lane l JOIN outbox o ON o.lane_id = l.id AND o.stream = 'state' AND o.state = 'acked'
      WHERE l.account_id = 1 AND l.kind = 'D' AND l.code = d.code AND o.settled_at <= input.at) AS is_synced,
    EXISTS (SELECT 1 FROM jsonb_array_elements(d.fees) f
      WHERE f ->> 'state' <> 'CANCELLED' AND (f ->> 'amount')::bigint > 0) AS has_fee,
    EXISTS (SELECT 1 FROM jsonb_array_elements(d.fees) f
      WHERE f ->> 'state' = 'PAID' AND f ->> 'paidBy' = 'ONLINE' AND (f ->> 'amount')::bigint > 0) AS is_paid_online
  FROM dossier d JOIN procedure p ON p.code = d.procedure_code JOIN heir ON heir.code = d.agency_code AND heir.is_own CROSS JOIN input
  CROSS JOIN LATERAL (SELECT coalesce(d.finished_at, d.returned_at, CASE d.status WHEN 'STOPPED' THEN d.status_at
    WHEN 'WITHDRAWAL_REQUESTED' THEN d.status_at WHEN 'REJECTED' THEN d.refused_at END) AS at) ended
  WHERE d.accepted_at <= input.at
    AND (ended.at IS NULL OR ended.at >= input.from_at OR d.accepted_at >= input.from_at)`;

const DOSSIERS = {
  facts: FACTS,
  isInOneGroup: true,
  order: 'code',
  rows: {
    code: 'code',
    procedureCode: 'procedure_code',
    procedureName: 'procedure_name',
    agencyName: 'group_name',
    channel: 'channel',
    acceptedAt: 'accepted_at',
    dueAt: 'due_at',
    endedAt: 'ended_at',
    standing: 'standing',
    status: 'status',
  },
} as const;

const IN_PERIOD = {
  online: `is_new AND channel = 'ONLINE'`,
  carriedOver: 'NOT is_new',
  late: `standing = 'LATE'`,
  inTime: `standing = 'IN_TIME'`,
  overdue: `standing = 'OVERDUE'`,
};

export const HANDLING: ReportSource = {
  ...DOSSIERS,
  figures: {
    ...IN_PERIOD,
    received: 'true',
    onPaper: `is_new AND channel <> 'ONLINE'`,
    finished: `standing IN ('EARLY', 'ON_TIME', 'LATE')`,
    early: `standing = 'EARLY'`,
    onTime: `standing = 'ON_TIME'`,
    open: `standing IN ('IN_TIME', 'OVERDUE')`,
  },
};

export const ONLINE_DOSSIERS: ReportSource = {
  ...DOSSIERS,
  figures: {
    ...IN_PERIOD,
    counter: `is_new AND channel = 'COUNTER'`,
    post: `is_new AND channel = 'POST'`,
    finishedInTime: `standing IN ('EARLY', 'ON_TIME')`,
    mustSync: 'is_new',
    synced: 'is_new AND is_synced',
    withFee: 'is_new AND has_fee',
    paidOnline: 'is_new AND has_fee AND is_paid_online',
  },
};
