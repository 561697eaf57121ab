import { Injectable } from '@nestjs/common';
import type { PaymentRequest } from './payment-record.js';
import type { Repositories } from '../records/portal-records.js';
import { SpaceRegistry } from '../spaces/space-registry.js';
import type { Space } from '../spaces/space.js';
import { endPayment } from './payment-cashier.js';

const TIMER = 'payment';

/** The person who pays without being told to, where the partner wants its payments to end by themselves. */
@Injectable()
export class Payer {
  constructor(spaces: SpaceRegistry) {
    spaces.onTimer(TIMER, async (space, { payload }, repositories) => {
      const payment = await repositories.payments.findById(String(payload['id']));
      if (payment) await endPayment({ space, payment }, { end: payment.autoEnd ?? 'paid' }, repositories);
      return null;
    });
  }

  /** Comes back when the request says; never, where it does not. */
  async wait(space: Space, { id, reference, autoAt }: PaymentRequest, repositories: Repositories): Promise<void> {
    if (autoAt === null) return;
    await space.timers.set([{ kind: TIMER, ref: reference, dueAt: autoAt, payload: { id } }], repositories);
  }
}
