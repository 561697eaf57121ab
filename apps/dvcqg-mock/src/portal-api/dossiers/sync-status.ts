import { PORTAL_CODES } from '@dvc/contracts';
import { Injectable } from '@nestjs/common';
import type { ItemNote } from '../../journal/journal-entry.js';
import type { DossierRecord } from '../../records/dossier-record.js';
import type { Repositories } from '../../records/portal-records.js';
import { firstRefusal } from '../behaviour/rule.js';
import { SUCCESS } from '../behaviour/success.js';
import { isBlank, keepFields } from '../fields/field-checks.js';
import { isJsonObject, textOf, type JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { quoted, refuse, type Refusal } from '../refusals.js';
import { NOTICE_FIELDS } from './dossier-fields.js';
import { warnOfStatus, warnOfTransition } from './dossier-status.js';
import { NOTICE_RULES, NOTICE_STORED_RULES } from './progress-rules.js';

/** The one `type` seen: an answer to a notice of promotion. */
const KNOWN_TYPE = '2';

/** `DongBoTrangThaiHoSo`: what became of a dossier that came from the portal. `data` is one object. */
@Injectable()
export class SyncStatus implements PortalAnswerer {
  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const data = call.parameters.get('data');
    if (!isJsonObject(data))
      return refused(data === null ? refuse.batchEmpty() : refuse.badFormat('data', 'đối tượng'));
    const refusal = checkType(call) ?? firstRefusal(NOTICE_RULES, data, { switches });
    return refusal ? refused(refusal) : this.take(data, call, repositories);
  }

  private async take(data: JsonObject, call: PortalCall, { dossiers }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const [code, status] = [quoted(data['MaHoSo']), textOf(data['TrangThai'])];
    const stored = (await dossiers.lockKnown([code])).get(code) as DossierRecord | undefined;
    const context = { switches, owner: ownerOf(call.madonvi ?? '') ?? '' };
    const refusal = firstRefusal(NOTICE_STORED_RULES, { code, status, stored }, context);
    if (refusal || !stored)
      return { ...refused(refusal ?? refuse.dossierNotFound(code)), items: itemsOf(code, refusal) };
    const now = call.space.clock.now();
    const notice = keepFields(data, NOTICE_FIELDS, switches);
    const fields = { ...stored.fields, TrangThaiHoSo: status, TrangThaiXuLy: notice };
    await dossiers.replace([{ ...stored, status, fields }], now);
    const change = { code, service: 'DongBoTrangThaiHoSo', fromStatus: stored.status, toStatus: status };
    await dossiers.addHistory(stored.status === status ? [] : [change], now);
    const warnings = [...warnOfStatus(status), ...warnOfTransition(stored.status, status, switches)];
    return {
      code: PORTAL_CODES.ok,
      reply: { error_code: PORTAL_CODES.ok, message: SUCCESS.statusTaken },
      items: itemsOf(code, null),
      committedRows: 1,
      warnings: warnings.map((word) => `${code}: ${word}`),
    };
  }
}

function checkType({ parameters }: PortalCall): Refusal | null {
  const type = parameters.get('type');
  if (isBlank(type)) return refuse.missingField('type');
  return textOf(type) === KNOWN_TYPE ? null : refuse.badEnum('type', type);
}

function itemsOf(key: string, refusal: Refusal | null): ItemNote[] {
  const check = refusal?.check === undefined ? {} : { check: refusal.check };
  return [{ key, code: refusal?.code ?? PORTAL_CODES.ok, ...check }];
}
