import { PORTAL_CODES } from '@dvc/contracts';
import { quoted } from '../portal-api/refusals.js';
import type { JsonObject } from '../portal-api/json.js';
import type { PortalAnswer } from '../portal-api/portal-answer.js';

/** `MaLoi` of the payment platform: all that was ever seen of it. Observed (2). */
export const PAYMENT_CODES = { ok: '00', others: '99' } as const;
const SUCCESS = 'Thành công';
const FAILURE = 'Các lỗi khác';
/** How a refusal of the payment platform stands in the journal. */
const REFUSED = Number(PAYMENT_CODES.others);

const NOTHING = { committedRows: 0, warnings: [] };

export function accepted(reference: string, more: JsonObject, committedRows = 0): PortalAnswer {
  const reply = { MaLoi: PAYMENT_CODES.ok, MoTaLoi: SUCCESS, MaThamChieu: reference, ...more };
  return {
    ...NOTHING,
    code: PORTAL_CODES.ok,
    reply,
    committedRows,
    items: [{ key: reference, code: PORTAL_CODES.ok }],
  };
}

/** A refusal of the payment platform. The code and the first words are observed (2), the reason behind them is ours. */
export function declined(reference: string, reason: string): PortalAnswer {
  const reply = {
    MaLoi: PAYMENT_CODES.others,
    MoTaLoi: `${FAILURE}: ${reason}`,
    ...(reference === '' ? {} : { MaThamChieu: quoted(reference) }),
  };
  return { ...NOTHING, code: REFUSED, reply, items: [{ key: reference, code: REFUSED }] };
}

/** The same answer in the words of the older gateway. Only `error` "0" is observed (1). */
export function inKeyPayWords({ reply, ...answer }: PortalAnswer): PortalAnswer {
  const { MaLoi, MoTaLoi = '', UrlThanhToan } = reply;
  const error = MaLoi === PAYMENT_CODES.ok ? '0' : PAYMENT_CODES.others;
  return {
    ...answer,
    reply: { error, msg: MoTaLoi, ...(UrlThanhToan === undefined ? {} : { payment_url: UrlThanhToan }) },
  };
}

/** The same answer in the words of the PayGov form. Only `errorCode` "00" is observed (1). */
export function inPayGovWords({ reply, ...answer }: PortalAnswer, fields: JsonObject): PortalAnswer {
  const { MaLoi = null, MoTaLoi = '', UrlThanhToan } = reply;
  const { orderId = null, requestCode = null, amount = null } = fields;
  return {
    ...answer,
    reply: {
      errorCode: MaLoi,
      message: MoTaLoi,
      orderId,
      requestCode,
      amount,
      ...(UrlThanhToan === undefined ? {} : { paymentUrl: UrlThanhToan }),
    },
  };
}
