import { REMIND_DAYS } from '@dvc/domain';
import type { ReportSource } from './report-source.js';

/** Duties of a directive as they stood at the end of a day; `state` says what `dutyStateAt` (libs/domain) says. */
const FACTS = `
  SELECT lpad(d.n::text, 9, '0') AS key, d.actor AS group_code, d.actor AS group_name, d.text, d.wording, d.deadline,
    CASE WHEN d.done_on <= input.day THEN d.done_on END AS done_on,
    CASE WHEN d.done_on <= input.day THEN d.evidence ELSE '' END AS evidence,
    CASE WHEN d.done_on <= input.day THEN CASE WHEN d.done_on > d.deadline THEN 'doneLate' ELSE 'done' END
      WHEN d.deadline IS NULL THEN 'open'
      WHEN d.deadline < input.day THEN 'late'
      WHEN d.deadline - input.day <= ${String(REMIND_DAYS)} THEN 'dueSoon'
      ELSE 'due' END AS state,
    greatest(coalesce(least(d.done_on, input.day), input.day) - d.deadline, 0) AS days_late
  FROM duty d CROSS JOIN input WHERE d.plan_id = input.plan_id`;

export const DUTIES: ReportSource = {
  facts: FACTS,
  isInOneGroup: true,
  order: 'key',
  rows: {
    actor: 'group_name',
    text: 'text',
    wording: 'wording',
    deadline: 'deadline::text',
    doneOn: 'done_on::text',
    evidence: 'evidence',
    state: 'state',
    daysLate: 'nullif(days_late, 0)',
  },
  figures: {
    duties: 'true',
    done: `state IN ('done', 'doneLate')`,
    late: `state = 'late'`,
    doneLate: `state = 'doneLate'`,
    dueSoon: `state = 'dueSoon'`,
    due: `state = 'due'`,
    open: `state = 'open'`,
  },
};
