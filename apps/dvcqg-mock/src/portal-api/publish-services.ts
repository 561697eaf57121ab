import { PORTAL_BATCH_MAX, PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { PortalClock } from '../clock/portal-clock.js';
import { NationalCatalogue } from '../records/national-catalogue.js';
import type { Repositories } from '../records/portal-records.js';
import type { ServiceRepository } from '../records/service.repository.js';
import { isSameService, levelChanges, type LevelChange, type ServiceRecord } from '../records/service-record.js';
import { textOf, type JsonObject } from './json.js';
import { checkAgainstStored, checkItem, isBlank, provinceOf, toLevel, unitsOf } from './online-service-checks.js';
import { refused, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import { itemsOf, type PortalCall } from './portal-call.js';
import { quoted, refuse, type Refusal } from './refusals.js';

interface Intake {
  readonly key: string;
  readonly refusal: Refusal | null;
  readonly service: ServiceRecord | null;
}

interface Stored {
  readonly rows: number;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly warnings: readonly string[];
}

interface Replacement {
  readonly known: ReadonlyMap<string, ServiceRecord>;
  readonly province: string;
  readonly services: ServiceRepository;
}

/** `DongBoDVC`: a province publishes its online services, item by item. See docs/protocol.md §3. */
@Injectable()
export class PublishServices implements PortalAnswerer {
  constructor(
    private readonly catalogue: NationalCatalogue,
    private readonly clock: PortalClock,
  ) {}

  async answer(call: PortalCall, { services }: Repositories): Promise<PortalAnswer> {
    const data = call.parameters.get('data');
    if (!Array.isArray(data) || data.length === 0) return refused(refuse.batchEmpty());
    if (data.length > PORTAL_BATCH_MAX) return refused(refuse.batchTooLarge(data.length, PORTAL_BATCH_MAX));
    const province = provinceOf(call.madonvi ?? '') ?? '';
    const items = itemsOf(data);
    const intakes = this.takeIn(items, province, call);
    const stored = await this.store(intakes, province, { isUpdating: call.isUpdating === true, services });
    const verdicts = intakes.map(({ key, refusal }) => ({ key, refusal: refusal ?? stored.refusals.get(key) ?? null }));
    return {
      reply: writeReply(verdicts, call.isUpdating === true),
      items: verdicts.map(({ key, refusal }) => ({ key, code: refusal?.code ?? PORTAL_CODES.ok })),
      committedRows: stored.rows,
      warnings: [...items.flatMap((item) => this.warnOfName(item)), ...stored.warnings],
    };
  }

  private takeIn(items: readonly JsonObject[], province: string, call: PortalCall): Intake[] {
    const context = {
      catalogue: this.catalogue,
      province,
      isUpdating: call.parameters.isUpdating(),
      repeated: findRepeated(items.map((item) => item['MADVC'])),
    };
    return items.map((item) => {
      const refusal = checkItem(item, context);
      return { key: quoted(item['MADVC']), refusal, service: refusal ? null : this.toRecord(item) };
    });
  }

  /** What the good items change, all in the caller's transaction. */
  private async store(
    intakes: readonly Intake[],
    province: string,
    { isUpdating, services }: { isUpdating: boolean; services: ServiceRepository },
  ): Promise<Stored> {
    const good = intakes.flatMap(({ service }) => (service ? [service] : []));
    const codes = good.map(({ code }) => code);
    const known = await services.lockKnown(province, codes);
    const refusals = new Map<string, Refusal>();
    for (const { code, state } of good) {
      const refusal = checkAgainstStored(code, known.has(code), { isUpdating, state });
      if (refusal) refusals.set(code, refusal);
    }
    const accepted = good.filter(({ code }) => !refusals.has(code));
    if (isUpdating) return { ...(await this.replace(accepted, { known, province, services })), refusals };
    const inserted = new Set(await services.insertNew(province, accepted, this.clock.now()));
    for (const { code } of accepted) if (!inserted.has(code)) refusals.set(code, refuse.duplicateService(code));
    return { rows: inserted.size, refusals, warnings: [] };
  }

  private async replace(
    accepted: readonly ServiceRecord[],
    { known, province, services }: Replacement,
  ): Promise<Omit<Stored, 'refusals'>> {
    const now = this.clock.now();
    const changed = accepted.flatMap((next) => {
      const before = known.get(next.code);
      return before && !isSameService(before, next) ? [{ before, next }] : [];
    });
    const levels = changed.flatMap(({ before, next }) => levelChanges(before, next));
    const rows = changed.map(({ next }) => next);
    await services.replace(province, rows, now);
    await services.addLevelChanges(province, levels, now);
    const lowered = levels.filter((change) => change.toLevel < change.fromLevel);
    return { rows: rows.length, warnings: lowered.map(warnOfDowngrade) };
  }

  private toRecord(item: JsonObject): ServiceRecord {
    const procedure = this.catalogue.findProcedure(textOf(item['MATTHC']));
    const text = (field: string, absent = ''): string => (isBlank(item[field]) ? absent : textOf(item[field]));
    return {
      code: text('MADVC'),
      name: text('TENDVC'),
      procedureCode: text('MATTHC'),
      issuerCode: text('MACOQUANBANHANH', procedure?.issuerCode),
      issuerName: text('TENCOQUANBANHANH'),
      fieldCode: text('MALINHVUC', procedure?.fieldCode),
      fieldName: text('TENLINHVUC'),
      applications: unitsOf(item).map((unit) => ({
        MACOQUANTHUCHIEN: textOf(unit['MACOQUANTHUCHIEN']),
        MUCDO: toLevel(unit['MUCDO']) ?? 0,
      })),
      state: text('TRANGTHAI'),
    };
  }

  /** The portal shows the catalogue's name whatever was sent; a different one is worth a word. */
  private warnOfName(item: JsonObject): string[] {
    const { TENTTHC: sent, MATTHC: code } = item;
    const listed = this.catalogue.findProcedure(textOf(code));
    if (typeof sent !== 'string' || !listed || loosely(sent) === loosely(listed.name)) return [];
    return [`${quoted(item['MADVC'])}: TENTTHC khác tên thủ tục ${listed.code} trong danh mục`];
  }
}

/** One item: its own code. Several: 0 when all are good, else 402, and the list tells. */
function writeReply(verdicts: readonly { key: string; refusal: Refusal | null }[], isUpdating: boolean): JsonObject {
  const success = isUpdating ? 'Cập nhật dịch vụ công thành công' : 'Đồng bộ dịch vụ công thành công';
  const bad = verdicts.flatMap(({ refusal }) => (refusal ? [refusal] : []));
  const [first] = bad;
  const overall = first && verdicts.length > 1 ? refuse.itemFailure(bad.length, verdicts.length) : first;
  return {
    error_code: overall?.code ?? PORTAL_CODES.ok,
    message: overall?.message ?? success,
    result: verdicts.map(({ key, refusal }) => ({
      MADVC: key,
      error_code: refusal?.code ?? PORTAL_CODES.ok,
      message: refusal?.message ?? '',
    })),
  };
}

function warnOfDowngrade({ serviceCode, agencyCode, fromLevel, toLevel: level }: LevelChange): string {
  return `${serviceCode}: mức độ tại ${agencyCode} giảm từ ${String(fromLevel)} xuống ${String(level)}`;
}

function findRepeated(codes: readonly unknown[]): ReadonlySet<string> {
  const seen = new Set<unknown>();
  const repeated = new Set<string>();
  for (const code of codes) {
    if (typeof code === 'string' && seen.has(code)) repeated.add(code);
    seen.add(code);
  }
  return repeated;
}

function loosely(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
