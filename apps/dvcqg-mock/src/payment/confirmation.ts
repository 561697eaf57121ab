import type { JsonObject } from '../portal-api/json.js';
import type { PushKind } from '../pushes/push-kinds.js';
import type { PaymentEntity } from '../records/payment.entity.js';
import { checkCode, keyPayCode, payGovCode } from './check-code.js';
import { PAYMENT_CODES } from './payment-answer.js';
import type { PaymentOutcome, PaymentScheme } from './payment-record.js';

/** Vietnam has kept UTC+7 without a break since 1975. */
const VIETNAM_MS = 7 * 3_600_000;

export interface Confirming {
  readonly outcome: PaymentOutcome;
  readonly at: Date;
  /** `LoaiBanTin` of the message; never seen, so a switch. */
  readonly messageType: string;
  readonly secret: string;
}

/** Which push carries the result of a payment to its partner. */
export const CONFIRMING_PUSHES: Readonly<Record<PaymentScheme, PushKind>> = {
  platform: 'payment',
  keypay: 'keypay-result',
  paygov: 'paygov-result',
};

/** The message by which a partner hears how a payment ended, with its check code. */
export function writeConfirmation(payment: PaymentEntity, confirming: Confirming): JsonObject {
  const { secret } = confirming;
  switch (payment.scheme) {
    case 'platform': {
      const fields = platformFields(payment, confirming);
      return { ...fields, MaXacThuc: checkCode('CONFIRM', fields, secret) };
    }
    case 'keypay': {
      const fields = keyPayFields(payment, confirming.outcome);
      return { ...fields, check_sum: keyPayCode(fields, secret) };
    }
    case 'paygov': {
      const fields = payGovFields(payment, confirming.outcome);
      return { ...fields, checksum: payGovCode(fields, secret) };
    }
  }
}

function platformFields(payment: PaymentEntity, { outcome, at, messageType }: Confirming): JsonObject {
  const isPaid = outcome.end === 'paid';
  return {
    LoaiBanTin: messageType,
    MaLoi: isPaid ? PAYMENT_CODES.ok : PAYMENT_CODES.others,
    MaDoiTac: payment.partner,
    MaThamChieu: payment.reference,
    SoTien: Number(payment.amount),
    MaTienTe: 'VND',
    MaGiaoDich: outcome.transactionCode,
    MaNganHang: outcome.bank,
    ThoiGianGD: toMoment(at),
    ThongTinGiaoDich: isPaid ? 'Giao dich hoan tat' : 'Giao dich khong hoan tat',
  };
}

/** Of this message only `status` "0" was seen. */
function keyPayFields({ partner, reference, amount, fields }: PaymentEntity, { end }: PaymentOutcome): JsonObject {
  const { command = 'PAY', version = '3.0', addition_fee = '0' } = fields as JsonObject;
  const status = end === 'paid' ? '0' : '1';
  return {
    client_id: partner,
    transaction_id: reference,
    trans_amount: amount,
    status,
    command,
    version,
    addition_fee,
  };
}

function payGovFields({ partner, reference, amount, fields }: PaymentEntity, { end }: PaymentOutcome): JsonObject {
  const { orderId, accessKey } = fields as JsonObject;
  const errorCode = end === 'paid' ? PAYMENT_CODES.ok : PAYMENT_CODES.others;
  return { partnerCode: partner, accessKey, orderId, requestCode: reference, amount, errorCode };
}

/** `yyyyMMddHHmmss`, Vietnam time. */
function toMoment(at: Date): string {
  return new Date(at.getTime() + VIETNAM_MS).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}
