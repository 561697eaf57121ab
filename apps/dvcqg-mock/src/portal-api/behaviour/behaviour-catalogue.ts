import type { SwitchName } from '../../switches/switch-table.js';
import { SWITCHES, SWITCH_NAMES, allowedValues } from '../../switches/switch-table.js';
import { statusOfCode } from '../dialect.js';
import { DOSSIER_STATUSES, DOSSIER_TRANSITIONS } from '../dossiers/dossier-status.js';
import { listAddresses, type AddressLine } from './address-lines.js';
import { RELAY_RULES } from '../../relays/relay-rules.js';
import type { RuleNote } from './rule.js';
import { formOf, type FieldForm, type FieldRule } from '../fields/field-rule.js';
import { PUSH_KIND_NAMES, kindOf } from '../../pushes/push-kinds.js';
import { listFaultModel, type FaultModel } from '../../faults/fault-model.js';
import type { Label } from './label.js';
import { REFUSALS } from './refusal-table.js';
import type { ServiceEntry } from './service-entry.js';
import { SERVICES } from './service-registry.js';

export interface FieldLine {
  readonly field: string;
  readonly form: FieldForm;
  readonly format: string;
  readonly required: FieldRule['required'];
  readonly generation: 1 | 2;
  readonly max: number | null;
  readonly values: readonly string[];
}

export interface RuleLine {
  readonly rule: string;
  readonly says: string;
  readonly codes: readonly number[];
  readonly label: Label;
  readonly switches: readonly SwitchName[];
}

export interface ServiceLine {
  readonly service: string;
  readonly group: string;
  readonly label: Label;
  readonly about: string;
  readonly success: readonly string[];
  readonly switches: readonly SwitchName[];
  readonly fields: readonly FieldLine[];
  readonly rules: readonly RuleLine[];
}

export interface BehaviourCatalogue extends FaultModel {
  readonly services: readonly ServiceLine[];
  /** Beside the adapter's own. */
  readonly addresses: readonly AddressLine[];
  /** What a relay demands before it asks the portal. */
  readonly relayRules: readonly RuleLine[];
  readonly codes: readonly {
    code: number;
    name: string;
    message: string;
    label: Label;
    /** Where the switch for it says that codes have one. */
    httpStatus: number;
    switches: readonly string[];
  }[];
  readonly switches: readonly {
    switch: string;
    values: string;
    default: string | number;
    strict: string | number;
    about: string;
    label: Label;
  }[];
  /** What the portal calls a province for. */
  readonly pushes: readonly {
    kind: string;
    address: string;
    label: Label;
    about: string;
    required: readonly string[];
    replies: string;
  }[];
  readonly statuses: readonly { status: string; name: string; label: Label }[];
  readonly transitions: readonly { from: string; to: string; basis: string }[];
}

/** Everything the mock does, from the tables it does it by. */
export function listBehaviours(): BehaviourCatalogue {
  return {
    services: Object.entries(SERVICES).map(([service, entry]) => toServiceLine(service, entry)),
    addresses: listAddresses(),
    relayRules: RELAY_RULES.map(toRuleLine),
    codes: Object.entries(REFUSALS).map(([name, entry]) => ({
      code: entry.code,
      name,
      message: entry.message,
      label: entry.label,
      httpStatus: statusOfCode(entry.code).status,
      switches: [...('switch' in entry && entry.switch ? [entry.switch] : []), statusOfCode(entry.code).by],
    })),
    switches: SWITCH_NAMES.map((name) => ({
      switch: name,
      values: allowedValues(name),
      default: SWITCHES[name].standard,
      strict: SWITCHES[name].strict,
      about: SWITCHES[name].about,
      label: 'assumed',
    })),
    pushes: PUSH_KIND_NAMES.map((kind) => {
      const { method, fragment, label, about, required, replies } = kindOf(kind);
      return {
        kind,
        address: `${method} ${fragment === null ? '(của tỉnh)' : `…/${fragment}`}`,
        label,
        about,
        required,
        replies,
      };
    }),
    statuses: Object.entries(DOSSIER_STATUSES).map(([status, name]) => ({ status, name, label: 'observed (3)' })),
    transitions: DOSSIER_TRANSITIONS,
    ...listFaultModel(),
  };
}

function toServiceLine(service: string, entry: ServiceEntry): ServiceLine {
  const { group, label, about, success = [''], switches = [], fields = [], rules = [] } = entry;
  return {
    service,
    group,
    label,
    about,
    success,
    switches,
    fields: fields.flatMap((rule) => fieldLines(rule, '')),
    rules: rules.map(toRuleLine),
  };
}

function toRuleLine({ name, says, codes, label, switches = [] }: RuleNote): RuleLine {
  return { rule: name, says, codes, label, switches };
}

function fieldLines(rule: FieldRule, before: string): FieldLine[] {
  const name = `${before}${rule.name}${rule.form === 'list' ? '[]' : ''}`;
  const format = rule.form === 'list' ? 'danh sách' : rule.form === 'object' ? 'đối tượng' : formOf(rule.form).says;
  const { required, generation, max = null, values = [] } = rule;
  const line = { field: name, form: rule.form, format, required, generation, max, values };
  return [line, ...(rule.fields ?? []).flatMap((inner) => fieldLines(inner, `${name}.`))];
}
