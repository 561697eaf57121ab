interface NamedBody {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Bodies by name, for `bodyRef`: what stands between a caller and a portal has been seen to send such. */
export const REPLY_BODIES = {
  'html-maintenance': {
    status: 200,
    contentType: HTML,
    body: '<!doctype html><html lang="vi"><title>Bảo trì</title><h1>Hệ thống đang bảo trì</h1><p>Vui lòng quay lại sau.</p></html>',
  },
  'html-502': {
    status: 502,
    contentType: HTML,
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  },
  'html-login': {
    status: 200,
    contentType: HTML,
    body: '<!doctype html><html lang="vi"><title>Đăng nhập</title><form method="post"><input name="username"></form></html>',
  },
  empty: { status: 200, contentType: JSON_TYPE, body: '' },
  'json-null': { status: 200, contentType: JSON_TYPE, body: 'null' },
  'json-text-code': {
    status: 200,
    contentType: JSON_TYPE,
    body: '{"error_code":"E-LGSP-07","message":"Dịch vụ không phản hồi"}',
  },
  'json-hidden-failure': {
    status: 200,
    contentType: JSON_TYPE,
    body: '{"error_code":900,"message":"Chưa đồng bộ thành công, vui lòng thử lại"}',
  },
} as const satisfies Record<string, NamedBody>;

export type ReplyBodyName = keyof typeof REPLY_BODIES;
export const REPLY_BODY_NAMES = Object.keys(REPLY_BODIES) as [ReplyBodyName, ...ReplyBodyName[]];
