import { AGENCY_CODE, FIELD_CODE, PROCEDURE_CODE, SERVICE_CODE } from '@dvc/contracts';
import { momentOfIso } from './iso-moment.js';
import { isMoment } from './moment.js';

interface Form {
  /** As it stands in a refusal. */
  readonly says: string;
  readonly fits: (text: string) => boolean;
}

const like = (pattern: RegExp, says: string): Form => ({ says, fits: (text) => pattern.test(text) });

/** How a scalar is written. Senders in use write numbers and truth values as text; the mock takes them bare as well. */
const FORMS = {
  text: { says: 'chuỗi', fits: () => true },
  /** Text that is kept as text: no bare number or truth value. */
  string: { says: 'chuỗi', fits: () => true },
  moment: { says: 'yyyyMMddHHmmss', fits: isMoment },
  'local-moment': { says: 'yyyy-MM-dd HH:mm:ss', fits: (text) => text[10] === ' ' && momentOfIso(text) !== null },
  'iso-moment': { says: 'yyyy-MM-ddTHH:mm:ss', fits: (text) => momentOfIso(text) !== null },
  uuid: like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'UUID'),
  'dossier-code': like(/^[A-Z0-9.]{1,60}-\d{6,8}-\d{4,7}$/, '<mã đơn vị>-yyMMdd-NNNN'),
  'service-code': like(SERVICE_CODE, '<MATTHC>.nn'),
  'procedure-code': like(PROCEDURE_CODE, 'd.dddddd'),
  'field-code': like(FIELD_CODE, 'Gnn-XXnn'),
  'agency-code': like(AGENCY_CODE, 'mã cơ quan'),
  integer: like(/^\d{1,15}$/, 'số nguyên'),
  amount: like(/^\d{1,3}(\.\d{3})+$|^\d{1,15}$/, 'số tiền'),
  percent: like(/^(100|\d{1,2})([.,]\d{1,2})?%$/, 'NN%'),
  month: like(/^(0?[1-9]|1[0-2])-\d{4}$/, 'M-YYYY'),
  'identity-number': like(/^\d{9}$|^\d{12}$/, '9 hoặc 12 chữ số'),
  'tax-or-identity-number': like(/^\d{9,10}$|^\d{12}$|^\d{10}-\d{3}$/, 'mã số thuế hoặc số định danh'),
} as const satisfies Record<string, Form>;

export type FieldForm = keyof typeof FORMS | 'list' | 'object';

/**
 * What the journal keeps of a private value: nothing, a keyed digest (the same value is still the same), or a keyed
 * digest with the last four signs.
 */
export type Privacy = 'drop' | 'hash' | 'keep-last-4';

/** What may stand in one field. */
export interface FieldRule {
  readonly name: string;
  readonly form: FieldForm;
  /** `unclear`: required only where the switch `fields.required` is `all`. */
  readonly required: 'yes' | 'unclear' | 'no';
  /** 1: seen since 2019; 2: since 2022. */
  readonly generation: 1 | 2;
  /** Characters. */
  readonly max?: number;
  /** Refused beyond `max` even where other texts are let through with a warning. */
  readonly isHardLimit?: true;
  readonly values?: readonly string[];
  /** Who reads the journal may not read this; see {@link Privacy}. */
  readonly pii?: Privacy;
  /** Of each item of a list, or of an object. */
  readonly fields?: readonly FieldRule[];
}

type More = Partial<Omit<FieldRule, 'name' | 'form'>>;

export function field(name: string, form: FieldForm = 'text', more: More = {}): FieldRule {
  return { name, form, required: 'no', generation: 1, ...more };
}

export function formOf(form: FieldForm): Form {
  return form === 'list' || form === 'object' ? FORMS.text : FORMS[form];
}
