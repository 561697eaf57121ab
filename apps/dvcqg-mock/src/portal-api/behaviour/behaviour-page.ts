import type { FaultModel } from '../../faults/fault-model.js';
import type { AddressLine } from './address-lines.js';
import type { BehaviourCatalogue, RuleLine, ServiceLine } from './behaviour-catalogue.js';

type Cell = string | number | readonly (string | number)[] | null;

const HEAD = `# What the mock portal does

Made from the code's own tables by \`node tools/portal-behaviours.mjs\`; \`GET /__sim/catalog\` gives the same as JSON. Do not edit.

Labels: **documented**, in a public text · **observed (n)**, in n independent systems · **assumed**, decided by this project. The evidence is in [protocol.md](protocol.md). A switch is set with \`PATCH /__sim/switches\`, for instance \`{"profile":"strict","switches":{"batch.mode":"silent"}}\`.
`;

const PUSHES_HEAD = `Put into the queue with \`POST /__sim/pushes\`; only hosts of \`MOCK_CALLBACK_HOSTS\` are called, and redirects are not followed. No answer, or one whose status says nothing about the content (5xx, 408, 429, a redirect), is tried again, ever more slowly; every other answer is final. — assumed
`;

/** The catalogue as a page of Markdown. */
export function writeBehaviourPage(catalogue: BehaviourCatalogue): string {
  const { services, addresses, relayRules, codes, switches, pushes, statuses, transitions } = catalogue;
  const parts = [
    HEAD,
    '## Services\n',
    table(['service', 'group', 'label', 'about', 'message on success', 'switches'], services.map(serviceRow)),
    ...writeAddresses(addresses, relayRules),
    '## Switches\n',
    table(
      ['switch', 'values', 'default', 'strict', 'about'],
      switches.map((line) => [code(line.switch), line.values, line.default, line.strict, line.about]),
    ),
    '## Codes\n',
    table(
      ['code', 'message', 'label', 'HTTP', 'switches'],
      codes.map((line) => [line.code, line.message, line.label, line.httpStatus, line.switches.map(code)]),
    ),
    ...services.flatMap(writeDetails),
    ...writePushes(pushes),
    '## Statuses of a dossier\n',
    table(
      ['status', 'name', 'may go to (derived in brackets)'],
      statuses.map(({ status, name }) => [
        status,
        name,
        transitions.flatMap(({ from, to, basis }) => (from !== status ? [] : [basis === 'derived' ? `(${to})` : to])),
      ]),
    ),
    ...writeFaultModel(catalogue),
  ];
  return parts.join('\n');
}

function writePushes(pushes: BehaviourCatalogue['pushes']): string[] {
  return [
    '## What the portal sends to a province\n',
    PUSHES_HEAD,
    table(
      ['kind', 'address', 'label', 'about', 'required', 'answers'],
      pushes.map((line) => [
        code(line.kind),
        line.address,
        line.label,
        line.about,
        line.required.map(code),
        line.replies,
      ]),
    ),
  ];
}

function writeAddresses(addresses: readonly AddressLine[], relayRules: readonly RuleLine[]): string[] {
  return [
    '## Addresses beside the adapter\n',
    'A relay logs in for its callers and translates; the service behind it has the rules. Its refusals are worded like its other answers.\n',
    table(
      ['system', 'method', 'address', 'service', 'answer', 'label', 'about'],
      addresses.map((line) => [
        line.system,
        line.method,
        code(line.address),
        code(line.service),
        line.answer,
        line.label,
        line.about,
      ]),
    ),
    '### What a relay demands before it asks the portal\n',
    ruleTable(relayRules),
  ];
}

/** Tools of the mock, not behaviour of any portal: every one is assumed to be possible. */
function writeFaultModel({ phases, effects, schedules, magic }: FaultModel): string[] {
  return [
    '## Phases of a fault\n',
    'In this order; `PUT /__sim/faults` refuses an effect in another phase.\n',
    table(
      ['phase', 'about', 'truth at the portal', 'effects', 'label'],
      phases.map((line) => [code(line.phase), line.about, line.truth, line.effects.map(code), line.label]),
    ),
    '## Effects of a fault\n',
    table(
      ['effect', 'about', 'parameters', 'the caller (axios) sees', 'label'],
      effects.map(({ effect, about, parameters, symptom, label }) => [
        code(effect),
        about,
        Object.entries(parameters)
          .map(([name, form]) => `${code(name)}: ${form}`)
          .join(' · '),
        symptom,
        label,
      ]),
    ),
    '## Schedules of a fault\n',
    table(
      ['schedule', 'fires', 'reproducible', 'label'],
      schedules.map((line) => [code(line.schedule), line.about, line.reproducible, line.label]),
    ),
    '## Magic values\n',
    'They act only in a space with `magic: true`; such a reply carries `X-Sim-Fault`.\n',
    table(
      ['value', 'what happens', 'phase', 'effect', 'attempts', 'label'],
      magic.map((line) => [code(line.value), line.about, line.phase, line.effect, line.attempts, line.label]),
    ),
  ];
}

function serviceRow({ service, group, label, about, success, switches }: ServiceLine): Cell[] {
  return [code(service), group, label, about, success.filter((message) => message !== ''), switches.map(code)];
}

function writeDetails({ service, rules, fields }: ServiceLine): string[] {
  const fieldTable = table(
    ['field', 'form', 'required', 'generation', 'longest', 'values'],
    fields.map((line) => [code(line.field), line.format, line.required, line.generation, line.max, line.values]),
  );
  if (rules.length === 0) return [];
  return [
    `## ${service}\n`,
    'In this order; the first rule that is broken gives the code.\n',
    ruleTable(rules),
    ...(fields.length > 0 ? [fieldTable] : []),
  ];
}

function ruleTable(rules: readonly RuleLine[]): string {
  return table(
    ['rule', 'demands', 'codes', 'label', 'switches'],
    rules.map((line) => [line.rule, line.says, line.codes, line.label, line.switches.map(code)]),
  );
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Columns are padded as Prettier would. */
function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(toText));
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...texts.map((row) => widthOf(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[line(head), rule, ...texts.map(line)].join('\n')}\n`;
}

function toText(cell: Cell): string {
  const text = Array.isArray(cell) ? cell.map(String).join(', ') : cell === null ? '' : String(cell);
  return text.replace(/\|/g, '\\|').replace(/</g, '\\<');
}

function widthOf(text: string): number {
  return Array.from(text).length;
}
