import { isBlank } from '../portal-api/fields/field-checks.js';
import { formOf, type FieldRule } from '../portal-api/fields/field-rule.js';
import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import { nearestName } from './nearest-name.js';

/** One place where a call is not as a rule wants it. */
export interface Difference {
  readonly place: string;
  readonly expected: string;
  readonly got: string;
  readonly didYouMean?: string;
}

const LONGEST_SHOWN = 60;
/** A value the journal has hidden can no longer be judged. */
const HIDDEN = /^(?:hmac:|‹redacted›)/;

/** How an item differs from a table of fields: what is missing, misspelt, misshapen or not on its list. */
export function differencesOfItem(item: JsonObject, fields: readonly FieldRule[], place: string): Difference[] {
  if (fields.length === 0) return [];
  const names = fields.map(({ name }) => name);
  const unknown = Object.entries(item).flatMap(([name, value]): Difference[] => {
    if (names.includes(name)) return [];
    const meant = nearestName(name, names);
    const expected = 'không có trường này';
    return [{ place: `${place}.${name}`, expected, got: show(value), ...(meant ? { didYouMean: meant } : {}) }];
  });
  return [...fields.flatMap((field) => differencesOfField(item[field.name], field, place)), ...unknown];
}

function differencesOfField(value: Json | undefined, field: FieldRule, before: string): Difference[] {
  const place = `${before}.${field.name}`;
  const { form, values, required, fields: inner = [] } = field;
  const expected = values ? values.map((one) => `"${one}"`).join(' | ') : formOf(form).says;
  if (isBlank(value))
    return required === 'yes' ? [{ place, expected, got: value === undefined ? 'không có' : show(value) }] : [];
  if (form === 'list') {
    if (!Array.isArray(value)) return [{ place, expected: 'danh sách', got: show(value) }];
    return value.flatMap((part, index) =>
      isJsonObject(part) ? differencesOfItem(part, inner, `${place}[${String(index)}]`) : [],
    );
  }
  const text = textOf(value);
  if (HIDDEN.test(text)) return [];
  const isGood = typeof value !== 'object' && formOf(form).fits(text) && (!values || values.includes(text));
  return isGood ? [] : [{ place, expected, got: show(value) }];
}

/** A value as it stands in JSON, cut short. */
export function show(value: Json | undefined): string {
  if (value === undefined) return 'không có';
  const text = JSON.stringify(value);
  const type = typeof value === 'boolean' || typeof value === 'number' ? ` (${typeof value})` : '';
  return (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text) + type;
}
