import type { Agency, IsoDate, OnlineService, Procedure, ServiceLevel } from '@dvc/domain';
import type { EntityManager } from 'typeorm';
import { TODAY, answeringOn } from './agency-on.sql.js';
import { AgencyEntity, ProcedureEntity } from './catalogue.entity.js';

/** A service with the procedure behind it: all that the portal is told. */
export interface ServiceOfProcedure {
  readonly service: OnlineService;
  readonly procedure: Procedure;
}

/** A service as first mentioned by a plan. */
export interface NewService {
  readonly code: string;
  readonly name: string;
  readonly procedure: Procedure;
}

/** A procedure that one or more agencies decide on. */
export interface OfferedProcedure {
  readonly code: string;
  readonly name: string;
  readonly workingDays: number | null;
  readonly hasFee: boolean;
  readonly agencyCodes: readonly string[];
}

/** Agencies, procedures, services and their dated levels. Writes are one statement for any number of rows. */
export class CatalogueRepository {
  constructor(private readonly db: EntityManager) {}

  async listAgencies(): Promise<Agency[]> {
    return this.db.find(AgencyEntity, { order: { code: 'ASC' } });
  }

  async listProcedures(): Promise<Procedure[]> {
    return this.db.find(ProcedureEntity, { order: { code: 'ASC' } });
  }

  /** Where an agency is no more, the one that carries its work on decides: as the reform says, else as the catalogue does. */
  async listOffered(day: IsoDate): Promise<OfferedProcedure[]> {
    return this.db.query(
      `SELECT p.code, p.name, p.working_days AS "workingDays", p.has_fee AS "hasFee",
         array_agg(DISTINCT b.code ORDER BY b.code) AS "agencyCodes"
       FROM procedure p JOIN service s ON s.procedure_code = p.code AND s.is_offered
         JOIN service_level v ON v.service_code = s.code JOIN agency a ON a.code = v.agency_code AND a.world IS NULL
         CROSS JOIN LATERAL (SELECT ${answeringOn('a.code', 'p.code', '$1::date')} AS code) heir
         JOIN agency b ON b.code = CASE WHEN heir.code = a.code AND a.valid_to < $1 THEN a.merged_into ELSE heir.code END
           AND coalesce(b.valid_from, $1) <= $1 AND coalesce(b.valid_to, $1) >= $1
       GROUP BY p.code ORDER BY p.code`,
      [day],
    );
  }

  /** Procedure code → the first online service that offers it. */
  async listServiceCodes(): Promise<Map<string, string>> {
    const rows = await this.db.query<{ procedureCode: string; serviceCode: string }[]>(
      'SELECT procedure_code AS "procedureCode", min(code) AS "serviceCode" FROM service WHERE is_offered GROUP BY 1',
    );
    return new Map(rows.map(({ procedureCode, serviceCode }) => [procedureCode, serviceCode]));
  }

  /** An agency that a reform has ended stays as the reform says. */
  async saveAgencies(agencies: readonly Agency[]): Promise<void> {
    await this.db.query(
      `INSERT INTO agency (code, name, tier, valid_from, valid_to, merged_into)
       SELECT code, name, tier, "validFrom", "validTo", "mergedInto" FROM jsonb_to_recordset($1)
         AS a(code text, name text, tier text, "validFrom" date, "validTo" date, "mergedInto" text)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, tier = excluded.tier, valid_from = excluded.valid_from,
         valid_to = excluded.valid_to, merged_into = excluded.merged_into
       WHERE NOT EXISTS (SELECT 1 FROM agency_succession s WHERE s.from_code = agency.code)`,
      [JSON.stringify(agencies)],
    );
  }

  /** The national catalogue's word: replaces what is there. */
  async saveProcedures(procedures: readonly Procedure[]): Promise<void> {
    await this.db.query(
      `${INSERT_PROCEDURES}
       ON CONFLICT (code) DO UPDATE SET name = excluded.name, field_code = excluded.field_code,
         field_name = excluded.field_name, ministry_code = excluded.ministry_code,
         ministry_name = excluded.ministry_name, tiers = excluded.tiers,
         working_days = excluded.working_days, has_fee = excluded.has_fee`,
      [JSON.stringify(procedures)],
    );
  }

  /** Adds what is not known yet; a procedure that is known keeps the catalogue's word, a service takes the new name. */
  async saveServices(services: readonly NewService[]): Promise<void> {
    await this.db.query(`${INSERT_PROCEDURES} ON CONFLICT (code) DO NOTHING`, [
      JSON.stringify(services.map(({ procedure }) => procedure)),
    ]);
    await this.db.query(
      `INSERT INTO service (code, name, procedure_code)
       SELECT DISTINCT ON (code) code, name, procedure ->> 'code'
       FROM jsonb_to_recordset($1) AS s(code text, name text, procedure jsonb)
       ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE service.name <> excluded.name`,
      [JSON.stringify(services)],
    );
  }

  /** Levels by the agencies that answer for them today. Unknown codes are left out. */
  async listServices(codes: readonly string[]): Promise<ServiceOfProcedure[]> {
    const rows = await this.db.query<ServiceRow[]>(
      `SELECT s.code, s.name, s.is_offered, p.code AS procedure_code, p.name AS procedure_name, p.field_code,
         p.field_name, p.ministry_code, p.ministry_name, p.tiers, p.working_days, p.has_fee,
         (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('agencyCode', heir.code, 'validFrom', v.valid_from,
            'level', jsonb_build_object('scheme', v.scheme, 'value', v.value),
            'inheritedFrom', CASE WHEN heir.code <> v.agency_code THEN v.agency_code END))), '[]')
          FROM service_level v
            CROSS JOIN LATERAL (SELECT ${answeringOn('v.agency_code', 'p.code', TODAY)} AS code) heir
          WHERE v.service_code = s.code) AS levels
       FROM service s JOIN procedure p ON p.code = s.procedure_code WHERE s.code = ANY($1) ORDER BY s.code`,
      [codes],
    );
    return rows.map(toServiceOfProcedure);
  }
}

const INSERT_PROCEDURES = `
  INSERT INTO procedure (code, name, field_code, field_name, ministry_code, ministry_name, tiers, working_days, has_fee)
  SELECT DISTINCT ON (code) code, name, "fieldCode", "fieldName", "ministryCode", "ministryName", tiers, "workingDays",
    "hasFee"
  FROM jsonb_to_recordset($1) AS p(code text, name text, "fieldCode" text, "fieldName" text, "ministryCode" text,
    "ministryName" text, tiers text[], "workingDays" int, "hasFee" boolean)`;

interface ServiceRow {
  readonly code: string;
  readonly name: string;
  readonly is_offered: boolean;
  readonly procedure_code: string;
  readonly procedure_name: string;
  readonly field_code: string | null;
  readonly field_name: string;
  readonly ministry_code: string | null;
  readonly ministry_name: string;
  readonly tiers: Procedure['tiers'];
  readonly working_days: number | null;
  readonly has_fee: boolean;
  readonly levels: readonly ServiceLevel[];
}

function toServiceOfProcedure(row: ServiceRow): ServiceOfProcedure {
  const procedure: Procedure = {
    code: row.procedure_code,
    name: row.procedure_name,
    fieldCode: row.field_code,
    fieldName: row.field_name,
    ministryCode: row.ministry_code,
    ministryName: row.ministry_name,
    tiers: row.tiers,
    workingDays: row.working_days,
    hasFee: row.has_fee,
  };
  const { code, name, is_offered: isOffered, levels } = row;
  return { service: { code, name, procedureCode: procedure.code, isOffered, levels }, procedure };
}
