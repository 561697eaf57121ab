import { describe, expect, it } from '@jest/globals';
import { PAYMENT_BASE, PaymentRig } from '../support/payment-rig.js';
import { PAYMENT_REFERENCE as REFERENCE, RECEIPT, asked, init, lettersOf } from '../support/payment-messages.js';

const payments = new PaymentRig();
const { portal } = payments;

const download = async (path: string, body?: object): Promise<{ type: string; bytes: Buffer }> => {
  const { headers, data } = await portal.http.request<ArrayBuffer>({
    method: body ? 'POST' : 'GET',
    url: `${portal.url}${path}`,
    data: body,
    responseType: 'arraybuffer',
  });
  return { type: String(headers['content-type']), bytes: Buffer.from(data) };
};

describe('a payment on the platform', () => {
  it('begins with INIT, waits, is paid, and each step shows in QUERY', async () => {
    const { data } = await payments.send(init());

    expect(data).toMatchObject({ MaLoi: '00', MoTaLoi: 'Thành công', MaThamChieu: REFERENCE });
    const page = await portal.http.get<string>(String(data['UrlThanhToan']));
    expect(page.data).toContain('245.000 đồng');
    expect(await payments.state()).toBe('3');
    const [id = ''] = await payments.paymentIds();
    expect((await portal.sim('POST', `payments/${id}/pay`, { bank: 'NHVD' })).status).toBe(200);
    expect(await payments.state()).toBe('1');
    expect((await portal.sim('POST', `payments/${id}/fail`)).status).toBe(409);
  });

  it.each([
    ['fail', '4'],
    ['expire', '4'],
  ])('ends with %s as state %s', async (act, state) => {
    await portal.sim('POST', `payments/${await payments.open()}/${act}`);

    expect(await payments.state()).toBe(state);
  });

  it.each([
    ['another amount than the code covers', { SoTien: '245001' }, 'MaXacThuc không đúng'],
    ['no code', { MaXacThuc: undefined }, 'MaXacThuc không đúng'],
    ['an amount of nothing', { SoTien: '0' }, 'SoTien phải lớn hơn 0'],
    ['no time', { ThoiGianGD: '' }, 'Thiếu trường bắt buộc: ThoiGianGD'],
    ['a day that is none', { ThoiGianGD: '20210230000000' }, 'không đúng định dạng'],
    ['another currency', { MaTienTe: 'USD' }, 'không thuộc danh mục'],
    ['a partner nobody knows', { MaDoiTac: 'LA' }, 'đối tác chưa đăng ký'],
    ['a receipt that is a list', { ThongTinBienLai: [] }, 'ThongTinBienLai'],
    ['a fee that is no amount', { ThongTinBienLai: { ...RECEIPT, PhiLePhi: [{ SoTien: 'không' }] } }, 'SoTien'],
  ])('is refused with %s', async (_what, changes, reason) => {
    const { status, data } = await payments.send(init(changes));

    expect([status, data['MaLoi'], data['MoTaLoi']]).toEqual([200, '99', expect.stringContaining(reason)]);
    expect(JSON.stringify(data)).not.toMatch(/thành công/i);
    expect(await payments.paymentIds()).toEqual([]);
  });

  it('takes a wrong code where payment.checksum is ignored', async () => {
    await portal.turn({ 'payment.checksum': 'ignored' });

    expect((await payments.send(init({ MaXacThuc: 'sai' }))).data['MaLoi']).toBe('00');
  });

  it('answers the same request again with the same address, and another amount with a refusal', async () => {
    const first = await payments.send(init());
    const again = await payments.send(init());
    await portal.turn({ 'payment.checksum': 'ignored' });
    const other = await payments.send(init({ SoTien: '9' }));

    expect(again.data).toEqual(first.data);
    expect(other.data['MaLoi']).toBe('99');
    expect(await payments.paymentIds()).toHaveLength(1);
  });

  it('speaks its own words at its own address only, also to what it cannot read', async () => {
    const broken = await portal.post(`${PAYMENT_BASE}/thanhtoan/g`, Buffer.from('{'));
    const unknown = await payments.send({ LoaiBanTin: 'REFUND' });
    const elsewhere = await portal.call('INIT', init());

    expect(broken.data).toMatchObject({ MaLoi: '99' });
    expect(unknown.data).toMatchObject({ MaLoi: '99', MoTaLoi: expect.stringContaining('LoaiBanTin') });
    expect(elsewhere.data['error_code']).toBe(110);
  });

  it('stands in the journal without the payer, and faults act on it by name', async () => {
    await portal.arm({
      id: 'lost',
      service: 'INIT',
      phase: 'after-commit',
      effect: { type: 'connection-reset' },
      schedule: { first: 1 },
    });
    await expect(payments.send(init())).rejects.toThrow(/ECONNRESET|socket hang up/);

    const [entry] = await portal.journal('INIT');
    expect(entry).toMatchObject({ service: 'INIT', keys: [REFERENCE], committedRows: 1, outcomeCode: 0 });
    expect(JSON.stringify(entry)).not.toContain('Phạm Minh Mẫu');
    expect(await payments.state()).toBe('3');
  });

  it('is wrapped as text for a relay', async () => {
    const { data } = await payments.send(init(), '/thanhtoan/relay');

    expect(data['error_code']).toBe('0');
    expect(JSON.parse(String(data['message']))).toMatchObject({ MaLoi: '00', MaThamChieu: REFERENCE });
  });
});

describe('the bill of a payment', () => {
  it('is refused before it is paid', async () => {
    await payments.send(init());

    expect((await payments.send(asked('GET_BILL', '20210914150500'))).data['MaLoi']).toBe('99');
  });

  it('is a PDF with its fonts inside, the same each time, by GET_BILL and by viewbill', async () => {
    const id = await payments.open();
    await portal.sim('POST', `payments/${id}/pay`, { bank: 'NHVD' });

    const bill = await download(`${PAYMENT_BASE}/thanhtoan/g`, asked('GET_BILL', '20210914150500'));
    const query = `token=${id}&dstcode=VN:COM:9700000101:bienlai&providerurl=https://cong.example`;
    const seen = await download(`${PAYMENT_BASE}/service/vpcp/viewbill?${query}`);

    expect(bill.type).toBe('application/pdf');
    expect(bill.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bill.bytes.subarray(-6).toString()).toContain('%%EOF');
    expect(bill.bytes.toString('latin1')).toMatch(/FontFile2/);
    expect(seen.bytes.equals(bill.bytes)).toBe(true);
    expect(lettersOf(bill.bytes)).toEqual(expect.arrayContaining(['Ệ', 'ẫ', 'ộ', 'ơ'].map((letter) => hexOf(letter))));
  });
});

function hexOf(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0');
}
