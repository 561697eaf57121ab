import { PORTAL_CODES } from '@dvc/contracts';
import { bodyDelivery, plainDelivery, withHeader, type Delivery } from '../delivery.js';
import type { Effect } from './effect.js';
import { REPLY_BODIES, REPLY_BODY_NAMES } from './reply-bodies.js';

interface MadeUp {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | null;
  readonly errorCode: number;
  readonly message: string;
}

export const reply: Effect<MadeUp> = {
  about: 'Một phản hồi khác sự thật: trang HTML, mã lỗi, hoặc thân tùy ý',
  symptom: 'trạng thái HTTP đã chọn; HTML với 200 làm hỏng bước đọc JSON',
  parameters: {
    status: '200 đến 599, mặc định 200',
    contentType: 'ASCII',
    bodyRef: REPLY_BODY_NAMES.join(', '),
    body: 'văn bản',
    errorCode: 'số nguyên, khi không có thân',
    message: 'văn bản, khi không có thân',
  },
  read: (read) => {
    const named = read.has('bodyRef') ? REPLY_BODIES[read.oneOf('bodyRef', REPLY_BODY_NAMES)] : null;
    return {
      status: read.integer('status', 200, 599, named?.status ?? 200),
      contentType: read.has('contentType')
        ? read.headerText('contentType')
        : (named?.contentType ?? 'text/html; charset=utf-8'),
      body: read.has('body') ? read.anyText('body') : (named?.body ?? null),
      errorCode: read.integer('errorCode', -999, 9_999, PORTAL_CODES.internalError),
      message: read.has('message') ? read.anyText('message') : 'Lỗi hệ thống, vui lòng thử lại sau',
    };
  },
  instead: ({ status, contentType, body, errorCode, message }) =>
    body === null ? plainDelivery({ error_code: errorCode, message }, status) : bodyDelivery(body, status, contentType),
};

/** How a throttle says when to come back. `body`: HTTP 200 with an `error_code`, the delay in its message. */
const THROTTLE_FORMS = ['seconds', 'http-date', 'missing', 'garbled', 'body'] as const;

interface Throttle {
  readonly status: 429 | 503;
  readonly retryAfterS: number;
  readonly form: (typeof THROTTLE_FORMS)[number];
}

export const throttle: Effect<Throttle> = {
  about: 'Quá số lần gọi, hoặc bảo trì: bên gọi phải chờ',
  symptom: 'trạng thái 429 hoặc 503; dạng body là 200 với error_code 429 hoặc 503',
  parameters: {
    status: '429, 503 (hay "body": 429 ở dạng body)',
    retryAfter: 'khoảng thời gian',
    retryAfterS: 'như retryAfter, giây',
    form: THROTTLE_FORMS.join(', '),
  },
  read: (read) => {
    // `status: "body"` is short for HTTP 200 with 429 in the body.
    const isBody = read.is('status', 'body');
    return {
      status: isBody || read.is('status', 429) || !read.has('status') ? 429 : read.only503('status'),
      retryAfterS: read.has('retryAfter')
        ? read.duration('retryAfter', 86_400_000) / 1_000
        : read.number('retryAfterS', 0, 86_400),
      form: isBody ? 'body' : read.oneOf('form', THROTTLE_FORMS, 'seconds'),
    };
  },
  instead: (parameters, { now }) => throttled(parameters, now),
  retryUntil: ({ form, retryAfterS }, now) =>
    form === 'missing' || form === 'garbled' ? null : new Date(now.getTime() + retryAfterS * 1_000),
};

function throttled({ status, form, retryAfterS }: Throttle, now: Date): Delivery {
  const message =
    status === 429
      ? `Vượt quá số lần gọi cho phép, vui lòng thử lại sau ${String(retryAfterS)} giây`
      : 'Hệ thống đang bảo trì, vui lòng thử lại sau';
  const plain = plainDelivery(
    { error_code: status === 429 ? PORTAL_CODES.rateLimited : PORTAL_CODES.maintenance, message },
    form === 'body' ? 200 : status,
  );
  const retryAfter = {
    seconds: String(retryAfterS),
    'http-date': new Date(Math.ceil((now.getTime() + retryAfterS * 1_000) / 1_000) * 1_000).toUTCString(),
    garbled: 'sau it phut',
    missing: null,
    body: null,
  }[form];
  return retryAfter === null ? plain : withHeader(plain, 'retry-after', retryAfter);
}

const SCOPES = ['all', 'caller'] as const;

export const expireSession: Effect<{ readonly scope: (typeof SCOPES)[number] }> = {
  about: 'Phiên hết hạn trước giờ, của bên gọi hoặc của mọi bên; giữa lô thì các bản ghi sau bị bỏ',
  symptom: '200 với error_code 102',
  parameters: { scope: 'all, caller; mặc định all' },
  read: (read) => ({ scope: read.oneOf('scope', SCOPES, 'all') }),
  before: ({ scope }, _scene, { expireSessions }) => expireSessions(scope),
  within: (_parameters, plan, { indices: [first = 0] }) => ({
    ...plan,
    handled: plan.handled.filter(({ index }) => index < first),
    ending: 'session-expired',
  }),
};
