import { PORTAL_CODES, PORTAL_LEVELS, PORTAL_SERVICE_STATES } from '@dvc/contracts';
import type { NationalCatalogue } from '../records/national-catalogue.js';
import type { SwitchValues } from '../switches/switch-table.js';
import { asDuplicate } from './batch.js';
import { firstRefusal, type Rule } from './behaviour/rule.js';
import { isBlank } from './fields/field-checks.js';
import { field, type FieldRule } from './fields/field-rule.js';
import { itemRules, type SwitchContext } from './fields/item-rules.js';
import { textOf, type Json, type JsonObject } from './json.js';
import { provinceOf } from './owner.js';
import { itemsOf } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

/** What an item is checked against. */
export interface ItemContext extends SwitchContext {
  readonly catalogue: NationalCatalogue;
  /** `Hnn` of the caller. */
  readonly province: string;
  /** True, false, or whatever else the caller sent. */
  readonly isUpdating: Json;
  /** Codes that stand more than once in the call. */
  readonly repeated: ReadonlySet<string>;
}

type Check = (item: JsonObject, context: ItemContext) => Refusal | null;

const YES = { required: 'yes' } as const;
const LEVELS = PORTAL_LEVELS.map(String);
/** One service in `DongBoDVC`. Its lengths are the project's own, so no switch loosens them. */
export const SERVICE_FIELDS: readonly FieldRule[] = [
  field('MADVC', 'service-code', YES),
  field('TENDVC', 'string', { ...YES, max: 1_000, isHardLimit: true }),
  field('MATTHC', 'procedure-code', YES),
  field('TENTTHC', 'string', { max: 1_000, isHardLimit: true }),
  field('MACOQUANBANHANH', 'agency-code'),
  field('TENCOQUANBANHANH', 'string', { ...YES, max: 500, isHardLimit: true }),
  field('MALINHVUC', 'field-code'),
  field('TENLINHVUC', 'string', { ...YES, max: 500, isHardLimit: true }),
  field('APDUNGDVC', 'list', {
    fields: [field('MACOQUANTHUCHIEN', 'agency-code', YES), field('MUCDO', 'integer', { ...YES, values: LEVELS })],
  }),
  field('TRANGTHAI', 'integer', { ...YES, values: PORTAL_SERVICE_STATES }),
];
const MOST_UNITS = 500;

/** Which of the two the call is; needed before anything else can be told. */
const saysWhich: Check = (_item, { isUpdating }) => {
  if (isUpdating === null) return refuse.missingField('isUpdating');
  return typeof isUpdating === 'boolean' ? null : refuse.badEnum('isUpdating', isUpdating);
};

/** A service applies somewhere, unless it is withdrawn. */
const hasUnits: Check = (item) => {
  const units = item['APDUNGDVC'];
  const isEmpty = isBlank(units) || (Array.isArray(units) && units.length === 0 && !isWithdrawn(item));
  if (isEmpty) return refuse.missingField('APDUNGDVC');
  const isMuch = Array.isArray(units) && units.length > MOST_UNITS;
  return isMuch ? refuse.badFormat('APDUNGDVC', `tối đa ${String(MOST_UNITS)} đơn vị`) : null;
};

/** Check 6: the fields agree with each other. */
const isCoherent: Check = (item, { repeated }) => {
  const code = textOf(item['MADVC']);
  if (code.slice(0, code.lastIndexOf('.')) !== item['MATTHC'])
    return refuse.incorrect('MADVC không bắt đầu bằng MATTHC');
  if (repeated.has(code)) return refuse.incorrect(`MADVC ${code} lặp lại trong một lần gọi`);
  const agencies = unitsOf(item).map((unit) => unit['MACOQUANTHUCHIEN']);
  const twice = agencies.find((agency, index) => agencies.indexOf(agency) !== index);
  return twice === undefined ? null : refuse.incorrect(`cơ quan ${textOf(twice)} lặp lại trong APDUNGDVC`);
};

/** Check 7: the procedure is on the national list. A service of an abolished one can still be withdrawn. */
const hasPublicProcedure: Check = (item, { catalogue }) => {
  if (isWithdrawn(item)) return null;
  const isListed = catalogue.findProcedure(textOf(item['MATTHC']))?.isPublic ?? false;
  return isListed ? null : refuse.procedureNotFound(item['MATTHC']);
};

/** Check 8: field and agencies are on the national lists, and the units are the caller's own. */
const hasListedUnits: Check = (item, { catalogue, province }) => {
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

const { missingField, badFormat, badEnum, dataIncorrect } = PORTAL_CODES;
const rule = (name: string, says: string, codes: readonly number[], check: Check): Rule<JsonObject, ItemContext> => ({
  name,
  says,
  codes,
  label: 'assumed',
  check,
});

/** Checks 3 to 8 in their order; 1 and 2 look at the call, 9 to 11 at what is stored. */
export const SERVICE_RULES: readonly Rule<JsonObject, ItemContext>[] = [
  rule('is-updating', 'isUpdating là "True" hoặc "False"', [missingField, badEnum], saysWhich),
  rule('units', 'Có đơn vị thực hiện, trừ khi ngừng cung cấp; tối đa 500', [missingField, badFormat], hasUnits),
  ...itemRules(SERVICE_FIELDS),
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
