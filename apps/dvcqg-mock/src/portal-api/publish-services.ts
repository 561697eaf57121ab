import { Injectable } from '@nestjs/common';
import { NationalCatalogue } from '../records/national-catalogue.js';
import type { Repositories } from '../records/portal-records.js';
import type { ServiceRepository } from '../records/service.repository.js';
import { isSameService, levelChanges, type LevelChange, type ServiceRecord } from '../records/service-record.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { answerBatch, findRepeated, mayStore, openBatch } from './batch.js';
import { firstRefusal } from './behaviour/rule.js';
import { SUCCESS } from './behaviour/success.js';
import { isBlank } from './fields/field-checks.js';
import { textOf, type JsonObject } from './json.js';
import { SERVICE_STORED_RULES, checkItem, toLevel, unitsOf } from './online-service-checks.js';
import { provinceOf } from './owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from './portal-answer.js';
import type { PortalCall } from './portal-call.js';
import { quoted, type Refusal } from './refusals.js';

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

interface Placing {
  readonly isUpdating: boolean;
  readonly services: ServiceRepository;
  readonly switches: SwitchValues;
  readonly now: Date;
}

interface Replacement {
  readonly known: ReadonlyMap<string, ServiceRecord>;
  readonly province: string;
  readonly services: ServiceRepository;
  readonly now: Date;
}

/** `DongBoDVC`: a province publishes its online services, item by item. See docs/protocol.md §3. */
@Injectable()
export class PublishServices implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  async answer(call: PortalCall, { services }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.services']);
    if ('refusal' in batch) return refused(batch.refusal);
    const province = provinceOf(call.madonvi ?? '') ?? '';
    const intakes = this.takeIn(batch.items, { province, switches }, call);
    const stored = await this.store(intakes, province, {
      isUpdating: call.isUpdating === true,
      services,
      switches,
      now: call.space.clock.now(),
    });
    const warnings = [...batch.items.flatMap((item) => this.warnOfName(item)), ...stored.warnings];
    return answerBatch(
      {
        keyName: 'MADVC',
        verdicts: intakes.map(({ key, refusal }) => ({ key, refusal: refusal ?? stored.refusals.get(key) ?? null })),
        success: call.isUpdating === true ? SUCCESS.serviceUpdated : SUCCESS.serviceCreated,
        isAlwaysListed: true,
        committedRows: stored.rows,
        warnings,
      },
      switches,
    );
  }

  private takeIn(
    items: readonly JsonObject[],
    own: { province: string; switches: SwitchValues },
    call: PortalCall,
  ): Intake[] {
    const context = {
      ...own,
      catalogue: this.catalogue,
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
    { isUpdating, services, switches, now }: Placing,
  ): Promise<Stored> {
    const good = intakes.flatMap(({ service }) => (service ? [service] : []));
    const known = await services.lockKnown(
      province,
      good.map(({ code }) => code),
    );
    const refusals = new Map<string, Refusal>();
    for (const { code, state } of good) {
      const meeting = { code, state, isKnown: known.has(code) };
      const refusal = firstRefusal(SERVICE_STORED_RULES, meeting, { isUpdating, switches });
      if (refusal) refusals.set(code, refusal);
    }
    const isStored = mayStore([...intakes.map(({ refusal }) => refusal), ...refusals.values()], switches);
    const accepted = isStored ? good.filter(({ code }) => !refusals.has(code)) : [];
    if (isUpdating) return { ...(await this.replace(accepted, { known, province, services, now })), refusals };
    await services.insertNew(province, accepted, now);
    return { rows: accepted.length, refusals, warnings: [] };
  }

  private async replace(
    accepted: readonly ServiceRecord[],
    { known, province, services, now }: Replacement,
  ): Promise<Omit<Stored, 'refusals'>> {
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
    // What is absent may come from the catalogue; blanks that were sent may not.
    const text = (field: string, absent = ''): string => {
      const sent = item[field] ?? '';
      if (sent === '') return absent;
      return isBlank(sent) ? '' : textOf(sent);
    };
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

function warnOfDowngrade({ serviceCode, agencyCode, fromLevel, toLevel: level }: LevelChange): string {
  return `${serviceCode}: mức độ tại ${agencyCode} giảm từ ${String(fromLevel)} xuống ${String(level)}`;
}

function loosely(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
