import { firstRefusal } from '../portal-api/behaviour/rule.js';
import { checkText, decodeBody } from '../portal-api/decode-body.js';
import { textOf, type JsonObject } from '../portal-api/json.js';
import type { Accent, Decided } from '../portal-api/portal-call.js';
import { parameterOf, type RelayRoute } from './relay-routes.js';
import { RELAY_RULES } from './relay-rules.js';

/** The token a relay asks for, empty where it asks for none, and the one that came. */
export interface RelayToken {
  readonly asked: string;
  readonly given: string;
}

/** A relay in front of the portal: another envelope, the same services behind it. */
export function relayAccent(route: RelayRoute, token: RelayToken): Accent {
  return {
    service: route.service,
    translate: ({ bytes, query }) => {
      const decoded = route.method === 'GET' ? { body: null } : decodeBody(bytes);
      if ('refusal' in decoded) return decoded;
      const unit = route.namesUnit ? { MaDinhDanhDV: parameterOf(query, 'MaDinhDanhDV') ?? '' } : {};
      return checkText({ ...unit, ...route.parameters(decoded.body, query) });
    },
    callerIn: ({ mainAccount }) => mainAccount,
    admit: ({ madonvi, parameters }) => {
      const caller = { route, token: token.given, unit: parameters.text('MaDinhDanhDV') ?? '' };
      return firstRefusal(RELAY_RULES, caller, { account: madonvi ?? '', token: token.asked });
    },
    speak: (decided) => ({ reply: wordsOf(route, decided), status: decided.status }),
  };
}

/** Relays write the code as text. — observed (2) */
function wordsOf({ reply: form }: RelayRoute, { code, reply }: Decided): JsonObject {
  const error_code = textOf(reply['error_code'] ?? code);
  if (form === 'answer-in-message') return { error_code, message: JSON.stringify(reply) };
  const { message = '', result } = reply;
  return { error_code, message, ...(result === undefined ? {} : { result }) };
}
