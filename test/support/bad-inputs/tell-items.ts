import { isDeepStrictEqual } from 'node:util';
import { readReply, type BadInputRig } from './bad-input-rig.js';
import type { Item, WriteService } from './write-services.js';

/** One item to send, which may be none at all, and the words of which a refusal must hold one: the paths that are not as they should be. */
export interface Trial {
  readonly item: Item | null;
  readonly places: readonly string[];
}

/** These say by themselves which record or list they mean. */
const TELLING_CODES = [3, 107, 201, 202, 203, 204, 205, 206, 210, 211];

/** Sends items as one call, and holds each verdict against what is stored. @returns the numbers of those refused. */
export async function tellItems(
  rig: BadInputRig,
  service: WriteService,
  category: string,
  trials: readonly Trial[],
): Promise<readonly number[]> {
  const refused: number[] = [];
  for (let start = 0; start < trials.length; start += service.most) {
    const part = trials.slice(start, start + service.most);
    const numbers = await tellCall(rig, service, category, part);
    refused.push(...numbers.map((number) => start + number));
  }
  return refused;
}

async function tellCall(
  rig: BadInputRig,
  service: WriteService,
  category: string,
  trials: readonly Trial[],
): Promise<number[]> {
  const items = trials.map(({ item }) => item);
  const reply = await rig.call(service.name, service.parameters(items));
  const fault = rig.judge.findFault(reply) ?? (reply.status === 200 ? null : `HTTP ${String(reply.status)}`);
  if (fault !== null) {
    rig.judge.violated(category, `${service.name} ${shorten(trials[0]?.item)}: ${fault}`);
    return [];
  }
  const { code, message, result } = readReply(reply);
  const verdicts = result.length === items.length ? result : items.map(() => ({ error_code: code, message }));
  const stored = await service.stored(
    rig.portal,
    items.map((item) => item ?? {}),
  );
  return trials.flatMap((trial, index) => {
    const verdict = verdicts[index] ?? { error_code: code, message };
    const wrong =
      verdict.error_code === 0 ? findChange(trial.item, stored[index], service) : findVagueness(verdict, trial.places);
    if (wrong !== null) rig.judge.violated(category, `${service.name} ${trial.places.join(',')}: ${wrong}`);
    else if (verdict.error_code === 0) rig.judge.accepted(category, trial.places.length);
    else rig.judge.refused(category);
    return verdict.error_code === 0 ? [] : [index];
  });
}

/** What of an accepted item is not stored as it was sent. */
function findChange(sent: Item | null, stored: Item | undefined, { unkept, isLoose }: WriteService): string | null {
  if (stored === undefined) return 'nhận mà không giữ';
  const plain = JSON.parse(JSON.stringify(sent)) as Item;
  const same = (a: unknown, b: unknown): boolean =>
    isLoose ? isDeepStrictEqual(plainly(a), plainly(b)) || b === null || b === '' : isDeepStrictEqual(a, b);
  for (const [name, value] of Object.entries(plain)) {
    const kept = Object.hasOwn(stored, name) ? stored[name] : undefined;
    if (unkept.includes(name) || same(kept, value)) continue;
    return `${name}: gửi ${shorten(value)}, giữ ${shorten(kept)}`;
  }
  return null;
}

/** Numbers as their text: a level or a state may come as either. */
function plainly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainly(inner)]));
}

function findVagueness(verdict: { error_code: number; message: string }, places: readonly string[]): string | null {
  const { error_code: code, message } = verdict;
  if (code === 900) return `lỗi trong: ${message}`;
  if (TELLING_CODES.includes(code) || places.some((place) => message.includes(place))) return null;
  return `${String(code)} "${message}" không nêu trường`;
}

export function shorten(value: unknown): string {
  return (value === undefined ? 'undefined' : JSON.stringify(value)).slice(0, 120);
}
