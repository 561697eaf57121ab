import { createHash } from 'node:crypto';
import type { KeyPart, Fault } from './fault.js';

/** What the draws of one call depend on. */
export interface DrawKeys {
  readonly service: string;
  readonly madonvi: string;
  readonly MaHoSo: string;
  readonly MaTTHC: string;
  readonly MaDVC: string;
  /** Date in Vietnam, `yyyy-MM-dd`. */
  readonly day: string;
  /** How often this call has come, this time included; from 1. */
  readonly attempt: number;
}

/** A part that a call does not have. */
export const NO_PART = '-';

/**
 * A number in [0, 1) that depends on its arguments alone: never on the order in which calls arrive,
 * nor on other faults. So one incident can be replayed by itself.
 */
export function keyedDraw(seed: number, faultId: string, key: readonly (string | number)[]): number {
  const parts = ['dvcqg-fault/1', seed, faultId, ...key].map((part) =>
    typeof part === 'string' ? part.normalize('NFC') : part,
  );
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

export function pickKey(keyedBy: readonly KeyPart[], keys: DrawKeys): (string | number)[] {
  return keyedBy.map((part) => keys[part]);
}

const WHOLE_KEY = ['service', 'MaHoSo', 'MaTTHC', 'MaDVC', 'attempt'] as const;

/** How long, how many, which: drawn as a firing is, with a last part of its own. A key that stands in a call before has its place among its likes. */
export function drawSize({ id, schedule }: Fault, keys: DrawKeys, before = 0): number {
  const { seed, keyedBy } = 'rate' in schedule ? schedule : { seed: 0, keyedBy: WHOLE_KEY };
  return keyedDraw(seed, id, [...pickKey(keyedBy, keys), ...(before > 0 ? [before] : []), 'size']);
}

/** What firings are counted by, where a key may be hit so often only. */
export function capKey({ schedule }: Fault, keys: DrawKeys): string {
  const keyedBy: readonly KeyPart[] = 'rate' in schedule ? schedule.keyedBy : WHOLE_KEY;
  return JSON.stringify(
    pickKey(
      keyedBy.filter((part) => part !== 'attempt'),
      keys,
    ),
  );
}

/** One key stands for itself; several for the digest of all, in whatever order they came. */
export function joinKeys(keys: readonly string[]): string {
  const [first = NO_PART, ...others] = keys;
  if (others.length === 0) return first;
  return createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('hex');
}
