import {
  AGENCY_CODE,
  FIELD_CODE,
  PORTAL_CODES,
  PORTAL_LEVELS,
  PORTAL_SERVICE_STATES,
  PROCEDURE_CODE,
  SERVICE_CODE,
} from '@dvc/contracts';
import type { NationalCatalogue } from '../records/national-catalogue.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { asDuplicate } from './batch.js';
import { firstRefusal, type Rule } from './behaviour/rule.js';
import { isBlank } from './fields/field-checks.js';
import { textOf, type Json, type JsonObject } from './json.js';
import { provinceOf } from './owner.js';
import { itemsOf } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

/** What an item is checked against. */
export interface ItemContext {
  readonly catalogue: NationalCatalogue;
  /** `Hnn` of the caller. */
  readonly province: string;
  /** True, false, or whatever else the caller sent. */
  readonly isUpdating: Json;
  /** Codes that stand more than once in the call. */
  readonly repeated: ReadonlySet<string>;
}

type Check = (item: JsonObject, context: ItemContext) => Refusal | null;

const REQUIRED = ['MADVC', 'TENDVC', 'MATTHC', 'TENCOQUANBANHANH', 'TENLINHVUC', 'APDUNGDVC', 'TRANGTHAI'] as const;
const CODES = [
  { field: 'MADVC', pattern: SERVICE_CODE, format: '<MATTHC>.nn' },
  { field: 'MATTHC', pattern: PROCEDURE_CODE, format: 'd.dddddd' },
  { field: 'MACOQUANBANHANH', pattern: AGENCY_CODE, format: 'mã cơ quan' },
  { field: 'MALINHVUC', pattern: FIELD_CODE, format: 'Gnn-XXnn' },
] as const;
const TEXTS = [
  { field: 'TENDVC', max: 1_000 },
  { field: 'TENTTHC', max: 1_000 },
  { field: 'TENCOQUANBANHANH', max: 500 },
  { field: 'TENLINHVUC', max: 500 },
] as const;
const MOST_UNITS = 500;

/** Check 3: what must be there is there, and is not blank. */
export const hasRequiredFields: Check = (item, { isUpdating }) => {
  if (isUpdating === null) return refuse.missingField('isUpdating');
  const missing = REQUIRED.find((field) => isBlank(item[field]));
  if (missing) return refuse.missingField(missing);
  const units = item['APDUNGDVC'];
  if (!Array.isArray(units)) return null;
  if (units.length === 0 && !isWithdrawn(item)) return refuse.missingField('APDUNGDVC');
  for (const [index, unit] of itemsOf(units).entries()) {
    const lacking = ['MACOQUANTHUCHIEN', 'MUCDO'].find((field) => isBlank(unit[field]));
    if (lacking) return refuse.missingField(`APDUNGDVC[${String(index)}].${lacking}`);
  }
  return null;
};

/** Check 4: types, patterns and lengths. */
export const hasGoodFormats: Check = (item) => {
  for (const { field, pattern, format } of CODES) {
    const value = item[field];
    if (!isBlank(value) && !(typeof value === 'string' && pattern.test(value))) return refuse.badFormat(field, format);
  }
  for (const { field, max } of TEXTS) {
    const value = item[field];
    if (isBlank(value)) continue;
    if (typeof value !== 'string') return refuse.badFormat(field, 'chuỗi');
    if (Array.from(value).length > max) return refuse.tooLong(field, max);
  }
  if (!['string', 'number'].includes(typeof item['TRANGTHAI'])) return refuse.badFormat('TRANGTHAI', 'chuỗi');
  return hasGoodUnits(item['APDUNGDVC']);
};

function hasGoodUnits(units: Json | undefined): Refusal | null {
  if (!Array.isArray(units)) return refuse.badFormat('APDUNGDVC', 'danh sách');
  if (units.length > MOST_UNITS) return refuse.badFormat('APDUNGDVC', `tối đa ${String(MOST_UNITS)} đơn vị`);
  for (const [index, unit] of itemsOf(units).entries()) {
    const place = `APDUNGDVC[${String(index)}]`;
    const agency = unit['MACOQUANTHUCHIEN'];
    if (typeof agency !== 'string' || !AGENCY_CODE.test(agency)) {
      return refuse.badFormat(`${place}.MACOQUANTHUCHIEN`, 'mã cơ quan');
    }
    if (toLevel(unit['MUCDO']) === null) return refuse.badFormat(`${place}.MUCDO`, 'số nguyên');
  }
  return null;
}

/** Check 5: values of closed lists. */
export const hasListedValues: Check = (item, { isUpdating }) => {
  for (const [index, unit] of unitsOf(item).entries()) {
    if (!PORTAL_LEVELS.some((level) => level === toLevel(unit['MUCDO']))) {
      return refuse.badEnum(`APDUNGDVC[${String(index)}].MUCDO`, unit['MUCDO']);
    }
  }
  if (!PORTAL_SERVICE_STATES.some((state) => state === textOf(item['TRANGTHAI']))) {
    return refuse.badEnum('TRANGTHAI', item['TRANGTHAI']);
  }
  return typeof isUpdating === 'boolean' ? null : refuse.badEnum('isUpdating', isUpdating);
};

/** Check 6: the fields agree with each other. */
export const isCoherent: Check = (item, { repeated }) => {
  const code = textOf(item['MADVC']);
  if (code.slice(0, code.lastIndexOf('.')) !== item['MATTHC'])
    return refuse.incorrect('MADVC không bắt đầu bằng MATTHC');
  if (repeated.has(code)) return refuse.incorrect(`MADVC ${code} lặp lại trong một lần gọi`);
  const agencies = unitsOf(item).map((unit) => unit['MACOQUANTHUCHIEN']);
  const twice = agencies.find((agency, index) => agencies.indexOf(agency) !== index);
  return twice === undefined ? null : refuse.incorrect(`cơ quan ${textOf(twice)} lặp lại trong APDUNGDVC`);
};

/** Check 7: the procedure is on the national list. A service of an abolished one can still be withdrawn. */
export const hasPublicProcedure: Check = (item, { catalogue }) => {
  if (isWithdrawn(item)) return null;
  const isListed = catalogue.findProcedure(textOf(item['MATTHC']))?.isPublic ?? false;
  return isListed ? null : refuse.procedureNotFound(item['MATTHC']);
};

/** Check 8: field and agencies are on the national lists, and the units are the caller's own. */
export const hasListedUnits: Check = (item, { catalogue, province }) => {
  const isOffered = !isWithdrawn(item);
  const field = item['MALINHVUC'];
  const procedureField = catalogue.findProcedure(textOf(item['MATTHC']))?.fieldCode;
  const isGoodField = isBlank(field) || (field === procedureField && catalogue.findField(textOf(field)) !== null);
  if (isOffered && !isGoodField) return refuse.fieldNotFound(field);
  const issuer = item['MACOQUANBANHANH'];
  if (isOffered && !isBlank(issuer) && !catalogue.findAgency(textOf(issuer))) return refuse.agencyNotFound(issuer);
  for (const unit of unitsOf(item)) {
    const agency = textOf(unit['MACOQUANTHUCHIEN']);
    if (isOffered && !catalogue.findAgency(agency)) return refuse.agencyNotFound(agency);
    if (provinceOf(agency) !== province) return refuse.forbidden();
  }
  return null;
};

const { missingField, badFormat, tooLong, badEnum, dataIncorrect } = PORTAL_CODES;
const rule = (name: string, says: string, codes: readonly number[], check: Check): Rule<JsonObject, ItemContext> => ({
  name,
  says,
  codes,
  label: 'assumed',
  check,
});

/** Checks 3 to 8 in their order; 1 and 2 look at the call, 9 to 11 at what is stored. */
export const SERVICE_RULES: readonly Rule<JsonObject, ItemContext>[] = [
  rule('required-fields', 'Trường bắt buộc có mặt và không trống', [missingField], hasRequiredFields),
  rule('formats', 'Kiểu, dạng mã và độ dài', [badFormat, tooLong], hasGoodFormats),
  rule('listed-values', 'MUCDO, TRANGTHAI, isUpdating thuộc danh mục', [badEnum], hasListedValues),
  rule('coherent', 'MADVC bắt đầu bằng MATTHC; không lặp MADVC, không lặp cơ quan', [dataIncorrect], isCoherent),
  rule('public-procedure', 'Thủ tục đang công khai', [PORTAL_CODES.procedureNotFound], hasPublicProcedure),
  rule(
    'listed-units',
    'Lĩnh vực, cơ quan có trong danh mục; cơ quan thực hiện thuộc tỉnh gọi',
    [PORTAL_CODES.fieldNotFound, PORTAL_CODES.agencyNotFound, PORTAL_CODES.forbidden],
    hasListedUnits,
  ),
];

/** The first check that fails decides. */
export function checkItem(item: JsonObject, context: ItemContext): Refusal | null {
  return firstRefusal(SERVICE_RULES, item, context);
}

interface ServiceMeeting {
  readonly code: string;
  readonly isKnown: boolean;
  readonly state: string;
}

interface ServiceMeetingContext {
  readonly isUpdating: boolean;
  readonly switches: SwitchValues;
}

/** Checks 9 to 11: does the call fit what is stored. */
export const SERVICE_STORED_RULES: readonly Rule<ServiceMeeting, ServiceMeetingContext>[] = [
  {
    name: 'created-once',
    says: 'isUpdating "False": chưa có dịch vụ này',
    codes: [PORTAL_CODES.duplicate],
    label: 'assumed',
    switches: ['duplicate.code'],
    check: ({ code, isKnown }, { isUpdating, switches }) =>
      !isUpdating && isKnown ? asDuplicate(refuse.duplicateService(code), switches) : null,
  },
  {
    name: 'known-when-updated',
    says: 'isUpdating "True": đã có dịch vụ này',
    codes: [PORTAL_CODES.serviceNotFound],
    label: 'assumed',
    check: ({ code, isKnown }, { isUpdating }) => (isUpdating && !isKnown ? refuse.serviceNotFound(code) : null),
  },
  {
    name: 'not-created-withdrawn',
    says: 'TRANGTHAI "0" chỉ khi isUpdating "True"',
    codes: [PORTAL_CODES.serviceState],
    label: 'assumed',
    check: ({ state }, { isUpdating }) => (state === '0' && !isUpdating ? refuse.serviceState() : null),
  },
];

/** A level as a number; senders write `3` or `"3"`. Null when it is neither. */
export function toLevel(value: Json | undefined): number | null {
  if (typeof value === 'string') return /^\d{1,3}$/.test(value) ? Number(value) : null;
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

export function unitsOf(item: JsonObject): JsonObject[] {
  const units = item['APDUNGDVC'];
  return Array.isArray(units) ? itemsOf(units) : [];
}

function isWithdrawn(item: JsonObject): boolean {
  return item['TRANGTHAI'] === '0' || item['TRANGTHAI'] === 0;
}
