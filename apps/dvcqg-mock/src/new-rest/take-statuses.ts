import { Injectable } from '@nestjs/common';
import { answerBatch, mayStore, openBatch, type Verdict } from '../portal-api/batch.js';
import { firstRefusal } from '../portal-api/behaviour/rule.js';
import { SUCCESS } from '../portal-api/behaviour/success.js';
import { warnOfStatus, warnOfTransition } from '../portal-api/dossiers/dossier-status.js';
import { NOTICE_STORED_RULES } from '../portal-api/dossiers/progress-rules.js';
import { keepFields } from '../portal-api/fields/field-checks.js';
import { textOf, type JsonObject } from '../portal-api/json.js';
import { ownerOf } from '../portal-api/owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import type { DossierRecord, StatusChange } from '../records/dossier-record.js';
import type { Repositories } from '../records/portal-records.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { without, withProperId } from './dossier-id.js';
import { NEW_STATUS_FIELDS } from './new-rest-fields.js';
import { NEW_STATUS_RULES } from './new-rest-rules.js';

/** Statuses with which fees and results come. — observed (1) */
const CARRYING = ['5', '6', '9'];
const CARRIED = ['DanhSachLePhi', 'DanhSachGiayToKetQua'] as const;

interface Moves {
  readonly verdicts: Verdict[];
  readonly moved: Map<string, DossierRecord>;
  readonly changes: StatusChange[];
  readonly warnings: string[];
}

/** `CapNhatTrangThai`: statuses of dossiers, with fees and results. A dossier may stand there twice; the later one counts. */
@Injectable()
export class TakeStatuses implements PortalAnswerer {
  async answer(call: PortalCall, { dossiers }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.others']);
    if ('refusal' in batch) return refused(batch.refusal);
    const items = batch.items.map((item) => withProperId(item, 'IdHoSo'));
    for (const item of items) {
      const refusal = firstRefusal(NEW_STATUS_RULES, item, { switches });
      if (refusal) return refused(refusal);
    }
    const codes = [...new Set(items.map((item) => textOf(item['MaHoSo'])))];
    const stored = (await dossiers.lockKnown(codes)) as ReadonlyMap<string, DossierRecord>;
    const owner = ownerOf(call.madonvi ?? '') ?? '';
    const { verdicts, moved, changes, warnings } = workOut(items, stored, { owner, switches });
    const isStored = mayStore(
      verdicts.map(({ refusal }) => refusal),
      switches,
    );
    if (isStored) {
      const now = call.space.clock.now();
      await dossiers.replace([...moved.values()], now);
      await dossiers.addHistory(changes, now);
    }
    const outcome = { keyName: 'MaHoSo', verdicts, success: SUCCESS.statusTaken };
    const kept = isStored ? { committedRows: moved.size, warnings } : { committedRows: 0, warnings: [] };
    return answerBatch({ ...outcome, ...kept }, switches);
  }
}

function workOut(
  items: readonly JsonObject[],
  stored: ReadonlyMap<string, DossierRecord>,
  context: { owner: string; switches: SwitchValues },
): Moves {
  const { switches } = context;
  const moves: Moves = { verdicts: [], moved: new Map(), changes: [], warnings: [] };
  for (const item of items) {
    const [code, status] = [textOf(item['MaHoSo']), textOf(item['TrangThai'])];
    const now = moves.moved.get(code) ?? stored.get(code);
    const refusal = firstRefusal(NOTICE_STORED_RULES, { code, status, stored: now }, context);
    moves.verdicts.push({ key: code, refusal });
    if (refusal || !now) continue;
    moves.moved.set(code, withStatus(now, item, switches));
    if (now.status !== status) {
      moves.changes.push({ code, service: 'CapNhatTrangThai', fromStatus: now.status, toStatus: status });
    }
    const words = [...warnOfStatus(status), ...warnOfTransition(now.status, status, switches), ...warnOfLists(item)];
    moves.warnings.push(...words.map((word) => `${code}: ${word}`));
  }
  return moves;
}

/** Lists come as a whole; the opinion stays beside the dossier's own fields. */
function withStatus(dossier: DossierRecord, item: JsonObject, switches: SwitchValues): DossierRecord {
  const kept = without(keepFields(item, NEW_STATUS_FIELDS, switches), 'IdHoSo', 'MaHoSo', 'TrangThai');
  const lists = CARRIED.flatMap((name) => (kept[name] === undefined ? [] : [[name, kept[name]] as const]));
  const status = textOf(item['TrangThai']);
  const changed = { ...Object.fromEntries(lists), TrangThaiHoSo: status, TrangThaiXuLy: without(kept, ...CARRIED) };
  return { ...dossier, status, fields: { ...dossier.fields, ...changed } };
}

function warnOfLists(item: JsonObject): string[] {
  const status = textOf(item['TrangThai']);
  if (CARRYING.includes(status)) return [];
  return CARRIED.filter((name) => Array.isArray(item[name]) && item[name].length > 0).map(
    (name) => `${name} chỉ đi cùng trạng thái ${CARRYING.join(', ')}`,
  );
}
