import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import { firstRefusal } from '../portal-api/behaviour/rule.js';
import { DOSSIER_STORED_RULES, isListed } from '../portal-api/dossiers/dossier-rules.js';
import { isBlank, keepFields, warnOfLength } from '../portal-api/fields/field-checks.js';
import { isJsonObject, textOf, type JsonObject } from '../portal-api/json.js';
import { ownerOf } from '../portal-api/owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import { quoted, refuse, type Refusal } from '../portal-api/refusals.js';
import type { DossierRecord } from '../records/dossier-record.js';
import { NationalCatalogue } from '../records/national-catalogue.js';
import type { Repositories } from '../records/portal-records.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { dossierIdOf } from './dossier-id.js';
import { NEW_DOSSIER_FIELDS } from './new-rest-fields.js';
import { NEW_DOSSIER_RULES, papersOf } from './new-rest-rules.js';

/** `CreateDossier`: one dossier, kept beside those of the adapter. */
@Injectable()
export class CreateDossier implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const item = call.parameters.get('data');
    if (!isJsonObject(item))
      return refused(item === null ? refuse.batchEmpty() : refuse.badFormat('nội dung', 'đối tượng'));
    const code = quoted(item['MaHoSo']);
    const refusal = await this.refuse(item, call, repositories);
    if (refusal) return { ...refused(refusal), items: [{ key: code, code: refusal.code }] };
    return this.meet(item, call, repositories);
  }

  private async refuse(item: JsonObject, call: PortalCall, { files }: Repositories): Promise<Refusal | null> {
    const ids = papersOf(item).map((paper) => textOf(paper['IdGiayTo']));
    const context = {
      catalogue: this.catalogue,
      switches: call.space.switches.values,
      isUpdating: false,
      repeated: new Set<string>(),
      files: await files.digestsOf(ids, ownerOf(call.madonvi ?? '') ?? ''),
    };
    return firstRefusal(NEW_DOSSIER_RULES, item, context);
  }

  private async meet(item: JsonObject, call: PortalCall, { dossiers }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const owner = ownerOf(call.madonvi ?? '') ?? '';
    const next = toRecord(item, owner, switches);
    const { code } = next;
    const stored = (await dossiers.lockKnown([code])).get(code) as DossierRecord | undefined;
    const refusal = firstRefusal(DOSSIER_STORED_RULES, { next, stored }, { owner, switches, isUpdating: false });
    if (refusal) return { ...refused(refusal), items: [{ key: code, code: refusal.code }] };
    const now = call.space.clock.now();
    const isOverwriting = stored !== undefined && switches['duplicate.create'] === 'overwrite';
    const record = { ...next, copy: (stored?.copy ?? 0) + (isOverwriting ? 0 : 1) };
    await (isOverwriting ? dossiers.replace([record], now) : dossiers.insert([record], now));
    const fromStatus = isOverwriting ? stored.status : null;
    await dossiers.addHistory([{ code, service: 'CreateDossier', fromStatus, toStatus: next.status }], now);
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, data: { idHoSo: dossierIdOf(code), maHoSo: code } },
      items: [{ key: code, code: PORTAL_CODES.ok }],
      committedRows: 1,
      warnings: this.warnOf(item, switches).map((word) => `${code}: ${word}`),
    };
  }

  private warnOf(item: JsonObject, switches: SwitchValues): string[] {
    const procedure = textOf(item['MaTTHC']);
    const isKnown = isListed(procedure, this.catalogue);
    return [
      ...warnOfLength(item, NEW_DOSSIER_FIELDS, switches),
      ...(isKnown ? [] : [`thủ tục ${procedure} không có trong danh mục`]),
    ];
  }
}

/** Such a dossier says no status: received when it has a day of that, else filed. — assumed */
function toRecord(item: JsonObject, owner: string, switches: SwitchValues): DossierRecord {
  const code = textOf(item['MaHoSo']);
  const status = isBlank(item['NgayTiepNhan']) ? '1' : '2';
  const fields = {
    ...keepFields(item, NEW_DOSSIER_FIELDS, switches),
    IdHoSo: dossierIdOf(code),
    TrangThaiHoSo: status,
  };
  return { code, copy: 1, owner, origin: 'province', status, fields };
}
