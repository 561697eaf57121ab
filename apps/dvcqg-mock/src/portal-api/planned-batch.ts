import { PORTAL_CODES } from '@dvc/contracts';
import type { BatchPlan } from '../faults/effects/batch-plan.js';
import { SUCCESS } from './behaviour/success.js';
import { isJsonObject, textOf, type JsonObject } from './json.js';
import type { PortalAnswer } from './portal-answer.js';
import { listItems, withItems, type PortalCall } from './portal-call.js';
import { refuse } from './refusals.js';

type Handler = (call: PortalCall) => Promise<PortalAnswer>;

interface Told {
  readonly key: string;
  readonly code: number;
  readonly message: string;
}

/** Has the handler do what the plan leaves to it, and tells of every item what the plan wants told. */
export async function answerPlanned(call: PortalCall, plan: BatchPlan, handle: Handler): Promise<PortalAnswer> {
  const { handled, ending } = plan;
  const isHandled = handled.length > 0 && ending !== 'reset-rolled-back';
  const truth = isHandled
    ? await handle(
        withItems(
          call,
          handled.map(({ item }) => item),
        ),
      )
    : null;
  const items = listItems(call.parameters);
  if (ending === 'session-expired') return asExpired(truth);
  const told = items.map((item, index) => tell(item, index, { plan, truth }));
  return answerOf(told, { plan, truth, items });
}

function asExpired(truth: PortalAnswer | null): PortalAnswer {
  const { code, message } = refuse.sessionExpired();
  const result = truth?.reply['result'];
  return {
    code,
    reply: { error_code: code, message, ...(result === undefined ? {} : { result }) },
    items: truth?.items ?? [],
    committedRows: truth?.committedRows ?? 0,
    warnings: truth?.warnings ?? [],
  };
}

function tell(item: JsonObject, index: number, { plan, truth }: { plan: BatchPlan; truth: PortalAnswer | null }): Told {
  const key = textOf(item[keyNameOf(item)]);
  const verdict = plan.verdicts.get(index);
  if (verdict) return { key, ...verdict };
  const place = plan.handled.findIndex((planned) => planned.index === index);
  const code = truth?.items[place]?.code ?? truth?.code ?? PORTAL_CODES.ok;
  const list = truth?.reply['result'];
  const entry = Array.isArray(list) ? list[place] : truth?.reply;
  return { key, code, message: code === PORTAL_CODES.ok ? '' : textOf(isJsonObject(entry) ? entry['message'] : '') };
}

function answerOf(
  told: readonly Told[],
  { plan, truth, items }: { plan: BatchPlan; truth: PortalAnswer | null; items: readonly JsonObject[] },
): PortalAnswer {
  const isListed = told.length > 1 || truth?.reply['result'] !== undefined;
  const { code, message } = overallOf(told, plan, truth);
  const result = told.map((entry, index) => ({
    [keyNameOf(items[index] ?? {})]: entry.key,
    error_code: entry.code,
    message: entry.message,
  }));
  return {
    code,
    reply: { error_code: code, message, ...(isListed ? { result } : {}) },
    items: told.map(({ key, code: itemCode }) => ({ key, code: itemCode })),
    committedRows: truth?.committedRows ?? 0,
    warnings: truth?.warnings ?? [],
  };
}

/** What the plan leaves alone is said as the handler says it. */
function overallOf(
  told: readonly Told[],
  { verdicts, isCalledGood }: BatchPlan,
  truth: PortalAnswer | null,
): { code: number; message: string } {
  const bad = told.filter(({ code }) => code !== PORTAL_CODES.ok);
  const [first] = bad;
  const praise = truth?.code === PORTAL_CODES.ok ? textOf(truth.reply['message']) : SUCCESS.written;
  if (isCalledGood || !first) return { code: PORTAL_CODES.ok, message: praise };
  if (verdicts.size === 0 && truth) return { code: truth.code, message: textOf(truth.reply['message']) };
  return told.length === 1 ? first : refuse.itemFailure(bad.length, told.length);
}

function keyNameOf(item: JsonObject): string {
  return 'MADVC' in item ? 'MADVC' : 'MaHoSo' in item ? 'MaHoSo' : 'MA';
}
