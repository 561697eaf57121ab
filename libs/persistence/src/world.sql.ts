/** $1 name, $2 agencies. */
export const SAVE_AGENCIES = `
  INSERT INTO agency (code, name, tier, valid_from, valid_to, merged_into, world)
  SELECT code, name, tier, "validFrom", "validTo", NULL, $1 FROM jsonb_to_recordset($2)
    AS a(code text, name text, tier text, "validFrom" date, "validTo" date)`;

/**
 * One row for each service of each group: procedure, service, level, and what was on the portal before.
 * A group has its services numbered from `first`, spread over its agencies in turn. $1 groups.
 */
const MEMBER = `
  member AS MATERIALIZED (
    SELECT g.*, n, lpad((g.first + n)::text, 5, '0') AS number, g.prefix || lpad((g.first + n)::text, 5, '0') AS procedure,
      g.prefix || lpad((g.first + n)::text, 5, '0') || '.01' AS service,
      g.agencies[1 + (n - 1) % array_length(g.agencies, 1)] AS agency
    FROM jsonb_to_recordset($1) AS g(prefix text, first int, count int, tiers text[], agencies text[], scheme text,
      level text, rank int, since date, integrated int, "integratedSince" date, active int, dossiers int,
      planned jsonb)
      CROSS JOIN LATERAL generate_series(1, g.count) AS n
  )`;

export const SAVE_SERVICES = `
  WITH ${MEMBER}, procedures AS (
    INSERT INTO procedure (code, name, field_code, field_name, ministry_code, ministry_name, tiers, working_days, has_fee)
    SELECT procedure, 'Thủ tục giả định ' || number, NULL, 'Giả định', NULL, '', tiers, NULL, false FROM member
  ), services AS (
    INSERT INTO service (code, name, procedure_code) SELECT service, 'Dịch vụ giả định ' || number, procedure FROM member
  ), levels AS (
    INSERT INTO service_level (service_code, agency_code, valid_from, scheme, value, rank)
    SELECT service, agency, since, scheme, level, rank FROM member
  )
  INSERT INTO integration (service_code, agency_code, since)
  SELECT service, agency, "integratedSince" FROM member WHERE n <= integrated`;

/** Rows of plans that groups name: `planned` is [{ plan, scheme, level, rank, tier, quarter, deadline }]. */
export const SAVE_PLANNED = `
  WITH ${MEMBER}, wanted AS (
    SELECT w.*, m.service, m.agency, row_number() OVER (PARTITION BY w.plan ORDER BY m.service) AS line
    FROM member m CROSS JOIN LATERAL jsonb_to_recordset(m.planned)
      AS w(plan text, scheme text, level text, rank int, tier text, quarter int, deadline date)
  ), items AS (
    INSERT INTO plan_item (plan_id, service_code, agency_code, line, tier, scheme, level, level_rank, quarter, deadline)
    SELECT plan, service, agency, line, tier, scheme, level, rank, quarter, deadline FROM wanted
  )
  INSERT INTO plan_scope_change (plan_id, service_code, agency_code, change, at)
  SELECT plan, service, agency, 'added', (SELECT coalesce(virtual_now, now()) FROM app_clock) FROM wanted`;

/** Online dossiers of the first services of each group, spread over them and over the days in turn. $2, $3 period. */
export const SAVE_DOSSIERS = `
  WITH ${MEMBER}, active AS (
    SELECT m.procedure, m.agency, g.i, $2::date + ((g.i - 1) % ($3::date - $2::date + 1)) AS day
    FROM member m CROSS JOIN LATERAL generate_series(m.n, m.dossiers, greatest(m.active, 1)) AS g(i) WHERE m.n <= m.active
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY agency, day ORDER BY procedure, i) AS number,
      (day + interval '9 hours') AT TIME ZONE 'Asia/Ho_Chi_Minh' AS at FROM active
  ), dossiers AS (
    INSERT INTO dossier (code, procedure_code, agency_code, channel, applicant, summary, status, status_at, submitted_at,
      accepted_at, is_due_sure, fees, supplements, step_count)
    SELECT agency || '-' || to_char(day, 'YYMMDD') || '-' || lpad(number::text, 4, '0'), procedure, agency, 'ONLINE',
      '{"kind":"CITIZEN","name":"Người nộp giả định","identityNumber":"","phone":"","email":""}', 'Hồ sơ giả định',
      'ACCEPTED', at, at, at, true, '[]', '[]', 1 FROM numbered
    RETURNING code, submitted_at
  )
  INSERT INTO dossier_step (dossier_code, n, at, status, by, title, department, content)
  SELECT code, 1, submitted_at, 'ACCEPTED', 'Giả định', '', '', '' FROM dossiers`;
