/**
 * Where the payment platform listens, below the adapter. That a bill is seen at `viewbill`: observed (1); the other
 * paths: assumed, since senders have them in their settings.
 */
const BASE = '/XrdAdapter/RestService/forward';
export const PAYMENT_PATHS = {
  platform: `${BASE}/thanhtoan/g`,
  relay: `${BASE}/thanhtoan/relay`,
  keyPay: `${BASE}/thanhtoan/keypay`,
  payGov: `${BASE}/thanhtoan/paygov`,
  viewBill: `${BASE}/service/vpcp/viewbill`,
  /** For the payer's browser; the id follows. */
  page: '/thanhtoan/t',
} as const;

/** `LoaiBanTin` of what a one-stop system sends; observed (1). One address for the three: assumed. */
export const PAYMENT_MESSAGES = ['INIT', 'QUERY', 'GET_BILL'] as const;

/** Everything of the payment platform that answers for itself. */
export const PAYMENT_SERVICES = [...PAYMENT_MESSAGES, 'KeyPay', 'PayGov', 'viewbill'] as const;
export type PaymentService = (typeof PAYMENT_SERVICES)[number];
