import { describe, expect, it } from '@jest/globals';
import { checkCode, isRightCode, keyPayCode, payGovCode, type CodedMessage } from './check-code.js';

const SECRET = 'khoa-bi-mat-vi-du';
const START = { PhienBan: '1.0.6', MaDoiTac: 'DTVIDU97', MaThamChieu: 'H97-TT-000101' };

describe('the check code of a payment message', () => {
  it.each<[CodedMessage, Record<string, string | number>, string]>([
    [
      'INIT',
      {
        ...START,
        SoTien: '245000',
        LoaiHinhThanhToan: 'PAY',
        MaKenhThanhToan: '1',
        MaThietBi: '1',
        NgonNgu: 'vi-VN',
        MaTienTe: 'VND',
        MaNganHang: 'PAYMENT',
        ThongTinGiaoDich: 'Nop le phi ho so 000.00.12.H97-210914-0007',
        ThoiGianGD: '20210914143000',
        Ip: '10.97.1.20',
      },
      '9c85f4daf0bf39aeaf4373c9e4d193f58a66f68a64d4238b5b0d984584093464',
    ],
    [
      'CONFIRM',
      {
        ...START,
        MaLoi: '00',
        SoTien: 245000,
        MaTienTe: 'VND',
        MaGiaoDich: 'GDVIDU0000701',
        MaNganHang: 'NHVD',
        ThoiGianGD: '20210914143615',
        ThongTinGiaoDich: 'Giao dich hoan tat',
      },
      'a9d6212e7bb3b899f238b04e75da1f8c473f476ddb05266a2d6084ee38c2ef99',
    ],
    [
      'QUERY',
      { ...START, ThoiGianGD: '20210914150000' },
      '38c7f3f1161916d27abf0eea2204a9f337cbcc0f9990fb6254420118e3a1a4d3',
    ],
    [
      'GET_BILL',
      { ...START, ThoiGianGD: '20210914150500' },
      '7ca8702e40ed010db2fa9993a1bc15c3d7a967045e748c53d1dc19b16c35293b',
    ],
  ])('%s is the one of the published example', (message, fields, code) => {
    expect(checkCode(message, { LoaiBanTin: message, ...fields }, SECRET)).toBe(code);
  });

  it('of the older gateway is the one of its example', () => {
    const fields = { addition_fee: '0', client_id: '97001', command: 'PAY', trans_amount: '245000' };
    const order = { ...fields, transaction_id: 'TX97000101', version: '3.0' };

    expect(keyPayCode(order, SECRET)).toBe('e7989421ac482ce7b71e06c4e35c02656bf51ed6910ede053a70c7576a497aff');
  });

  it('of PayGov is the one of its example', () => {
    const orderId = '000.00.00.H97-000.00.12.H97-210914-0007-01';
    const order = { accessKey: 'truy-cap-vi-du', partnerCode: 'DTVIDU97', orderId, requestCode: 'RQ97000101' };

    expect(payGovCode({ ...order, amount: '245000' }, SECRET)).toBe(
      '87af783c97f0d23220fcee292922da1446024e8daeb6de81ceea61473a4ecbfd',
    );
  });

  it.each([undefined, null, 7, '', 'AB', 'ab '])('is not %j when ab is right', (given) => {
    expect(isRightCode(given, 'ab')).toBe(false);
  });
});
