import type { Space } from '../spaces/space.js';
import { endPayment } from './payment-cashier.js';

const MOST_AT_ONCE = 100;

/** The person who pays without being told to: ends the payments whose partner wants them to end by themselves. */
export async function payWhatIsDue(space: Space): Promise<void> {
  const due = await space.records.direct.payments.listDue(space.clock.now(), MOST_AT_ONCE);
  for (const payment of due) await endPayment(space, payment, { end: payment.autoEnd ?? 'paid' });
}
