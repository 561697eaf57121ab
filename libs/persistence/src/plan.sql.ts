export const SELECT_ROWS = `
  SELECT i.line, s.procedure_code, i.service_code, s.name, p.field_name, i.agency_code, a.name AS agency_name,
    i.tier, i.scheme, i.level, i.quarter, i.deadline::text, p.working_days, p.has_fee,
    i.level_before, i.effective_on::text, i.level_reason
  FROM plan_item i JOIN service s ON s.code = i.service_code JOIN procedure p ON p.code = s.procedure_code
    JOIN agency a ON a.code = i.agency_code
  WHERE i.plan_id = $1 AND i.excluded_at IS NULL`;

/** One instant for a whole import, however many statements it takes. */
const IMPORTED_AT = '(SELECT coalesce(virtual_now, now()) FROM app_clock)';

/** Adds and changes rows; what was not in scope before is a change of scope. $1 plan, $2 rows. */
export const SAVE_ROWS = `
  WITH row AS (
    SELECT * FROM jsonb_to_recordset($2) AS r("serviceCode" text, "agencyCode" text, line int, tier text, scheme text,
      value text, rank int, quarter int, deadline date, before text, "effectiveOn" date, reason text)
  ), saved AS (
    INSERT INTO plan_item (plan_id, service_code, agency_code, line, tier, scheme, level, level_rank, quarter, deadline,
      level_before, effective_on, level_reason)
    SELECT $1, "serviceCode", "agencyCode", line, tier, scheme, value, rank, quarter, deadline, before, "effectiveOn", reason
    FROM row
    ON CONFLICT (plan_id, service_code, agency_code) DO UPDATE SET line = excluded.line, tier = excluded.tier,
      scheme = excluded.scheme, level = excluded.level, level_rank = excluded.level_rank,
      quarter = excluded.quarter, deadline = excluded.deadline, level_before = excluded.level_before,
      effective_on = excluded.effective_on, level_reason = excluded.level_reason, excluded_at = NULL
  )
  INSERT INTO plan_scope_change (plan_id, service_code, agency_code, change, at)
  SELECT $1, r."serviceCode", r."agencyCode", 'added', ${IMPORTED_AT} FROM row r
  WHERE NOT EXISTS (SELECT 1 FROM plan_item i WHERE i.plan_id = $1 AND i.service_code = r."serviceCode"
    AND i.agency_code = r."agencyCode" AND i.excluded_at IS NULL)`;

/** $1 plan, $2 keys of rows. */
export const DROP_ROWS = `
  WITH dropped AS (
    UPDATE plan_item i SET excluded_at = ${IMPORTED_AT}
    FROM jsonb_to_recordset($2) AS k("serviceCode" text, "agencyCode" text)
    WHERE i.plan_id = $1 AND i.service_code = k."serviceCode" AND i.agency_code = k."agencyCode"
      AND i.excluded_at IS NULL
    RETURNING i.service_code, i.agency_code
  )
  INSERT INTO plan_scope_change (plan_id, service_code, agency_code, change, at)
  SELECT $1, service_code, agency_code, 'dropped', ${IMPORTED_AT} FROM dropped`;

export const SCOPE_CHANGES = `
  SELECT at, added, dropped, sum(added - dropped) OVER (ORDER BY at)::int AS scope FROM (
    SELECT at, count(*) FILTER (WHERE change = 'added')::int AS added,
      count(*) FILTER (WHERE change = 'dropped')::int AS dropped
    FROM plan_scope_change WHERE plan_id = $1 GROUP BY at
  ) change ORDER BY at`;

export const OVERLAPS = `
  SELECT p.id AS "planId", p.name, count(DISTINCT o.service_code)::int AS services
  FROM plan_item i JOIN plan_item o ON o.service_code = i.service_code AND o.plan_id <> i.plan_id AND o.excluded_at IS NULL
    JOIN plan p ON p.id = o.plan_id
  WHERE i.plan_id = $1 AND i.excluded_at IS NULL GROUP BY p.id ORDER BY p.id`;
