import { createHash, createHmac } from 'node:crypto';
import { isSameSecret } from '../portal-api/same-secret.js';
import { textOf, type JsonObject } from '../portal-api/json.js';

/**
 * Which values of a message its `MaXacThuc` covers, in this order; the partner's secret follows last.
 * Observed (2). `GET_BILL` has the shape of `QUERY`.
 */
export const CODE_RECIPES = {
  INIT: [
    'LoaiBanTin',
    'PhienBan',
    'MaDoiTac',
    'MaThamChieu',
    'SoTien',
    'LoaiHinhThanhToan',
    'MaKenhThanhToan',
    'MaThietBi',
    'NgonNgu',
    'MaTienTe',
    'MaNganHang',
    'ThongTinGiaoDich',
    'ThoiGianGD',
    'Ip',
  ],
  CONFIRM: [
    'LoaiBanTin',
    'MaLoi',
    'MaDoiTac',
    'MaThamChieu',
    'SoTien',
    'MaTienTe',
    'MaGiaoDich',
    'MaNganHang',
    'ThoiGianGD',
    'ThongTinGiaoDich',
  ],
  QUERY: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
  GET_BILL: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
} as const;
export type CodedMessage = keyof typeof CODE_RECIPES;

/** `MaXacThuc` of a message of the payment platform: SHA-256 in lower-case hex over the values joined by `|`. */
export function checkCode(message: CodedMessage, fields: JsonObject, secret: string): string {
  const values = CODE_RECIPES[message].map((name) => textOf(fields[name]));
  return sha256([...values, secret].join('|'));
}

/** What `check_sum` of the older gateway covers, in this order; the secret is the key of the HMAC. Observed (1). */
export const KEYPAY_RECIPE = [
  'addition_fee',
  'client_id',
  'command',
  'trans_amount',
  'transaction_id',
  'version',
] as const;

export function keyPayCode(fields: JsonObject, secret: string): string {
  const text = KEYPAY_RECIPE.map((name) => textOf(fields[name])).join('|');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** What the checksum of the PayGov form covers after the secret, one behind the other without a mark. Observed (1). */
export const PAYGOV_RECIPE = ['accessKey', 'partnerCode', 'orderId', 'requestCode', 'amount'] as const;

export function payGovCode(fields: JsonObject, secret: string): string {
  return sha256(`${secret}${PAYGOV_RECIPE.map((name) => textOf(fields[name])).join('')}`);
}

/** Whether a code that came in is the right one; nobody writes them in capitals, so those are not taken. */
export function isRightCode(given: unknown, expected: string): boolean {
  return typeof given === 'string' && isSameSecret(given, expected);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
