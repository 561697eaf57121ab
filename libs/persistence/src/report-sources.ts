import type { ReportName } from '@dvc/domain';
import { HANDLING, ONLINE_DOSSIERS } from './report-dossiers.sql.js';
import { DUTIES } from './report-duties.sql.js';
import { FAILED_SYNCS } from './report-lanes.sql.js';
import { INTEGRATION_BY_AGENCY, INTEGRATION_BY_QUARTER } from './report-plan.sql.js';
import { PROCEDURES } from './report-procedures.sql.js';
import type { ReportSource } from './report-source.js';

export const REPORT_SOURCES: Readonly<Record<ReportName, ReportSource>> = {
  'integration-by-agency': INTEGRATION_BY_AGENCY,
  'integration-by-quarter': INTEGRATION_BY_QUARTER,
  'late-services': INTEGRATION_BY_AGENCY,
  'failed-syncs': FAILED_SYNCS,
  'online-dossiers': ONLINE_DOSSIERS,
  'II.06a': HANDLING,
  'II.07b': PROCEDURES,
  duties: DUTIES,
};
