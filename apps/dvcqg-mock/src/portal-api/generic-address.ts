import { SimProblem } from '../spaces/sim-problem.js';
import type { Space } from '../spaces/space.js';
import type { IncomingCall } from './portal-call.js';

/**
 * The generic call has one address in a space, wherever that is set to.
 *
 * @throws {SimProblem} 404: it is somewhere else.
 */
export function checkAddress({ door, accent, forwardPath }: IncomingCall, { switches }: Space): void {
  if (door !== null || accent !== null || forwardPath === null) return;
  if (forwardPath === switches.values['paths.generic']) return;
  throw new SimProblem(404, 'SIM_ADDRESS_UNKNOWN', {
    vi: 'Không có địa chỉ này; xem công tắc paths.generic.',
    en: 'No such address; see the switch paths.generic.',
  });
}
