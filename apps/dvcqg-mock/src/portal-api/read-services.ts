import { Injectable } from '@nestjs/common';
import { NationalCatalogue } from '../records/national-catalogue.js';
import type { Repositories } from '../records/portal-records.js';
import type { ServiceFilter, ServiceRecord } from '../records/service-record.js';
import type { SwitchValues } from '../switches/switch-table.js';
import type { JsonObject } from './json.js';
import { toLevel } from './online-service-checks.js';
import { provinceOf } from './owner.js';
import { found, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import type { CallParameters } from './call-parameters.js';
import type { PortalCall } from './portal-call.js';

/** `LayDVC`: a province reads its own services back; without a state, those on offer. See docs/protocol.md §3. */
@Injectable()
export class ReadServices implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  async answer(call: PortalCall, { services }: Repositories): Promise<PortalAnswer> {
    const filter = readFilter(call.parameters);
    if (!filter) return found({ data: [] });
    const rows = await services.list(provinceOf(call.madonvi ?? '') ?? '', filter);
    const isAbolished = ({ procedureCode }: ServiceRecord): boolean =>
      this.catalogue.findProcedure(procedureCode)?.isPublic === false;
    return {
      ...found({
        data: rows.filter((row) => !isAbolished(row)).map((row) => this.toWire(row, call.space.switches.values)),
      }),
      warnings: rows.filter(isAbolished).map(({ code }) => `${code}: thủ tục đã bãi bỏ, dịch vụ công được ẩn`),
    };
  }

  private toWire(service: ServiceRecord, switches: SwitchValues): JsonObject {
    const more = {
      MACOQUANBANHANH: service.issuerCode,
      MALINHVUC: service.fieldCode,
      TRANGTHAI: service.state,
    };
    return {
      MADVC: service.code,
      TENDVC: service.name,
      MATTHC: service.procedureCode,
      TENTTHC: this.catalogue.findProcedure(service.procedureCode)?.name ?? '',
      TENCOQUANBANHANH: service.issuerName,
      TENLINHVUC: service.fieldName,
      APDUNGDVC: service.applications.map(({ MACOQUANTHUCHIEN, MUCDO }) => ({ MACOQUANTHUCHIEN, MUCDO })),
      ...(switches['layDvc.extended'] === 'on' ? more : {}),
    };
  }
}

/** Null when a condition cannot hold for any service. */
function readFilter(parameters: CallParameters): ServiceFilter | null {
  const level = parameters.get('MUCDO');
  const isAnyLevel = level === null || level === '';
  if (!isAnyLevel && toLevel(level) === null) return null;
  const state = parameters.get('TRANGTHAI');
  const given = {
    code: parameters.text('MADVC'),
    procedureCode: parameters.text('MATTHC'),
    fieldCode: parameters.text('MALINHVUC'),
    agencyCode: parameters.text('MACOQUANTHUCHIEN'),
    level: isAnyLevel ? null : toLevel(level),
    state: typeof state === 'number' ? String(state) : (parameters.text('TRANGTHAI') ?? '1'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}
