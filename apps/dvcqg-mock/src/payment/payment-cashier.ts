import type { JsonObject } from '../portal-api/json.js';
import { queuePushes } from '../pushes/push-queue.js';
import { PUSH_DEFAULTS } from '../pushes/push-record.js';
import type { PaymentEntity } from '../records/payment.entity.js';
import type { Repositories } from '../records/portal-records.js';
import type { Space } from '../spaces/space.js';
import { CONFIRMING_PUSHES, writeConfirmation } from './confirmation.js';
import type { PaymentEnd } from './payment-record.js';
import { SHAPES } from './payment-schemes.js';

/** How a payment is to end, and how its partner hears of it. */
export interface Ending {
  readonly end: PaymentEnd;
  /** Code of the bank that is paid from. */
  readonly bank?: string;
  /** Deliveries of the confirmation. */
  readonly times?: number;
  /** Puts a wrong check code on the confirmation: a careful partner refuses it. */
  readonly isCodeWrong?: boolean;
  /** Wait after the first failed try (ms). */
  readonly backoffMs?: number;
}

export interface Ended {
  /** False: it had ended before, and nothing was done. */
  readonly isNew: boolean;
  /** Number of the confirmation in the queue; null where none goes out. */
  readonly push: number | null;
}

const BANK = 'NHMOPHONG';

/**
 * Ends a payment, and puts the confirmation into the queue, in one transaction. A payment that nobody made in time ends
 * in silence. — assumed
 */
export async function endPayment(
  { space, payment }: { readonly space: Space; readonly payment: PaymentEntity },
  ending: Ending,
  repositories: Repositories,
): Promise<Ended> {
  const { payments } = repositories;
  const at = space.clock.now();
  const outcome = { end: ending.end, bank: ending.bank ?? BANK, transactionCode: transactionCode(payment.id) };
  if (!(await payments.end(payment.id, outcome, at))) return { isNew: false, push: null };
  const partner = await payments.findPartner(payment.partner);
  if (ending.end === 'expired' || partner?.confirmUrl == null) return { isNew: true, push: null };
  const messageType = space.switches.values['payment.confirmType'];
  const right = writeConfirmation(payment, { outcome, at, messageType, secret: partner.secret });
  const { times = PUSH_DEFAULTS.times, backoffMs = PUSH_DEFAULTS.backoffMs } = ending;
  const confirmation = {
    ...PUSH_DEFAULTS,
    kind: CONFIRMING_PUSHES[payment.scheme],
    method: 'POST',
    url: partner.confirmUrl,
    body: ending.isCodeWrong === true ? withWrongCode(right, SHAPES[payment.scheme].code) : right,
    times,
    backoffMs,
  } as const;
  const [push = null] = await queuePushes(space, { pushes: [confirmation], ordered: false }, repositories);
  return { isNew: true, push };
}

/** As long as a right one, and surely another. */
function withWrongCode(body: JsonObject, name: string): JsonObject {
  const right = body[name];
  return {
    ...body,
    [name]: typeof right === 'string' ? right.replace(/^./, (first) => (first === '0' ? '1' : '0')) : right,
  };
}

function transactionCode(paymentId: string): string {
  return `GD${paymentId.slice(0, 12).toUpperCase()}`;
}
