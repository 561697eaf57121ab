import { PORTAL_CODES } from '@dvc/contracts';
import type { SwitchValues } from '../../switches/switch-table.js';
import type { Rule } from '../behaviour/rule.js';
import type { JsonObject } from '../json.js';
import { findMisshapen, findMissing, findTooLong, findUnknown, findUnlisted } from './field-checks.js';
import type { FieldRule } from './field-rule.js';

export interface SwitchContext {
  readonly switches: SwitchValues;
}

const { missingField, dataIncorrect, badFormat, tooLong, badEnum } = PORTAL_CODES;

function formatRule(fields: readonly FieldRule[]): Rule<JsonObject, SwitchContext> {
  return {
    name: 'formats',
    says: 'Ngày, mã, số và danh sách đúng định dạng',
    codes: [badFormat],
    label: 'assumed',
    check: (item) => findMisshapen(item, fields),
  };
}

/** What a table of fields demands of an item, in the order in which the portal looks. */
export function itemRules(fields: readonly FieldRule[]): readonly Rule<JsonObject, SwitchContext>[] {
  return [
    {
      name: 'required-fields',
      says: 'Trường bắt buộc có mặt và không trống',
      codes: [missingField],
      label: 'assumed',
      switches: ['fields.required', 'fields.upperCaseNames'],
      check: (item, { switches }) => findMissing(item, fields, switches),
    },
    {
      name: 'known-fields',
      says: 'Không có trường lạ',
      codes: [dataIncorrect],
      label: 'assumed',
      switches: ['fields.unknownKeys'],
      check: (item, { switches }) => findUnknown(item, fields, switches),
    },
    formatRule(fields),
    {
      name: 'lengths',
      says: 'Chuỗi không dài quá giới hạn',
      codes: [tooLong],
      label: 'observed (1)',
      switches: ['limits.text'],
      check: (item, { switches }) => findTooLong(item, fields, switches),
    },
    {
      name: 'listed-values',
      says: 'Giá trị thuộc danh mục',
      codes: [badEnum],
      label: 'assumed',
      check: (item) => findUnlisted(item, fields),
    },
  ];
}
