import type { ServiceEntry } from '../portal-api/behaviour/service-entry.js';
import { INIT_FIELDS, KEYPAY_FIELDS, PAYGOV_FIELDS, QUERY_FIELDS } from './payment-fields.js';
import { PAYMENT_PATHS } from './payment-paths.js';
import { QUERY_RULES, REQUEST_RULES } from './payment-schemes.js';

const GROUP = 'Thanh toán';
const REFUSAL = 'Từ chối: MaLoi "99" (quan sát 2)';

/** What is known, and shown, of the payment platform. Rules and fields are the ones it obeys. */
export const PAYMENT_BEHAVIOURS = {
  ThanhToan: {
    group: GROUP,
    label: 'assumed',
    about: `Địa chỉ ${PAYMENT_PATHS.platform}; LoaiBanTin chọn INIT, QUERY hay GET_BILL. ${PAYMENT_PATHS.relay} bọc câu trả lời như trạm trung chuyển (quan sát 1)`,
  },
  INIT: {
    group: GROUP,
    label: 'observed (2)',
    about: `Mở một khoản thanh toán, nhận UrlThanhToan. ${REFUSAL}. Gửi lại cùng mã và số tiền: cùng địa chỉ (giả định)`,
    success: ['Thành công'],
    fields: INIT_FIELDS,
    rules: REQUEST_RULES.platform,
    switches: ['payment.checksum', 'payment.confirmType'],
  },
  QUERY: {
    group: GROUP,
    label: 'observed (2)',
    about: 'TrangThaiGD: 1 đã trả, 3 đang chờ, 4 hỏng; quá hạn cũng là 4 (giả định)',
    success: ['Thành công'],
    fields: QUERY_FIELDS,
    rules: QUERY_RULES,
    switches: ['payment.checksum'],
  },
  GET_BILL: {
    group: GROUP,
    label: 'observed (2)',
    about: 'Biên lai PDF của khoản đã trả; bố cục là giả định',
    fields: QUERY_FIELDS,
    rules: QUERY_RULES,
    switches: ['payment.checksum'],
  },
  KeyPay: {
    group: GROUP,
    label: 'observed (1)',
    about: `Cổng thanh toán cũ, ${PAYMENT_PATHS.keyPay} (giả định); error "0" quan sát được, "99" là giả định`,
    success: ['Thành công'],
    fields: KEYPAY_FIELDS,
    rules: REQUEST_RULES.keypay,
    switches: ['payment.checksum'],
  },
  PayGov: {
    group: GROUP,
    label: 'observed (1)',
    about: `Công thức checksum và errorCode "00" quan sát được; địa chỉ ${PAYMENT_PATHS.payGov} và câu trả lời là giả định`,
    success: ['Thành công'],
    fields: PAYGOV_FIELDS,
    rules: REQUEST_RULES.paygov,
    switches: ['payment.checksum'],
  },
  viewbill: {
    group: GROUP,
    label: 'observed (1)',
    about: `GET ${PAYMENT_PATHS.viewBill}?token=…; token là mã của khoản thanh toán (giả định); dstcode VN:COM không bị kiểm`,
  },
} as const satisfies Record<string, ServiceEntry>;
