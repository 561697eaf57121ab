import type { EntityManager } from 'typeorm';
import { ServiceEntity, ServiceLevelHistoryEntity } from './service.entity.js';
import type { LevelChange, ServiceFilter, ServiceRecord } from './service-record.js';
import { lockKeys } from './lock-keys.js';

const FROM_JSON = `jsonb_to_recordset($1::jsonb) AS item(
  code text, name text, "procedureCode" text, "issuerCode" text, "issuerName" text,
  "fieldCode" text, "fieldName" text, applications jsonb, state text)`;

/** Services of the provinces. One statement for all items of a call: a hundred items are not a hundred round trips. */
export class ServiceRepository {
  constructor(
    private readonly db: EntityManager,
    private readonly space: string,
  ) {}

  /** The stored services among `codes`. Until the transaction ends nobody else creates or changes one of them. */
  async lockKnown(province: string, codes: readonly string[]): Promise<Map<string, ServiceEntity>> {
    if (codes.length === 0) return new Map();
    await lockKeys(this.db, `${this.space}/service/${province}`, codes);
    const rows = await this.db
      .createQueryBuilder(ServiceEntity, 'service')
      .where('service.space = :space AND service.province = :province', { space: this.space, province })
      .andWhere('service.code = ANY(:codes)', { codes })
      .getMany();
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** Stores services that are not there, under keys that are held. */
  async insertNew(province: string, services: readonly ServiceRecord[], now: Date): Promise<void> {
    if (services.length === 0) return;
    await this.db.query(
      `INSERT INTO service (space, province, code, name, procedure_code, issuer_code, issuer_name,
         field_code, field_name, applications, state, revision, created_at, updated_at)
       SELECT $2, $3, code, name, "procedureCode", "issuerCode", "issuerName", "fieldCode", "fieldName",
         applications, state, 1, $4, $4
       FROM ${FROM_JSON}`,
      [JSON.stringify(services), this.space, province, now],
    );
  }

  /** Overwrites services that are locked already. */
  async replace(province: string, services: readonly ServiceRecord[], now: Date): Promise<void> {
    if (services.length === 0) return;
    await this.db.query(
      `UPDATE service SET name = item.name, procedure_code = item."procedureCode", issuer_code = item."issuerCode",
         issuer_name = item."issuerName", field_code = item."fieldCode", field_name = item."fieldName",
         applications = item.applications, state = item.state, revision = revision + 1, updated_at = $4
       FROM ${FROM_JSON}
       WHERE service.space = $2 AND service.province = $3 AND service.code = item.code`,
      [JSON.stringify(services), this.space, province, now],
    );
  }

  async addLevelChanges(province: string, changes: readonly LevelChange[], now: Date): Promise<void> {
    if (changes.length === 0) return;
    await this.db.query(
      `INSERT INTO service_level_history (space, province, service_code, agency_code, from_level, to_level, changed_at)
       SELECT $2, $3, "serviceCode", "agencyCode", "fromLevel", "toLevel", $4
       FROM jsonb_to_recordset($1::jsonb)
         AS change("serviceCode" text, "agencyCode" text, "fromLevel" integer, "toLevel" integer)`,
      [JSON.stringify(changes), this.space, province, now],
    );
  }

  /** One province's services, by code. */
  async list(province: string, filter: ServiceFilter): Promise<ServiceEntity[]> {
    const { agencyCode, level, ...columns } = filter;
    const query = this.db
      .createQueryBuilder(ServiceEntity, 'service')
      .where({ ...columns, space: this.space, province })
      .orderBy('service.code');
    if (agencyCode !== undefined || level !== undefined) {
      const unit = { MACOQUANTHUCHIEN: agencyCode, MUCDO: level };
      query.andWhere('service.applications @> :units::jsonb', { units: JSON.stringify([unit]) });
    }
    return query.getMany();
  }

  /** Any province's services, for the control API: those after `from`, by province and code. */
  async page(from: string, limit: number): Promise<ServiceEntity[]> {
    return this.db
      .createQueryBuilder(ServiceEntity, 'service')
      .where('service.space = :space', { space: this.space })
      .andWhere(`service.province || '/' || service.code > :from`, { from })
      .orderBy(`service.province || '/' || service.code`)
      .limit(limit)
      .getMany();
  }

  async listByCode(code: string): Promise<ServiceEntity[]> {
    return this.db.find(ServiceEntity, { where: { space: this.space, code }, order: { province: 'ASC' } });
  }

  async listLevelChanges(code: string): Promise<ServiceLevelHistoryEntity[]> {
    const where = { space: this.space, serviceCode: code };
    return this.db.find(ServiceLevelHistoryEntity, { where, order: { id: 'ASC' } });
  }
}
