import { isJsonObject, type Json } from '../portal-api/json.js';
import type { Fault } from './fault.js';
import { NO_PART, keyedDraw, pickKey, type DrawKeys } from './keyed-draw.js';

/** One draw that would be made. Without a rate there is none: `draw` and `rate` are null. */
export interface PreviewLine {
  readonly fault: string;
  readonly key: Json;
  readonly attempt: number;
  readonly draw: number | null;
  readonly rate: number | null;
  readonly fires: boolean | null;
}

type Parts = Partial<Record<'service' | 'madonvi' | 'MaHoSo' | 'MaTTHC' | 'MaDVC' | 'day', string>>;
const PARTS = ['service', 'madonvi', 'MaHoSo', 'MaTTHC', 'MaDVC', 'day'] as const;

/** Every draw of these faults for these keys; nothing fires, nothing is counted. A key that is text stands for an item's code, of whatever kind. */
export function previewDraws(
  faults: readonly Fault[],
  keys: readonly Json[],
  { attempts, day }: { attempts: number; day: string },
): PreviewLine[] {
  return faults.flatMap((fault) =>
    keys.flatMap((key) =>
      Array.from({ length: attempts }, (_, index) => drawLine(fault, key, { attempt: index + 1, day })),
    ),
  );
}

function drawLine(fault: Fault, key: Json, { attempt, day }: { attempt: number; day: string }): PreviewLine {
  if (!('rate' in fault.schedule)) return { fault: fault.id, key, attempt, draw: null, rate: null, fires: null };
  const { rate, seed, keyedBy } = fault.schedule;
  const service = fault.service === '*' ? NO_PART : fault.service;
  const absent = { service, madonvi: NO_PART, MaHoSo: NO_PART, MaTTHC: NO_PART, MaDVC: NO_PART, day };
  const keysOfCall: DrawKeys = { ...absent, ...partsOf(key), attempt };
  const draw = keyedDraw(seed, fault.id, pickKey(keyedBy, keysOfCall));
  return { fault: fault.id, key, attempt, draw, rate, fires: draw < rate };
}

function partsOf(key: Json): Parts {
  if (typeof key === 'string') return { MaHoSo: key, MaTTHC: key, MaDVC: key };
  if (!isJsonObject(key)) return {};
  return Object.fromEntries(PARTS.flatMap((part) => (typeof key[part] === 'string' ? [[part, key[part]]] : [])));
}
