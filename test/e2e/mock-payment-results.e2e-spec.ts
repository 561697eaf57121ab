import { describe, expect, it } from '@jest/globals';
import { PaymentRig } from '../support/payment-rig.js';
import { eventually } from '../support/eventually.js';
import {
  PAYMENT_PARTNER as PARTNER,
  PAYMENT_REFERENCE as REFERENCE,
  PAYMENT_SECRET as SECRET,
  init,
} from '../support/payment-messages.js';
import { careful } from '../support/province-stand-in.js';

const payments = new PaymentRig();
const { portal, province } = payments;

describe('the confirmation of a payment', () => {
  it('goes to the partner with a code that a careful partner finds right', async () => {
    province.usual = careful(SECRET);
    const id = await payments.open();
    const { data } = await portal.sim('POST', `payments/${id}/pay`, { bank: 'NHVD', times: 2 });

    await eventually(async () => {
      const push = await portal.sim('GET', `pushes/${String(data['push'])}`);
      expect(push.data).toMatchObject({ kind: 'payment', state: 'done', verdict: 'accepted', delivered: 2 });
    });
    expect(province.received).toHaveLength(2);
    expect(province.received[0]).toMatchObject({
      path: '/o/pgi/ppdvcqg/dpnhankqthanhtoanhs',
      sign: 'DVCQG-MOCK',
      body: { LoaiBanTin: 'CONFIRM', MaLoi: '00', MaThamChieu: REFERENCE, SoTien: 245000, MaNganHang: 'NHVD' },
    });
    expect(province.bodies()[1]).toEqual(province.bodies()[0]);
  });

  it('can carry a wrong code, another name, or bad news', async () => {
    province.usual = careful(SECRET);
    await portal.turn({ 'payment.confirmType': 'XACNHAN' });
    const { data } = await portal.sim('POST', `payments/${await payments.open()}/fail`, { isCodeWrong: true });

    await eventually(async () => {
      const push = await portal.sim('GET', `pushes/${String(data['push'])}`);
      expect(push.data).toMatchObject({ state: 'done', verdict: 'refused', tries: [{ reply: { MaLoi: '99' } }] });
    });
    expect(province.bodies()).toMatchObject([{ LoaiBanTin: 'XACNHAN', MaLoi: '99' }]);
  });

  it('comes by itself where the partner wants its payers to act by themselves', async () => {
    await payments.register({ confirmUrl: `${province.url}/ket-qua`, autoAfterS: 0, autoEnd: 'paid' });
    province.usual = careful(SECRET);
    await payments.send(init());

    await eventually(() => {
      expect(province.bodies()).toMatchObject([{ MaLoi: '00', MaThamChieu: REFERENCE }]);
      return Promise.resolve();
    });
    expect(await payments.state()).toBe('1');
  });

  it('is not sent where nobody asked for it, and never for a payment that ran out', async () => {
    const expired = await portal.sim('POST', `payments/${await payments.open()}/expire`);

    expect(expired.data).toMatchObject({ state: 'expired', push: null });
    expect((await portal.sim('GET', 'pushes')).data['pushes']).toEqual([]);
  });
});

describe('a partner', () => {
  it('gets a secret of its own that nobody could guess, and keeps it', async () => {
    const { data } = await portal.sim('PUT', 'payment-partners/KHAC', {});
    const again = await portal.sim('PUT', 'payment-partners/KHAC', { autoAfterS: 3 });

    expect(String(data['secret'])).toMatch(/^[\w-]{43}$/);
    expect(again.data).toMatchObject({ secret: data['secret'], autoAfterS: 3, autoEnd: 'paid' });
    const other = await portal.sim('PUT', 'payment-partners/KHAC2', {});
    expect(other.data['secret']).not.toBe(data['secret']);
  });

  it('may not be called where the portal may not call', async () => {
    const { status, data } = await payments.register({ confirmUrl: 'http://169.254.169.254/latest', secret: 'ngắn' });

    expect(status).toBe(422);
    expect(data['problems']).toHaveLength(2);
  });

  it('that nobody registered is known by the common secret, where one is set', async () => {
    await portal.stopMock();
    await portal.startMock({ MOCK_CALLBACK_HOSTS: province.host, MOCK_PAYMENT_SECRET: SECRET });
    await portal.sim('POST', 'reset');

    expect((await payments.send(init())).data['MaLoi']).toBe('00');
    expect((await payments.send(init({ MaThamChieu: 'X' }))).data['MaLoi']).toBe('99');
  });
});

describe('the older ways to pay', () => {
  it('KeyPay checks its HMAC and answers in its own words', async () => {
    await portal.sim('PUT', 'payment-partners/97001', { secret: SECRET, confirmUrl: `${province.url}/keypay` });
    province.usual = () => ({ body: { return_code: '0', return_msg: 'ok' } });
    const order = {
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

    const bad = await payments.send({ ...order, trans_amount: '245001' }, '/thanhtoan/keypay');
    const good = await payments.send(order, '/thanhtoan/keypay');

    expect(bad.data).toEqual({ error: '99', msg: expect.stringContaining('check_sum') });
    expect(good.data).toMatchObject({ error: '0', payment_url: expect.stringContaining('/thanhtoan/t/') });
    const [id = ''] = await payments.paymentIds();
    await portal.sim('POST', `payments/${id}/pay`);
    await eventually(() => {
      expect(province.bodies()).toMatchObject([{ transaction_id: 'TX97000101', status: '0', trans_amount: '245000' }]);
      return Promise.resolve();
    });
  });

  it('PayGov checks its plain concatenation', async () => {
    await portal.sim('PUT', `payment-partners/${PARTNER}`, { secret: SECRET, accessKey: 'truy-cap-vi-du' });
    const order = {
      partnerCode: PARTNER,
      accessKey: 'truy-cap-vi-du',
      orderId: '000.00.00.H97-000.00.12.H97-210914-0007-01',
      requestCode: 'RQ97000101',
      amount: '245000',
      checksum: '87af783c97f0d23220fcee292922da1446024e8daeb6de81ceea61473a4ecbfd',
    };

    expect((await payments.send(order, '/thanhtoan/paygov')).data).toMatchObject({
      errorCode: '00',
      requestCode: 'RQ97000101',
    });
    expect((await payments.send({ ...order, amount: '1' }, '/thanhtoan/paygov')).data['errorCode']).toBe('99');
    const { data } = await portal.sim('GET', 'payments');
    expect(data['payments']).toMatchObject([{ dossier: '000.00.12.H97-210914-0007', amount: 245000 }]);
  });
});
