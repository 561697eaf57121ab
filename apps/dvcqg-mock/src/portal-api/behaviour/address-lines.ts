import { NEW_REST_ROUTES, newRestAddressOf } from '../../new-rest/new-rest-routes.js';
import { RELAY_ROUTES, addressOf, type RelayRoute } from '../../relays/relay-routes.js';
import type { Label } from './label.js';

/** An address that is not the adapter's, and the service behind it. */
export interface AddressLine {
  readonly system: string;
  readonly method: string;
  readonly address: string;
  readonly service: string;
  /** Shape of what comes back. */
  readonly answer: string;
  readonly label: Label;
  readonly about: string;
}

const RELAY_ANSWERS: Readonly<Record<RelayRoute['reply'], string>> = {
  'answer-in-message': '{error_code: chuỗi, message: câu trả lời của Cổng là chuỗi JSON}',
  'code-and-message': '{error_code: chuỗi, message, result?}',
  base64: 'văn bản base64; từ chối: {error_code: chuỗi, message}',
};

export function listAddresses(): AddressLine[] {
  const relays = RELAY_ROUTES.map((route) => ({
    system: `Trạm ${route.relay}`,
    method: route.method,
    address: addressOf(route),
    service: route.service,
    answer: RELAY_ANSWERS[route.reply],
    label: route.label,
    about: route.about,
  }));
  const rest = Object.values(NEW_REST_ROUTES).map((route): AddressLine => ({
    system: 'REST thế hệ mới',
    method: route.method,
    address: newRestAddressOf(route),
    service: route.call,
    answer: route.isBare ? 'dữ liệu trần; từ chối: {code, message, data}' : '{code, message, data}',
    label: 'observed (1)',
    about: route.needsToken
      ? 'Mã truy cập trên địa chỉ, hoặc Authorization: Bearer; HTTP 400, 401, 403, 404, 502 như code'
      : 'HTTP 400, 401 như code',
  }));
  return [...relays, ...rest];
}
