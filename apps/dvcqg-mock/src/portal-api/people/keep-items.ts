import { Injectable } from '@nestjs/common';
import type { KeptItem, KeptKind } from '../../records/kept-item.js';
import type { Repositories } from '../../records/portal-records.js';
import { answerBatch, mayStore, openBatch, type Verdict } from '../batch.js';
import { firstRefusal, type Rule } from '../behaviour/rule.js';
import { SUCCESS } from '../behaviour/success.js';
import { keepFields } from '../fields/field-checks.js';
import type { FieldRule } from '../fields/field-rule.js';
import type { SwitchContext } from '../fields/item-rules.js';
import type { JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { quoted, refuse } from '../refusals.js';

/** What a service that only keeps things is made of. */
export interface KeepingService {
  readonly kind: KeptKind;
  readonly fields: readonly FieldRule[];
  readonly rules: readonly Rule<JsonObject, SwitchContext>[];
  readonly keyName: string;
  readonly keyOf: (item: JsonObject) => string;
  /** True where an item completes one that must be there: an answer its question. */
  readonly isCompletion: boolean;
}

/** The write services that keep items under a code and ask nothing more of them. */
@Injectable()
export class KeepItems {
  answererOf(service: KeepingService): PortalAnswerer {
    return { answer: (call, repositories) => this.keep(service, call, repositories) };
  }

  private async keep(service: KeepingService, call: PortalCall, { kept }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.others']);
    if ('refusal' in batch) return refused(batch.refusal);
    const owner = ownerOf(call.madonvi ?? '') ?? '';
    const intakes = batch.items.map((item) => ({
      key: service.keyOf(item),
      refusal: firstRefusal(service.rules, item, { switches }),
      fields: keepFields(item, service.fields, switches),
    }));
    const codes = [...new Set(intakes.flatMap(({ key, refusal }) => (refusal ? [] : [key])))];
    const known = service.isCompletion ? await kept.list(service.kind, ['', owner], codes) : [];
    const before = new Map(known.map((item) => [item.code, item]));
    const verdicts: Verdict[] = intakes.map(({ key, refusal }) => {
      const isLost = service.isCompletion && !before.has(key);
      return { key: quoted(key), refusal: refusal ?? (isLost ? refuse.recordNotFound() : null) };
    });
    const isStored = mayStore(
      verdicts.map(({ refusal }) => refusal),
      switches,
    );
    const good = new Map<string, KeptItem>();
    for (const [index, { key, fields }] of intakes.entries()) {
      if (!isStored || verdicts[index]?.refusal) continue;
      const stored = before.get(key);
      good.set(key, { owner: stored?.owner ?? owner, code: key, fields: { ...stored?.fields, ...fields } });
    }
    await kept.store(service.kind, [...good.values()], call.space.clock.now());
    const { keyName } = service;
    return answerBatch(
      { keyName, verdicts, success: SUCCESS.written, committedRows: good.size, warnings: [] },
      switches,
    );
  }
}
