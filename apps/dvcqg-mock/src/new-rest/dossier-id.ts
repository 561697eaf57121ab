import { createHash } from 'node:crypto';
import type { JsonObject } from '../portal-api/json.js';

/** `idHoSo` of a dossier: the same code always has the same one. */
export function dossierIdOf(code: string): string {
  return `hs-${createHash('sha256').update(code).digest('hex').slice(0, 16)}`;
}

/** An item without some of its fields. */
export function without(item: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}

/** The one client known writes `IDHoSo` in one call and `IdHoSo` in the next, so the case of this name is not looked at. */
export function withProperId(item: JsonObject, proper: 'IDHoSo' | 'IdHoSo'): JsonObject {
  const renamed = Object.entries(item).map(([name, value]) => [name.toLowerCase() === 'idhoso' ? proper : name, value]);
  return Object.fromEntries(renamed) as JsonObject;
}
