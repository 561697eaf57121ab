import { expect } from '@jest/globals';
import { RECEIPT_FIELDS } from '../../apps/dvcqg-mock/src/payment/payment-fields.js';
import { PAYMENT_PARTNER, PAYMENT_REFERENCE, PAYMENT_SECRET, RECEIPT, asked, init } from './payment-messages.js';
import type { MockRig } from './running-mock.js';
import type { Story } from './story.js';

const BASE = '/XrdAdapter/RestService/forward';
const KEYPAY = {
  client_id: '97001',
  transaction_id: 'TX97000101',
  trans_amount: '245000',
  command: 'PAY',
  version: '3.0',
  currency_code: 'VND',
  bill_info: {},
  addition_fee: '0',
  check_sum: 'e7989421ac482ce7b71e06c4e35c02656bf51ed6910ede053a70c7576a497aff',
};
const PAYGOV = {
  partnerCode: PAYMENT_PARTNER,
  accessKey: 'truy-cap-vi-du',
  orderId: '000.00.00.H97-000.00.12.H97-210914-0007-01',
  requestCode: 'RQ97000101',
  amount: '245000',
  checksum: '87af783c97f0d23220fcee292922da1446024e8daeb6de81ceea61473a4ecbfd',
};
/** Strict wants every text of it; the code does not cover it. */
const WHOLE_RECEIPT = {
  ...Object.fromEntries(RECEIPT_FIELDS.flatMap(({ name, form }) => (form === 'text' ? [[name, 'Mẫu']] : []))),
  ...RECEIPT,
};
const PDF = expect.stringMatching(/^%PDF-/);
const PAGE = expect.stringContaining('/thanhtoan/t/');
const opened = (reference: string): [string, unknown] => [
  'payments',
  expect.objectContaining({
    payments: expect.arrayContaining([expect.objectContaining({ reference, state: 'pending' })]),
  }),
];

/** The partners who may ask for a payment. */
export async function registerPartners(portal: MockRig): Promise<void> {
  await portal.sim('PUT', `payment-partners/${PAYMENT_PARTNER}`, {
    secret: PAYMENT_SECRET,
    accessKey: PAYGOV.accessKey,
  });
  await portal.sim('PUT', `payment-partners/${KEYPAY.client_id}`, { secret: PAYMENT_SECRET });
}

/** In this order: a bill follows its payment. */
export function paymentStories(portal: MockRig): Story[] {
  const at = (service: string, path: string, body: object, expected: unknown): Story => ({
    service,
    ask: () => portal.post(`${BASE}${path}`, body),
    expected,
  });
  const idOf = async (): Promise<string> => {
    const { data } = await portal.sim('GET', 'payments');
    const payments = data['payments'] as { id: string; reference: string }[];
    return payments.find(({ reference }) => reference === PAYMENT_REFERENCE)?.id ?? '';
  };
  return [
    at('ThanhToan', '/thanhtoan/g', { LoaiBanTin: 'HOANTIEN' }, expect.objectContaining({ MaLoi: '99' })),
    {
      ...at('INIT', '/thanhtoan/g', init({ ThongTinBienLai: WHOLE_RECEIPT }), {
        MaLoi: '00',
        MoTaLoi: 'Thành công',
        MaThamChieu: PAYMENT_REFERENCE,
        UrlThanhToan: PAGE,
      }),
      state: opened(PAYMENT_REFERENCE),
    },
    at(
      'QUERY',
      '/thanhtoan/g',
      asked('QUERY', '20210914150000'),
      expect.objectContaining({ MaLoi: '00', TrangThaiGD: '3' }),
    ),
    {
      service: 'GET_BILL',
      ask: async () => {
        await portal.sim('POST', `payments/${await idOf()}/pay`, { bank: 'NHVD' });
        return portal.post(`${BASE}/thanhtoan/g`, asked('GET_BILL', '20210914150500'));
      },
      expected: PDF,
    },
    {
      service: 'viewbill',
      ask: async () => portal.http.get(`${portal.url}${BASE}/service/vpcp/viewbill?token=${await idOf()}`),
      expected: PDF,
    },
    {
      ...at('KeyPay', '/thanhtoan/keypay', KEYPAY, expect.objectContaining({ error: '0', payment_url: PAGE })),
      state: opened(KEYPAY.transaction_id),
    },
    at('PayGov', '/thanhtoan/paygov', PAYGOV, expect.objectContaining({ errorCode: '00', requestCode: 'RQ97000101' })),
  ];
}
