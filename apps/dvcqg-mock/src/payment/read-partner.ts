import { randomBytes } from 'node:crypto';
import { FieldReader } from '../faults/field-reader.js';
import { isJsonObject, textOf, type Json } from '../portal-api/json.js';
import { CallbackRefusedError, type CallbackHosts } from '../pushes/callback-hosts.js';
import type { PaymentPartnerEntity } from '../records/payment.entity.js';
import type { PaymentPartner } from './payment-record.js';

const LONGEST_WAIT_S = 366 * 86_400;
const SHORTEST_SECRET = 8;

interface Known {
  readonly known: PaymentPartnerEntity | null;
  readonly hosts: CallbackHosts;
}

/** `{ secret, accessKey, confirmUrl, autoAfterS, autoEnd }`, all optional. A secret that is not given is kept, or made up. */
export function readPartner(
  code: string,
  body: Json,
  { known, hosts }: Known,
): { partner: PaymentPartner; problems: readonly string[] } {
  const problems: string[] = [];
  const given = isJsonObject(body) ? body : {};
  const reader = new FieldReader(given, 'partner', problems);
  reader.refuseUnknown(['secret', 'accessKey', 'confirmUrl', 'autoAfterS', 'autoEnd']);
  const isCode = /^[\w.-]{1,100}$/.test(code);
  if (!isCode) problems.push('partner: mã có 1 đến 100 chữ, số, dấu chấm, gạch.');
  const key = (name: 'secret' | 'accessKey'): string => {
    if (given[name] === undefined) return known?.[name] ?? randomBytes(32).toString('base64url');
    const text = reader.text(name, 200);
    if (text !== '' && text.length < SHORTEST_SECRET)
      reader.problem(name, `cần ít nhất ${String(SHORTEST_SECRET)} ký tự`);
    return text;
  };
  const isAuto = given['autoAfterS'] !== undefined && given['autoAfterS'] !== null;
  const partner = {
    code,
    secret: key('secret'),
    accessKey: key('accessKey'),
    confirmUrl: given['confirmUrl'] == null ? null : readUrl(textOf(given['confirmUrl']), hosts, problems),
    autoAfterS: isAuto ? reader.integer('autoAfterS', 0, LONGEST_WAIT_S) : null,
    autoEnd: isAuto ? reader.oneOf('autoEnd', ['paid', 'failed', 'expired'], 'paid') : null,
  };
  return { partner, problems };
}

function readUrl(url: string, hosts: CallbackHosts, problems: string[]): string {
  try {
    return hosts.check(url).href;
  } catch (refusal) {
    if (!(refusal instanceof CallbackRefusedError)) throw refusal;
    problems.push(`partner.confirmUrl: ${refusal.message}`);
    return url;
  }
}
