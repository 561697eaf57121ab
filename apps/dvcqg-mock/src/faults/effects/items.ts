import { PORTAL_CODES } from '@dvc/contracts';
import { isJsonObject, textOf, type Json, type JsonObject } from '../../portal-api/json.js';
import { plainDelivery } from '../delivery.js';
import type { BatchPlan } from './batch-plan.js';
import type { Effect, Hits } from './effect.js';

interface ItemErrors {
  /** Of the items that were hit: so many of a hundred, or so many; all when neither is said. */
  readonly share?: number;
  readonly count?: number;
  readonly errorCode: number;
  readonly message: string;
  /** True: kept although reported as failed. */
  readonly stored: boolean;
  readonly overall: 'ok' | 'error';
}

export const itemErrors: Effect<ItemErrors> = {
  about: 'Một số bản ghi bị từ chối; có thể vẫn được giữ dù báo lỗi',
  symptom: '200 với mã chung 402, hoặc 0 khi overall là ok',
  parameters: {
    share: '0 đến 1, rút theo khóa của lịch, phần cuối "size"',
    count: 'số bản ghi',
    errorCode: 'số nguyên, mặc định 900',
    message: 'văn bản',
    stored: 'true, false; mặc định false',
    overall: 'ok, error; mặc định error',
  },
  read: (read) => ({
    ...(read.has('share') ? { share: read.number('share', 0, 1) } : {}),
    ...(read.has('count') ? { count: read.integer('count', 1, 100_000) } : {}),
    errorCode: read.integer('errorCode', -999, 9_999, PORTAL_CODES.internalError),
    message: read.has('message') ? read.anyText('message') : 'Lỗi hệ thống, vui lòng thử lại sau',
    stored: read.has('stored') ? read.truth('stored') : false,
    overall: read.oneOf('overall', ['error', 'ok'], 'error'),
  }),
  within: (parameters, plan, hits) => failItems(parameters, plan, new Set(chooseItems(parameters, hits))),
};

/** The smallest draws first: one more item to fail leaves the others as they were. */
function chooseItems({ share, count }: ItemErrors, { indices, sizeOf }: Hits): number[] {
  if (share !== undefined) return indices.filter((index) => sizeOf(index) < share);
  const bySize = indices.map((index) => ({ index, size: sizeOf(index) })).sort((a, b) => a.size - b.size);
  return bySize.slice(0, count ?? indices.length).map(({ index }) => index);
}

function failItems(parameters: ItemErrors, plan: BatchPlan, failing: ReadonlySet<number>): BatchPlan {
  const { errorCode: code, message, stored, overall } = parameters;
  const verdicts = new Map(plan.verdicts);
  for (const index of failing) verdicts.set(index, { code, message });
  return {
    ...plan,
    handled: stored ? plan.handled : plan.handled.filter(({ index }) => !failing.has(index)),
    verdicts,
    isCalledGood: plan.isCalledGood || (overall === 'ok' && failing.size > 0),
  };
}

export const reorder: Effect<{ readonly window: number }> = {
  about: 'Các bản ghi được xử lý theo thứ tự khác thứ tự đã gửi',
  symptom: '200',
  parameters: { window: 'chỉ đổi chỗ trong từng nhóm chừng này bản ghi, mặc định cả lô' },
  read: (read) => ({ window: read.integer('window', 2, 100_000, 100_000) }),
  within: ({ window }, plan, { sizeOf }) => ({
    ...plan,
    handled: [...plan.handled]
      .map((planned) => ({ planned, group: Math.floor(planned.index / window), size: sizeOf(planned.index) }))
      .sort((a, b) => a.group - b.group || a.size - b.size)
      .map(({ planned }) => planned),
  }),
};

const RESULT_KINDS = ['shuffled', 'truncated', 'extra', 'tail-dropped', 'duplicated'] as const;
type ResultKind = (typeof RESULT_KINDS)[number];

const BENT: Readonly<Record<ResultKind, (list: readonly Json[]) => Json[]>> = {
  shuffled: (list) => [...list.slice(1).reverse(), ...list.slice(0, 1)],
  truncated: (list) => list.slice(0, Math.floor(list.length / 2)),
  extra: (list) => [...list, ...list.slice(0, 1).map(strange)],
  'tail-dropped': (list) => list.slice(0, -1),
  duplicated: (list) => [...list, ...list.slice(0, 1)],
};

export const resultList: Effect<{ readonly kind: ResultKind }> = {
  about: 'Danh sách kết quả bị xáo, cắt, thêm, mất đuôi hoặc lặp',
  symptom: '200; đối chiếu theo vị trí là sai',
  parameters: { kind: RESULT_KINDS.join(', ') },
  read: (read) => ({ kind: read.oneOf('kind', RESULT_KINDS) }),
  onReply: ({ kind }, { reply, plain }) => {
    const found = reply['result'];
    const list = isJsonObject(found) ? found['data'] : found;
    if (!Array.isArray(list) || list.length === 0) return plain;
    const bent = BENT[kind](list);
    const body = { ...reply, result: isJsonObject(found) ? { ...found, data: bent } : bent };
    return { ...plainDelivery(body, plain.status), headers: plain.headers };
  },
};

/** An entry that nobody asked about: its codes are marked. */
function strange(entry: Json): Json {
  if (!isJsonObject(entry)) return entry;
  const fields = Object.entries(entry).map(([name, value]) => [
    name,
    /^ma/i.test(name) ? `${textOf(value)}-LA` : value,
  ]);
  return Object.fromEntries(fields) as JsonObject;
}
