import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { DossierRecord, ProgressRecord } from '../../records/dossier-record.js';
import type { Repositories } from '../../records/portal-records.js';
import type { SwitchValues } from '../../switches/switch-table.js';
import { answerBatch, mayStore, openBatch } from '../batch.js';
import { firstRefusal } from '../behaviour/rule.js';
import { SUCCESS } from '../behaviour/success.js';
import { keepFields, warnOfLength } from '../fields/field-checks.js';
import { textOf, type JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { quoted, type Refusal } from '../refusals.js';
import { PROGRESS_FIELDS } from './dossier-fields.js';
import { PROGRESS_RULES } from './progress-rules.js';
import { StepLedger } from './step-ledger.js';

interface Intake {
  readonly key: string;
  readonly refusal: Refusal | null;
  readonly step: ProgressRecord;
}

/** `CapNhatTienDoHoSoMC`: steps of dossiers, taken in the order sent. */
@Injectable()
export class UpdateProgress implements PortalAnswerer {
  async answer(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.progress']);
    if ('refusal' in batch) return refused(batch.refusal);
    const owner = ownerOf(call.madonvi ?? '') ?? '';
    const intakes = batch.items.map((item) => takeIn(item, owner, switches));
    const ledger = await openLedger(intakes, repositories, { owner, switches });
    const verdicts = intakes.map(({ key, refusal, step }) => ({ key, refusal: refusal ?? ledger.enter(step) }));
    const isStored = mayStore(
      verdicts.map(({ refusal }) => refusal),
      switches,
    );
    if (isStored) await store(ledger, repositories, call.space.clock.now());
    return answerBatch(
      {
        keyName: 'MaHoSo',
        verdicts,
        success: SUCCESS.progressAdded,
        committedRows: isStored ? ledger.steps.length : 0,
        warnings: isStored ? [...ledger.warnings, ...warnOfSteps(ledger.steps, switches)] : [],
      },
      switches,
    );
  }
}

async function store(ledger: StepLedger, { dossiers, progress }: Repositories, now: Date): Promise<void> {
  await progress.add(ledger.steps, now);
  await dossiers.replace(ledger.moved, now);
  await dossiers.addHistory(ledger.changes, now);
}

function takeIn(item: JsonObject, owner: string, switches: SwitchValues): Intake {
  const fields = keepFields(item, PROGRESS_FIELDS, switches);
  const refusal = firstRefusal(PROGRESS_RULES, item, { switches });
  const code = quoted(item['MaHoSo']);
  const moment = textOf(item['ThoiDiemXuLy']);
  return { key: code, refusal, step: { code, owner, moment, digest: digestOf(fields), fields } };
}

async function openLedger(
  intakes: readonly Intake[],
  { dossiers, progress }: Repositories,
  context: { owner: string; switches: SwitchValues },
): Promise<StepLedger> {
  const codes = [...new Set(intakes.flatMap(({ refusal, key }) => (refusal ? [] : [key])))];
  const known = (await dossiers.lockKnown(codes)) as ReadonlyMap<string, DossierRecord>;
  const digests = codes.length > 0 ? await progress.digestsOf(codes) : new Set<string>();
  const moments = codes.length > 0 ? await progress.lastMoments(codes) : new Map<string, string>();
  return new StepLedger({ known, digests, moments }, context);
}

function warnOfSteps(steps: readonly ProgressRecord[], switches: SwitchValues): string[] {
  return steps.flatMap(({ code, fields }) =>
    warnOfLength(fields as JsonObject, PROGRESS_FIELDS, switches).map((word) => `${code}: ${word}`),
  );
}

/** Equal for rows that say the same, whatever the order of their fields. */
function digestOf(fields: JsonObject): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
