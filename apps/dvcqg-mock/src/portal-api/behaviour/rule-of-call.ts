import { PORTAL_CODES } from '@dvc/contracts';
import type { PortalAnswer } from '../portal-answer.js';
import { DOORS, type PortalCall } from '../portal-call.js';
import type { ServiceEntry } from './service-entry.js';
import { SERVICES, type ServiceName } from './service-registry.js';

/** Checks that turn a call away before anybody can say what it wants. */
const ENVELOPE_CHECKS: ReadonlySet<string> = new Set(['badJson', 'batchEmpty', 'is-updating', 'unknownService']);

export function findService(name: string): ServiceEntry | undefined {
  return Object.hasOwn(SERVICES, name) ? SERVICES[name as ServiceName] : undefined;
}

/**
 * Which rule of the mock a call was for: `<service>/create`, `/update`, `/write`, `/read`, or `login`. Null when it was
 * not understood: no such service, no JSON, no items, `isUpdating` that says neither.
 */
export function ruleOfCall(call: PortalCall, answer: PortalAnswer | null): string | null {
  const { service } = call;
  const entry = findService(service);
  const isAtTheWrongDoor = call.door === null && DOORS.some((door) => door === service);
  if (!entry || isAtTheWrongDoor || answer?.code === PORTAL_CODES.badJson) return null;
  if (answer?.check !== undefined && ENVELOPE_CHECKS.has(answer.check)) return null;
  const items = answer?.items ?? [];
  if (items.length > 0 && items.every(({ check }) => check === 'is-updating')) return null;
  if (service === 'login') return service;
  return `${service}/${wayOf(entry, call.isUpdating)}`;
}

/** What a call does to what is stored: `create` or `update` where it has to say which. */
export function wayOf({ success = [], fields }: ServiceEntry, isUpdating: boolean | null): string {
  if (success.length > 1) return isUpdating === true ? 'update' : 'create';
  return success.length === 1 || fields !== undefined ? 'write' : 'read';
}
