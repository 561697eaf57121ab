import { PORTAL_CODES } from '@dvc/contracts';
import type { ItemNote } from '../journal/journal-entry.js';
import type { SwitchValues } from '../switches/switch-table.js';
import type { Json, JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';
import { itemsOf, type PortalCall } from './portal-call.js';
import { refuse, type Refusal } from './refusals.js';

/** What the portal says of one item. */
export interface Verdict {
  readonly key: string;
  readonly refusal: Refusal | null;
  /** Of the row as it is stored after the call. */
  readonly revision?: number;
}

export interface BatchOutcome {
  /** Name of the field with an item's key, as it stands in the reply. */
  readonly keyName: string;
  readonly verdicts: readonly Verdict[];
  /** What is said when all went well. */
  readonly success: string;
  /** `result` also when one item came and went well. */
  readonly isAlwaysListed?: boolean;
  readonly committedRows: number;
  readonly warnings: readonly string[];
}

/** `data` of a write call, if it is a list that is neither empty nor too long. */
export function openBatch(call: PortalCall, max: number): { items: JsonObject[] } | { refusal: Refusal } {
  const data = call.parameters.get('data');
  if (!Array.isArray(data) || data.length === 0) return { refusal: refuse.batchEmpty() };
  return data.length > max ? { refusal: refuse.batchTooLarge(data.length, max) } : { items: itemsOf(data) };
}

/** Keys that stand more than once in a call. */
export function findRepeated(keys: readonly (Json | undefined)[]): ReadonlySet<string> {
  const seen = new Set<Json | undefined>();
  const repeated = new Set<string>();
  for (const key of keys) {
    if (typeof key === 'string' && seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return repeated;
}

/** One bad item keeps the others out, where a call is all or nothing. */
export function mayStore(refusals: readonly (Refusal | null)[], switches: SwitchValues): boolean {
  return switches['batch.mode'] !== 'atomic' || refusals.every((refusal) => refusal === null);
}

/** A key that exists already is answered the way the switch says. */
export function asDuplicate(refusal: Refusal, switches: SwitchValues): Refusal {
  return { ...refusal, code: Number(switches['duplicate.code']) };
}

/** One item: its own code. Several: 0 when all are good, else what the mode says, and the list tells. */
export function answerBatch(outcome: BatchOutcome, switches: SwitchValues): PortalAnswer {
  const { keyName, verdicts, success, committedRows, warnings } = outcome;
  const overall = overallOf(verdicts, switches);
  const entries = verdicts.map(({ key, refusal }) => ({
    [keyName]: key,
    error_code: refusal?.code ?? PORTAL_CODES.ok,
    message: refusal?.message ?? '',
  }));
  const code = overall?.code ?? PORTAL_CODES.ok;
  const isListed = outcome.isAlwaysListed === true || verdicts.length > 1;
  return {
    code,
    reply: { error_code: code, message: overall?.message ?? success, ...(isListed ? { result: entries } : {}) },
    items: verdicts.map(toNote),
    committedRows,
    warnings,
  };
}

function toNote({ key, refusal, revision }: Verdict): ItemNote {
  return {
    key,
    code: refusal?.code ?? PORTAL_CODES.ok,
    ...(refusal?.check === undefined ? {} : { check: refusal.check }),
    ...(revision === undefined ? {} : { revision }),
  };
}

function overallOf(verdicts: readonly Verdict[], switches: SwitchValues): Refusal | null {
  const bad = verdicts.flatMap(({ refusal }) => (refusal ? [refusal] : []));
  const [first = null] = bad;
  if (verdicts.length === 1 || first === null) return first;
  const mode = switches['batch.mode'];
  if (mode === 'silent') return null;
  return mode === 'atomic' ? first : refuse.itemFailure(bad.length, verdicts.length);
}
