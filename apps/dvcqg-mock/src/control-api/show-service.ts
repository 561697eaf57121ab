import type { JsonObject } from '../portal-api/json.js';
import type { ServiceEntity } from '../records/service.entity.js';

/** A stored service in the portal's words, with what only the mock knows of it. */
export function showService(service: ServiceEntity): JsonObject {
  return {
    province: service.province,
    MADVC: service.code,
    TENDVC: service.name,
    MATTHC: service.procedureCode,
    MACOQUANBANHANH: service.issuerCode,
    TENCOQUANBANHANH: service.issuerName,
    MALINHVUC: service.fieldCode,
    TENLINHVUC: service.fieldName,
    APDUNGDVC: service.applications.map(({ MACOQUANTHUCHIEN, MUCDO }) => ({ MACOQUANTHUCHIEN, MUCDO })),
    TRANGTHAI: service.state,
    revision: service.revision,
    createdAt: service.createdAt.toISOString(),
    updatedAt: service.updatedAt.toISOString(),
  };
}
