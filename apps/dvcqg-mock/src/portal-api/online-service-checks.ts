import {
  AGENCY_CODE,
  FIELD_CODE,
  PORTAL_LEVELS,
  PORTAL_SERVICE_STATES,
  PROCEDURE_CODE,
  SERVICE_CODE,
} from '@dvc/contracts';
import type { NationalCatalogue } from '../records/national-catalogue.js';
import { textOf, type Json, type JsonObject } from './json.js';
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

/** Checks 3 to 8 in their order; 1 and 2 look at the call, 9 to 11 at what is stored. */
const ITEM_CHECKS: readonly Check[] = [
  hasRequiredFields,
  hasGoodFormats,
  hasListedValues,
  isCoherent,
  hasPublicProcedure,
  hasListedUnits,
];

/** The first check that fails decides. */
export function checkItem(item: JsonObject, context: ItemContext): Refusal | null {
  for (const check of ITEM_CHECKS) {
    const refusal = check(item, context);
    if (refusal) return refusal;
  }
  return null;
}

/** Checks 9 to 11: does the call fit what is stored. */
export function checkAgainstStored(
  code: string,
  isKnown: boolean,
  call: { isUpdating: boolean; state: string },
): Refusal | null {
  if (!call.isUpdating && isKnown) return refuse.duplicateService(code);
  if (call.isUpdating && !isKnown) return refuse.serviceNotFound(code);
  return call.state === '0' && !call.isUpdating ? refuse.serviceState() : null;
}

/** A level as a number; senders write `3` or `"3"`. Null when it is neither. */
export function toLevel(value: Json | undefined): number | null {
  if (typeof value === 'string') return /^\d{1,3}$/.test(value) ? Number(value) : null;
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

/** `Hnn` in an agency's code, old style or new; null for a ministry. */
export function provinceOf(agency: string): string | null {
  return /(?:^|\.)(H\d{2})(?:\.|$)/.exec(agency)?.[1] ?? null;
}

export function isBlank(value: Json | undefined): value is '' | null | undefined {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

export function unitsOf(item: JsonObject): JsonObject[] {
  const units = item['APDUNGDVC'];
  return Array.isArray(units) ? itemsOf(units) : [];
}

function isWithdrawn(item: JsonObject): boolean {
  return item['TRANGTHAI'] === '0' || item['TRANGTHAI'] === 0;
}
