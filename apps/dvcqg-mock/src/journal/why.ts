import { SERVICES } from '../portal-api/behaviour/service-registry.js';
import { REFUSALS, type RefusalName } from '../portal-api/behaviour/refusal-table.js';
import { findService } from '../portal-api/behaviour/rule-of-call.js';
import type { Label } from '../portal-api/behaviour/label.js';
import { isJsonObject, type JsonObject } from '../portal-api/json.js';
import type { SwitchName, SwitchValues } from '../switches/switch-table.js';
import type { DrawNote, FaultNote, StoredJournalEntry } from './journal-entry.js';
import { nearestRules, type NearRule } from './near-miss.js';

/** A check that said no, and how sure it is that the real portal has it. */
export interface RefusalLine {
  /** Of the item; null where the whole call was turned away. */
  readonly key: string | null;
  readonly code: number;
  readonly check: string;
  readonly says: string;
  readonly label: Label | null;
  /** As they are set now. */
  readonly switches: Readonly<Record<string, string | number>>;
}

/** A stored row as it was before and after a call, as far as the journal goes back. */
export interface RowLine {
  readonly key: string;
  readonly revision: number | null;
  /** Number of the entry that stored it before; null when the journal knows none. */
  readonly beforeN: number | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly changed: readonly string[];
}

/** Everything that explains one entry. */
export interface Why {
  readonly entry: StoredJournalEntry;
  readonly rule: { readonly id: string; readonly about: string; readonly label: Label } | null;
  /** Only for a call that was not understood. */
  readonly nearest: readonly NearRule[];
  readonly session: string;
  readonly faults: { readonly acted: readonly FaultNote[]; readonly considered: readonly DrawNote[] };
  readonly refusals: readonly RefusalLine[];
  readonly rows: readonly RowLine[];
}

const NEAREST = 3;
const GATE: Readonly<Record<string, string>> = {
  dstcodeInvalid: 'chưa xét: dstcode không hợp lệ',
  sessionInvalid: 'không có phiên này',
  sessionExpired: 'phiên đã hết hạn',
  agencyInvalid: 'phiên của đơn vị khác',
  badJson: 'chưa xét: không đọc được nội dung',
};

/** Puts together what is known of an entry. `rows` come from entries before it. */
export function explain(entry: StoredJournalEntry, rows: readonly RowLine[], switches: SwitchValues): Why {
  const service = findService(entry.service);
  const { rule } = entry;
  return {
    entry,
    rule: rule !== null && service ? { id: rule, about: service.about, label: service.label } : null,
    nearest: rule === null ? nearestRules(entry, NEAREST) : [],
    session: sessionOf(entry),
    faults: { acted: entry.faults, considered: entry.draws },
    refusals: refusalsOf(entry, switches),
    rows,
  };
}

function sessionOf({ check, service, outcomeCode }: StoredJournalEntry): string {
  if (check !== null && GATE[check] !== undefined) return GATE[check];
  if (service === 'login' || service === 'TraCuuKetQuaSoHoa' || service === 'LayTepKetQuaSoHoa')
    return 'không cần phiên';
  return outcomeCode === null ? 'chưa xét, hoặc hợp lệ: lỗi đặt sẵn đã kết thúc cuộc gọi' : 'hợp lệ';
}

function refusalsOf(entry: StoredJournalEntry, switches: SwitchValues): RefusalLine[] {
  const whole =
    entry.check === null
      ? []
      : [{ key: null, code: entry.outcomeCode ?? 0, check: entry.check, service: entry.service }];
  const items = entry.items.flatMap(({ key, code, check }) =>
    check === undefined ? [] : [{ key, code, check, service: entry.service }],
  );
  return [...whole, ...items].map(({ service, ...line }) => ({
    ...line,
    ...aboutCheck(service, line.check, switches),
  }));
}

/** What is written of a check: in the rules of its service, else in the table of refusals. */
function aboutCheck(
  service: string,
  check: string,
  values: SwitchValues,
): Pick<RefusalLine, 'says' | 'label' | 'switches'> {
  const rules = Object.hasOwn(SERVICES, service) ? (findService(service)?.rules ?? []) : [];
  const rule = rules.find(({ name }) => name === check);
  if (rule) return { says: rule.says, label: rule.label, switches: setNow(rule.switches ?? [], values) };
  if (!Object.hasOwn(REFUSALS, check)) return { says: check, label: null, switches: {} };
  const refusal = REFUSALS[check as RefusalName];
  const used = 'switch' in refusal && refusal.switch ? [refusal.switch] : [];
  return { says: refusal.message, label: refusal.label, switches: setNow(used, values) };
}

function setNow(names: readonly SwitchName[], values: SwitchValues): Record<string, string | number> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** The item of a call that has this key, as the journal kept it. */
export function itemOf(entry: StoredJournalEntry, key: string): JsonObject | null {
  const { body } = entry.request;
  if (!isJsonObject(body)) return null;
  const data = Object.entries(body).find(([name]) => name.toLowerCase() === 'data')?.[1];
  const items = (Array.isArray(data) ? data : [data]).filter(isJsonObject);
  return items.find((item) => Object.values(item).includes(key)) ?? null;
}

/** Names under which two versions of a row differ. */
export function changedNames(before: JsonObject | null, after: JsonObject | null): string[] {
  if (!before || !after) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
