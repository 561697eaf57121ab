import { MockConfig } from '@dvc/config';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { firstRefusal } from '../portal-api/behaviour/rule.js';
import { isJsonObject, textOf, type JsonObject } from '../portal-api/json.js';
import type { PortalAnswer, PortalAnswerer } from '../portal-api/portal-answer.js';
import type { PortalCall } from '../portal-api/portal-call.js';
import type { PaymentEntity, PaymentPartnerEntity } from '../records/payment.entity.js';
import type { Repositories } from '../records/portal-records.js';
import { DEFAULT_SPACE } from '../records/space-record.js';
import type { Space } from '../spaces/space.js';
import { writeBill } from './bill.js';
import { accepted, declined, inKeyPayWords, inPayGovWords } from './payment-answer.js';
import { Payer } from './payer.js';
import { PAYMENT_PATHS, type PaymentService } from './payment-paths.js';
import { STATE_ON_THE_WIRE, type PaymentScheme } from './payment-record.js';
import { QUERY_RULES, REQUEST_RULES, SHAPES, type PaymentContext } from './payment-schemes.js';

/** The payment platform (nền tảng thanh toán) as a one-stop system sees it. */
@Injectable()
export class PaymentDesk {
  constructor(
    private readonly settings: MockConfig,
    private readonly payer: Payer,
  ) {}

  answererOf(service: PaymentService | 'ThanhToan'): PortalAnswerer {
    const answer: Record<PaymentService | 'ThanhToan', PortalAnswerer['answer']> = {
      ThanhToan: () => declined('', 'LoaiBanTin không đúng'),
      INIT: (call, repositories) => this.request('platform', call, repositories),
      QUERY: (call, repositories) => this.tellState(call, repositories),
      GET_BILL: (call, repositories) => this.giveBill(call, repositories),
      KeyPay: async (call, repositories) => inKeyPayWords(await this.request('keypay', call, repositories)),
      PayGov: async (call, repositories) =>
        inPayGovWords(await this.request('paygov', call, repositories), fieldsOf(call)),
      viewbill: (call, repositories) => this.showBill(call, repositories),
    };
    return { answer: answer[service] };
  }

  private async request(scheme: PaymentScheme, call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const { payments } = repositories;
    const fields = fieldsOf(call);
    const shape = SHAPES[scheme];
    const code = textOf(fields[shape.partner]);
    const reference = textOf(fields[shape.reference]);
    const amount = textOf(fields[shape.amount]);
    const partner = await payments.findPartner(code);
    const refusal = firstRefusal(REQUEST_RULES[scheme], fields, this.context(call, partner));
    if (refusal) return declined(reference, refusal.message);
    const known = await payments.lockReference(scheme, code, reference);
    if (known) return answerKnown(known, amount);
    const id = paymentId(scheme, code, reference);
    const url = `${call.origin}${pathOf(call.space)}${PAYMENT_PATHS.page}/${id}`;
    const now = call.space.clock.now();
    const autoAfterS = partner?.autoAfterS ?? null;
    const request = {
      id,
      scheme,
      partner: code,
      reference,
      amount: Number(amount),
      dossier: dossierOf(fields),
      fields: { ...fields, [shape.code]: undefined },
      url,
      autoAt: autoAfterS === null ? null : new Date(now.getTime() + autoAfterS * 1_000),
      autoEnd: autoAfterS === null ? null : (partner?.autoEnd ?? 'paid'),
    };
    await payments.insert(request, now);
    await this.payer.wait(call.space, request, repositories);
    return accepted(reference, { UrlThanhToan: url }, 1);
  }

  private async tellState(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const found = await this.look(call, repositories);
    if ('code' in found) return found;
    return accepted(found.reference, { TrangThaiGD: STATE_ON_THE_WIRE[found.state] });
  }

  private async giveBill(call: PortalCall, repositories: Repositories): Promise<PortalAnswer> {
    const found = await this.look(call, repositories);
    return 'code' in found ? found : answerWithBill(found);
  }

  /** A bill by the token of its address, without a session. That there is such a path: observed (1); the rest: assumed. */
  private async showBill({ query }: PortalCall, { payments }: Repositories): Promise<PortalAnswer> {
    const token = query.get('token') ?? '';
    const payment = token === '' ? null : await payments.findById(token);
    return payment ? answerWithBill(payment) : declined('', 'token không đúng');
  }

  private async look(call: PortalCall, { payments }: Repositories): Promise<PaymentEntity | PortalAnswer> {
    const fields = fieldsOf(call);
    const [code, reference] = [textOf(fields['MaDoiTac']), textOf(fields['MaThamChieu'])];
    const refusal = firstRefusal(QUERY_RULES, fields, this.context(call, await payments.findPartner(code)));
    if (refusal) return declined(reference, refusal.message);
    return (await payments.find('platform', code, reference)) ?? declined(reference, 'không có khoản thanh toán này');
  }

  /** Without a partner of that code the common secret stands in, where one is set. */
  private context({ space }: PortalCall, partner: PaymentPartnerEntity | null): PaymentContext {
    const common = this.settings.MOCK_PAYMENT_SECRET;
    const standIn = common === undefined ? null : { secret: common, accessKey: common };
    return { switches: space.switches.values, partner: partner ?? standIn };
  }
}

/** The same for the same reference, so that a repeated run gives the same addresses. */
function paymentId(scheme: PaymentScheme, partner: string, reference: string): string {
  return createHash('sha256')
    .update(JSON.stringify([scheme, partner, reference]))
    .digest('hex')
    .slice(0, 24);
}

/** The default space has the short address. */
function pathOf({ id }: Space): string {
  return id === DEFAULT_SPACE ? '' : `/s/${id}`;
}

/** The same request again gets the same answer. — assumed */
function answerKnown(known: PaymentEntity, amount: string): PortalAnswer {
  const { reference, url, state } = known;
  if (known.amount !== String(Number(amount))) {
    return declined(reference, 'mã tham chiếu đã được dùng cho khoản khác');
  }
  return state === 'pending'
    ? accepted(reference, { UrlThanhToan: url })
    : declined(reference, 'khoản này đã kết thúc');
}

async function answerWithBill(payment: PaymentEntity): Promise<PortalAnswer> {
  if (payment.state !== 'paid') return declined(payment.reference, 'chưa thanh toán');
  const bytes = await writeBill(payment);
  return { ...accepted(payment.reference, {}), file: { type: 'application/pdf', bytes } };
}

function fieldsOf({ body }: PortalCall): JsonObject {
  return isJsonObject(body) ? body : {};
}

function dossierOf(fields: JsonObject): string | null {
  const inner = fields['ThongTinBienLai'] ?? fields['bill_info'];
  const named = isJsonObject(inner) ? textOf(inner['MaHoSo']) : '';
  const [, inOrder = ''] = /^[^-]+-(.+)-\d{2}$/.exec(textOf(fields['orderId'])) ?? [];
  return named || inOrder || null;
}
