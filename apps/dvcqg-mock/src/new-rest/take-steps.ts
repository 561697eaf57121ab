import { Injectable } from '@nestjs/common';
import { openBatch } from '../portal-api/batch.js';
import { firstRefusal } from '../portal-api/behaviour/rule.js';
import { UpdateProgress } from '../portal-api/dossiers/update-progress.js';
import { momentOfIso } from '../portal-api/fields/iso-moment.js';
import { textOf, type Json, type JsonObject } from '../portal-api/json.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-api/portal-answer.js';
import { CallParameters } from '../portal-api/call-parameters.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import type { Repositories } from '../records/portal-records.js';
import { without, withProperId } from './dossier-id.js';
import { NEW_STEP_RULES } from './new-rest-rules.js';

const MOMENTS = ['ThoiDiemXuLy', 'NgayBatDau', 'NgayKetThucTheoQuyDinh'] as const;

/** `CapNhatTienTrinh`: steps in other clothes, which go the way of `CapNhatTienDoHoSoMC`. */
@Injectable()
export class TakeSteps implements PortalAnswerer {
  constructor(private readonly progress: UpdateProgress) {}

  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.progress']);
    if ('refusal' in batch) return refused(batch.refusal);
    const steps = batch.items.map((item) => withProperId(item, 'IDHoSo'));
    for (const step of steps) {
      const refusal = firstRefusal(NEW_STEP_RULES, step, { switches });
      if (refusal) return refused(refusal);
    }
    const parameters = new CallParameters({ madonvi: call.madonvi, data: steps.map(toClassicStep) }, call.query);
    return this.progress.answer({ ...call, parameters }, repositories);
  }
}

function toClassicStep(step: JsonObject): JsonObject {
  const moments = MOMENTS.map((name): [string, Json] => [name, momentOfIso(textOf(step[name])) ?? '']);
  return { ...without(step, 'IDHoSo'), ...Object.fromEntries(moments), TrangThai: textOf(step['TrangThai']) };
}
