import { Injectable } from '@nestjs/common';
import type { DossierRecord, StatusChange } from '../../records/dossier-record.js';
import type { DossierRepository } from '../../records/dossier.repository.js';
import { NationalCatalogue } from '../../records/national-catalogue.js';
import type { Repositories } from '../../records/portal-records.js';
import type { SwitchValues } from '../../switches/switch-table.js';
import { answerBatch, findRepeated, mayStore, openBatch, type Verdict } from '../batch.js';
import { SUCCESS } from '../behaviour/success.js';
import { firstRefusal } from '../behaviour/rule.js';
import { keepFields, warnOfLength } from '../fields/field-checks.js';
import { textOf, type JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { refused, type PortalAnswer, type PortalAnswerer } from '../portal-answer.js';
import type { PortalCall } from '../portal-call.js';
import { quoted, type Refusal } from '../refusals.js';
import { DOSSIER_FIELDS } from './dossier-fields.js';
import {
  DOSSIER_RULES,
  DOSSIER_STORED_RULES,
  isListed,
  type DossierContext,
  type DossierMeeting,
} from './dossier-rules.js';
import { warnOfStatus, warnOfTransition } from './dossier-status.js';

interface Intake {
  readonly key: string;
  readonly refusal: Refusal | null;
  readonly item: JsonObject;
}

interface Verdicted extends DossierMeeting {
  readonly refusal: Refusal | null;
}

/** Written by one line of senders in place of the proper names. */
const UPPER_CASE_NAMES = { TENTTHC: 'TenTTHC', MALINHVUC: 'MaLinhVuc', TENLINHVUC: 'TenLinhVuc' } as const;

/** `DongBoHoSoMC`: a province creates its dossiers, or replaces them whole. */
@Injectable()
export class SyncDossiers implements PortalAnswerer {
  constructor(private readonly catalogue: NationalCatalogue) {}

  async answer(call: PortalCall, { dossiers }: Repositories): Promise<PortalAnswer> {
    const switches = call.space.switches.values;
    const batch = openBatch(call, switches['batch.max.dossiers']);
    if ('refusal' in batch) return refused(batch.refusal);
    const isUpdating = call.isUpdating === true;
    const intakes = this.takeIn(batch.items, call, switches);
    const meetings = await meet(intakes, call, { dossiers, switches });
    const verdicts = intakes.map(({ key, refusal }) => ({
      key,
      refusal: refusal ?? meetings.get(key)?.refusal ?? null,
    }));
    const good = [...meetings.values()].filter(({ refusal }) => refusal === null);
    const accepted = mayStore(
      verdicts.map(({ refusal }) => refusal),
      switches,
    )
      ? good
      : [];
    const isAppending = !isUpdating && switches['duplicate.create'] === 'append';
    await store(accepted, { dossiers, isAppending, now: call.space.clock.now() });
    const noted = withRevisions(verdicts, accepted, isAppending);
    const success = isUpdating ? SUCCESS.dossierUpdated : SUCCESS.dossierCreated;
    const warnings = accepted.flatMap((meeting) => this.warnOf(meeting, switches));
    return answerBatch(
      { keyName: 'MaHoSo', verdicts: noted, success, committedRows: accepted.length, warnings },
      switches,
    );
  }

  private takeIn(items: readonly JsonObject[], call: PortalCall, switches: SwitchValues): Intake[] {
    const context: DossierContext = {
      catalogue: this.catalogue,
      switches,
      isUpdating: call.parameters.isUpdating(),
      repeated: findRepeated(items.map((item) => item['MaHoSo'])),
    };
    return items.map((given) => {
      const item = switches['fields.upperCaseNames'] === 'accept' ? withProperNames(given) : given;
      const refusal = firstRefusal(DOSSIER_RULES, item, context);
      return {
        key: quoted(item['MaHoSo']),
        refusal,
        item: refusal ? item : keepFields(item, DOSSIER_FIELDS, switches),
      };
    });
  }

  private warnOf({ next, stored }: DossierMeeting, switches: SwitchValues): string[] {
    const procedure = textOf(next.fields['MaTTHC'] as string);
    const words = [
      ...warnOfStatus(next.status),
      ...(stored ? warnOfTransition(stored.status, next.status, switches) : []),
      ...warnOfLength(next.fields as JsonObject, DOSSIER_FIELDS, switches),
      ...(isListed(procedure, this.catalogue) ? [] : [`thủ tục ${procedure} không có trong danh mục`]),
    ];
    return words.map((word) => `${next.code}: ${word}`);
  }
}

async function store(
  accepted: readonly DossierMeeting[],
  { dossiers, isAppending, now }: { dossiers: DossierRepository; isAppending: boolean; now: Date },
): Promise<void> {
  const isNew = ({ stored }: DossierMeeting): boolean => stored === undefined || isAppending;
  await dossiers.insert(
    accepted.filter(isNew).map(({ next, stored }) => ({ ...next, copy: (stored?.copy ?? 0) + 1 })),
    now,
  );
  await dossiers.replace(
    accepted.flatMap(({ next, stored }) =>
      stored && !isAppending ? [{ ...next, copy: stored.copy, origin: stored.origin }] : [],
    ),
    now,
  );
  await dossiers.addHistory(
    accepted.flatMap((meeting) => historyOf(meeting, isNew(meeting))),
    now,
  );
}

/** What the items that are good in themselves find in the store, by key. */
async function meet(
  intakes: readonly Intake[],
  call: PortalCall,
  { dossiers, switches }: { dossiers: DossierRepository; switches: SwitchValues },
): Promise<Map<string, Verdicted>> {
  const owner = ownerOf(call.madonvi ?? '') ?? '';
  const good = intakes.filter(({ refusal }) => refusal === null);
  const known = await dossiers.lockKnown(good.map(({ key }) => key));
  const context = { owner, switches, isUpdating: call.isUpdating === true };
  return new Map(
    good.map(({ key, item }) => {
      const status = textOf(item['TrangThaiHoSo']);
      const next: DossierRecord = { code: key, copy: 1, owner, origin: 'province', status, fields: item };
      const meeting = { next, stored: known.get(key) as DossierRecord | undefined };
      return [key, { ...meeting, refusal: firstRefusal(DOSSIER_STORED_RULES, meeting, context) }];
    }),
  );
}

function withRevisions(
  verdicts: readonly Verdict[],
  accepted: readonly DossierMeeting[],
  isAppending: boolean,
): Verdict[] {
  const revisions = new Map(
    accepted.map(({ next, stored }) => [next.code, isAppending || !stored ? 1 : (stored.revision ?? 0) + 1]),
  );
  return verdicts.map((verdict) => {
    const revision = verdict.refusal ? undefined : revisions.get(verdict.key);
    return revision === undefined ? verdict : { ...verdict, revision };
  });
}

function historyOf({ next, stored }: DossierMeeting, isNew: boolean): StatusChange[] {
  const fromStatus = isNew ? null : (stored?.status ?? null);
  if (fromStatus === next.status) return [];
  return [{ code: next.code, service: 'DongBoHoSoMC', fromStatus, toStatus: next.status }];
}

function withProperNames(item: JsonObject): JsonObject {
  const renamed = Object.entries(item).map(([name, value]): [string, JsonObject[string]] => {
    const proper = Object.hasOwn(UPPER_CASE_NAMES, name)
      ? UPPER_CASE_NAMES[name as keyof typeof UPPER_CASE_NAMES]
      : name;
    return [proper !== name && item[proper] !== undefined ? name : proper, value];
  });
  return Object.fromEntries(renamed);
}
