import { PORTAL_CODES, PROCEDURE_CODE } from '@dvc/contracts';
import type { DossierRecord } from '../../records/dossier-record.js';
import type { NationalCatalogue } from '../../records/national-catalogue.js';
import type { Rule } from '../behaviour/rule.js';
import { isBlank } from '../fields/field-checks.js';
import { itemRules, type SwitchContext } from '../fields/item-rules.js';
import { textOf, type Json, type JsonObject } from '../json.js';
import { ownerOf } from '../owner.js';
import { asDuplicate } from '../batch.js';
import { refuse, type Refusal } from '../refusals.js';
import { DOSSIER_FIELDS } from './dossier-fields.js';
import { checkStatus, checkTransition } from './dossier-status.js';

export interface DossierContext extends SwitchContext {
  readonly catalogue: NationalCatalogue;
  /** True, false, or whatever else the caller sent. */
  readonly isUpdating: Json;
  /** `MaHoSo` that stand more than once in the call. */
  readonly repeated: ReadonlySet<string>;
}

const NATIONAL_CODE = /^\d\.\d{6}$/;
const { missingField, badFormat, badEnum, dataIncorrect, procedureNotFound, fieldNotFound } = PORTAL_CODES;

/** Rules 1 and on of `DongBoHoSoMC`: what can be told from the call alone. */
export const DOSSIER_RULES: readonly Rule<JsonObject, DossierContext>[] = [
  {
    name: 'is-updating',
    says: 'isUpdating là "True" hoặc "False"; trong thân, hoặc trên địa chỉ',
    codes: [missingField, badEnum],
    label: 'observed (3)',
    check: checkIsUpdating,
  },
  ...itemRules(DOSSIER_FIELDS),
  {
    name: 'status',
    says: 'TrangThaiHoSo từ 1 đến 10',
    codes: [badEnum],
    label: 'observed (3)',
    switches: ['status.nonStandard'],
    check: (item, { switches }) => checkStatus('TrangThaiHoSo', textOf(item['TrangThaiHoSo']), switches),
  },
  {
    name: 'names-its-unit',
    says: 'MaHoSo chứa mã tỉnh Hnn hoặc bộ Gnn',
    codes: [badFormat],
    label: 'observed (1)',
    check: (item) =>
      ownerOf(textOf(item['MaHoSo'])) === null ? refuse.badFormat('MaHoSo', '<mã đơn vị>-yyMMdd-NNNN') : null,
  },
  {
    name: 'once-per-call',
    says: 'Mỗi MaHoSo một lần trong một lần gọi',
    codes: [dataIncorrect],
    label: 'assumed',
    check: checkRepetition,
  },
  {
    name: 'dates-in-order',
    says: 'NgayHenTra, NgayKetThucXuLy, NgayTra không trước NgayTiepNhan; NgayTra không trước NgayKetThucXuLy',
    codes: [dataIncorrect],
    label: 'assumed',
    check: checkDates,
  },
  {
    name: 'identity-fits-its-kind',
    says: 'CCCD có 12 chữ số, CMND có 9; số 000000001 thay cho số không biết',
    codes: [badFormat],
    label: 'observed (1)',
    check: checkIdentities,
  },
  {
    name: 'known-procedure',
    says: 'MaTTHC có trong danh mục và đang công khai',
    codes: [procedureNotFound, badFormat],
    label: 'assumed',
    switches: ['procedure.localCodes', 'procedure.unknownInWrite'],
    check: checkProcedure,
  },
  {
    name: 'known-field',
    says: 'MaLinhVuc có trong danh mục',
    codes: [fieldNotFound],
    label: 'assumed',
    check: (item, { catalogue }) =>
      catalogue.findField(textOf(item['MaLinhVuc'])) ? null : refuse.fieldNotFound(item['MaLinhVuc']),
  },
];

/** A dossier as it would be stored, and what is stored under its code. */
export interface DossierMeeting {
  readonly next: DossierRecord;
  readonly stored: DossierRecord | undefined;
}

export interface MeetingContext extends SwitchContext {
  /** `Hnn` or `Gnn` of the caller. */
  readonly owner: string;
  readonly isUpdating: boolean;
}

/** Rules of `DongBoHoSoMC` that look at what is stored. */
export const DOSSIER_STORED_RULES: readonly Rule<DossierMeeting, MeetingContext>[] = [
  {
    name: 'own-dossiers-only',
    says: 'Hồ sơ thuộc tỉnh hoặc bộ của đơn vị gọi',
    codes: [PORTAL_CODES.forbidden],
    label: 'assumed',
    check: ({ next, stored }, { owner }) =>
      (stored?.owner ?? ownerOf(next.code)) === owner ? null : refuse.forbidden(),
  },
  {
    name: 'created-once',
    says: 'isUpdating "False": chưa có hồ sơ này',
    codes: [PORTAL_CODES.duplicate],
    label: 'observed (1)',
    switches: ['duplicate.code', 'duplicate.create'],
    check: checkDuplicate,
  },
  {
    name: 'known-when-updated',
    says: 'isUpdating "True": đã có hồ sơ này',
    codes: [PORTAL_CODES.dossierNotFound],
    label: 'assumed',
    check: ({ next, stored }, { isUpdating }) => (isUpdating && !stored ? refuse.dossierNotFound(next.code) : null),
  },
  {
    name: 'known-transition',
    says: 'Trạng thái mới đi được từ trạng thái đang giữ',
    codes: [PORTAL_CODES.illegalTransition],
    label: 'assumed',
    switches: ['status.transitions'],
    check: ({ next, stored }, { isUpdating, switches }) =>
      stored && (isUpdating || switches['duplicate.create'] === 'overwrite')
        ? checkTransition(stored.status, next.status, switches)
        : null,
  },
];

function checkIsUpdating(_item: JsonObject, { isUpdating }: DossierContext): Refusal | null {
  if (isUpdating === null) return refuse.missingField('isUpdating');
  return typeof isUpdating === 'boolean' ? null : refuse.badEnum('isUpdating', isUpdating);
}

function checkRepetition(item: JsonObject, { repeated }: DossierContext): Refusal | null {
  const code = textOf(item['MaHoSo']);
  return repeated.has(code) ? refuse.incorrect(`MaHoSo ${code} lặp lại trong một lần gọi`) : null;
}

function checkDuplicate({ next, stored }: DossierMeeting, { isUpdating, switches }: MeetingContext): Refusal | null {
  const isRefused = stored && !isUpdating && switches['duplicate.create'] === 'reject';
  return isRefused ? asDuplicate(refuse.duplicateDossier(next.code), switches) : null;
}

function checkDates(item: JsonObject): Refusal | null {
  const pairs = [
    ['NgayTiepNhan', 'NgayHenTra'],
    ['NgayTiepNhan', 'NgayKetThucXuLy'],
    ['NgayTiepNhan', 'NgayTra'],
    ['NgayKetThucXuLy', 'NgayTra'],
  ] as const;
  const wrong = pairs.find(([first, second]) => {
    const isGiven = !isBlank(item[first]) && !isBlank(item[second]);
    return isGiven && textOf(item[second]) < textOf(item[first]);
  });
  return wrong ? refuse.incorrect(`${wrong[1]} trước ${wrong[0]}`) : null;
}

function checkIdentities(item: JsonObject): Refusal | null {
  const given = Array.isArray(item['DinhDanhCHS']) ? item['DinhDanhCHS'] : [];
  for (const [index, identity] of given.entries()) {
    const { LoaiDinhDanh: kind, SoDinhDanh: number } = identity as JsonObject;
    const isFiller = textOf(number) === '000000001';
    const digits = textOf(kind) === '1' ? 12 : 9;
    if (isFiller || isBlank(number) || textOf(number).length === digits) continue;
    return refuse.badFormat(`DinhDanhCHS[${String(index)}].SoDinhDanh`, `${String(digits)} chữ số`);
  }
  return null;
}

function checkProcedure(item: JsonObject, { catalogue, switches }: DossierContext): Refusal | null {
  const code = textOf(item['MaTTHC']);
  const mode = switches['procedure.localCodes'];
  const isNational = NATIONAL_CODE.test(code);
  if (mode === 'national' && !isNational) return refuse.badFormat('MaTTHC', 'd.dddddd');
  if (mode === 'any' && !isNational) return null;
  if (switches['procedure.unknownInWrite'] === 'warn') return null;
  return isListed(code, catalogue) ? null : refuse.procedureNotFound(code);
}

/** A province's suffix stands for the national procedure. */
export function isListed(code: string, catalogue: NationalCatalogue): boolean {
  return PROCEDURE_CODE.test(code) && (catalogue.findProcedure(code)?.isPublic ?? false);
}
