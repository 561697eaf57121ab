import type { PaymentPartnerEntity } from '../records/payment.entity.js';
import type { SwitchValues } from '../switches/switch-table.js';
import type { Rule } from '../portal-api/behaviour/rule.js';
import type { FieldRule } from '../portal-api/fields/field-rule.js';
import { itemRules } from '../portal-api/fields/item-rules.js';
import { isJsonObject, textOf, type JsonObject } from '../portal-api/json.js';
import type { Refusal } from '../portal-api/refusals.js';
import { checkCode, isRightCode, keyPayCode, payGovCode } from './check-code.js';
import { INIT_FIELDS, KEYPAY_FIELDS, PAYGOV_FIELDS, QUERY_FIELDS, RECEIPT_FIELDS } from './payment-fields.js';
import type { PaymentScheme } from './payment-record.js';

/** What a payment call is judged by. The partner is null where nobody has registered it. */
export interface PaymentContext {
  readonly switches: SwitchValues;
  readonly partner: Pick<PaymentPartnerEntity, 'secret' | 'accessKey'> | null;
}
export type PaymentRule = Rule<JsonObject, PaymentContext>;

/** Where a message keeps what every way to pay must know. */
export interface MessageShape {
  readonly partner: string;
  readonly reference: string;
  readonly amount: string;
  readonly code: string;
}

export const SHAPES: Readonly<Record<PaymentScheme, MessageShape>> = {
  platform: { partner: 'MaDoiTac', reference: 'MaThamChieu', amount: 'SoTien', code: 'MaXacThuc' },
  keypay: { partner: 'client_id', reference: 'transaction_id', amount: 'trans_amount', code: 'check_sum' },
  paygov: { partner: 'partnerCode', reference: 'requestCode', amount: 'amount', code: 'checksum' },
};

type Expect = (fields: JsonObject, partner: NonNullable<PaymentContext['partner']>) => string;

const no = (message: string): Refusal => ({ code: 99, message });

/** The demands of a table of fields; objects inside are looked at by themselves. */
function fieldRules(fields: readonly FieldRule[]): PaymentRule[] {
  const flat = (item: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, isJsonObject(value) ? '' : value]));
  return itemRules(fields).map((rule) => ({
    ...rule,
    codes: [],
    check: (item, context) => rule.check(flat(item), context),
  }));
}

const KNOWN_PARTNER: PaymentRule = {
  name: 'known-partner',
  says: 'Đối tác đã đăng ký, hoặc MOCK_PAYMENT_SECRET dùng chung cho mọi đối tác',
  codes: [],
  label: 'assumed',
  switches: ['payment.checksum'],
  check: (_item, { partner, switches }) =>
    partner === null && switches['payment.checksum'] === 'enforced' ? no('đối tác chưa đăng ký') : null,
};

const positive = (field: string): PaymentRule => ({
  name: 'amount',
  says: 'Số tiền lớn hơn 0',
  codes: [],
  label: 'assumed',
  check: (item) => (Number(textOf(item[field])) > 0 ? null : no(`${field} phải lớn hơn 0`)),
});

const codeRule = (field: string, says: string, expect: Expect): PaymentRule => ({
  name: 'check-code',
  says,
  codes: [],
  label: 'assumed',
  switches: ['payment.checksum'],
  check: (item, { partner, switches }) => {
    if (switches['payment.checksum'] === 'ignored' || partner === null) return null;
    return isRightCode(item[field], expect(item, partner)) ? null : no(`${field} không đúng`);
  },
});

const RECEIPT: PaymentRule[] = fieldRules(RECEIPT_FIELDS).map((rule) => ({
  ...rule,
  name: `receipt-${rule.name}`,
  says: `ThongTinBienLai: ${rule.says}`,
  check: ({ ThongTinBienLai: receipt = {} }, context) =>
    isJsonObject(receipt) ? rule.check(receipt, context) : no('ThongTinBienLai phải là một đối tượng'),
}));

/** A request to pay: these hold, in this order, before the reference is looked at. */
export const REQUEST_RULES: Readonly<Record<PaymentScheme, readonly PaymentRule[]>> = {
  platform: [
    ...fieldRules(INIT_FIELDS),
    ...RECEIPT,
    positive('SoTien'),
    KNOWN_PARTNER,
    codeRule(
      'MaXacThuc',
      'MaXacThuc = SHA-256 của các giá trị từ LoaiBanTin đến Ip, nối bằng |, khóa bí mật cuối cùng',
      (fields, { secret }) => checkCode('INIT', fields, secret),
    ),
  ],
  keypay: [
    ...fieldRules(KEYPAY_FIELDS),
    positive('trans_amount'),
    KNOWN_PARTNER,
    codeRule(
      'check_sum',
      'check_sum = HMAC-SHA256 của addition_fee, client_id, command, trans_amount, transaction_id, version nối bằng |',
      (fields, { secret }) => keyPayCode(fields, secret),
    ),
  ],
  paygov: [
    ...fieldRules(PAYGOV_FIELDS),
    positive('amount'),
    KNOWN_PARTNER,
    {
      name: 'access-key',
      says: 'accessKey là của đối tác',
      codes: [],
      label: 'assumed',
      check: ({ accessKey }, { partner }) =>
        partner === null || isRightCode(accessKey, partner.accessKey) ? null : no('accessKey không đúng'),
    },
    codeRule(
      'checksum',
      'checksum = SHA-256 của secretKey, accessKey, partnerCode, orderId, requestCode, amount viết liền',
      (fields, { secret }) => payGovCode(fields, secret),
    ),
  ],
};

/** A question about a payment, or for its bill. */
export const QUERY_RULES: readonly PaymentRule[] = [
  ...fieldRules(QUERY_FIELDS),
  KNOWN_PARTNER,
  codeRule(
    'MaXacThuc',
    'MaXacThuc = SHA-256 của LoaiBanTin, PhienBan, MaDoiTac, MaThamChieu, ThoiGianGD nối bằng |, khóa bí mật cuối cùng',
    (fields, { secret }) => checkCode('QUERY', fields, secret),
  ),
];
