import type { ReportSource } from './report-source.js';

/**
 * Procedures of the province's tiers, once for each agency that offers them or has taken in dossiers of them by the
 * report's moment; those of no agency stand in a group of their own, those of loaded worlds nowhere. `desks`: tiers whose desk has taken in dossiers.
 */
const FACTS = `
  SELECT p.code AS key, p.code, p.name, p.field_name, p.tiers, coalesce(heir.heir, '') AS group_code,
    coalesce(heir.name, 'Chưa xác định đơn vị') AS group_name, coalesce(work.desks, '{}') AS desks
  FROM procedure p
  LEFT JOIN (
    SELECT procedure_code, agency_code, array_agg(tier) FILTER (WHERE tier IS NOT NULL) AS desks
    FROM (
      SELECT s.procedure_code, heir.heir AS agency_code, NULL::text AS tier
      FROM service_level v JOIN service s ON s.code = v.service_code JOIN heir ON heir.code = v.agency_code AND heir.is_own
        CROSS JOIN input WHERE v.valid_from <= input.day
      UNION
      SELECT d.procedure_code, heir.heir, a.tier
      FROM dossier d JOIN agency a ON a.code = d.agency_code JOIN heir ON heir.code = d.agency_code AND heir.is_own
        CROSS JOIN input WHERE d.accepted_at <= input.at
    ) each GROUP BY procedure_code, agency_code
  ) work ON work.procedure_code = p.code
  LEFT JOIN (SELECT DISTINCT heir, name FROM heir) heir ON heir.heir = work.agency_code
  WHERE p.tiers && ARRAY['PROVINCE', 'DISTRICT', 'COMMUNE'] AND (work.agency_code IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM service s JOIN service_level v ON v.service_code = s.code
      JOIN heir ON heir.code = v.agency_code AND NOT heir.is_own
    WHERE s.procedure_code = p.code))`;

export const PROCEDURES: ReportSource = {
  facts: FACTS,
  isInOneGroup: false,
  order: 'key',
  rows: { code: 'code', name: 'name', fieldName: 'field_name', tiers: `array_to_string(tiers, ', ')` },
  figures: {
    procedures: 'true',
    province: `'PROVINCE' = ANY(tiers)`,
    district: `'DISTRICT' = ANY(tiers)`,
    commune: `'COMMUNE' = ANY(tiers)`,
    oneStop: `desks && ARRAY['PROVINCE', 'DISTRICT', 'COMMUNE']`,
    oneStopProvince: `'PROVINCE' = ANY(desks)`,
    oneStopDistrict: `'DISTRICT' = ANY(desks)`,
    oneStopCommune: `'COMMUNE' = ANY(desks)`,
    workflows: null,
    workflowsProvince: null,
    workflowsDistrict: null,
    workflowsCommune: null,
  },
};
