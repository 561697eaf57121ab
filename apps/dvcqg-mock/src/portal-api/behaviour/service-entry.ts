import type { SwitchName } from '../../switches/switch-table.js';
import type { FieldRule } from '../fields/field-rule.js';
import type { Label } from './label.js';
import type { RuleNote } from './rule.js';

/** What is known, and shown, of a service. Fields and rules are the ones its answerer obeys. */
export interface ServiceEntry {
  readonly group: string;
  readonly label: Label;
  readonly about: string;
  readonly success?: readonly string[];
  readonly fields?: readonly FieldRule[];
  readonly rules?: readonly RuleNote[];
  readonly switches?: readonly SwitchName[];
}
