import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import { kindOf, type PushKind, type ReplyForm } from './push-kinds.js';
import type { EndedOutcome } from './push-record.js';

type Answer = Exclude<EndedOutcome, 'failed'>;
type Reader = (reply: JsonObject) => Answer;

/** A code by the meaning it has in its own form; every other code refuses. */
const byCode =
  (field: string, meanings: Readonly<Record<string, Answer>>): Reader =>
  (reply) =>
    meanings[textOf(reply[field])] ?? 'refused';

const UNKNOWN_DOSSIER = /không tồn tại/i;

/** Of the codes of §5 of docs/protocol.md, these are no refusals. */
const READERS: Readonly<Record<Exclude<ReplyForm, 'file'>, Reader>> = {
  dossier: (reply) => {
    if (UNKNOWN_DOSSIER.test(textOf(reply['message']).normalize('NFC'))) return 'refused';
    return byCode('error_code', { '0': 'accepted', '200': 'accepted', '201': 'accepted', '1': 'duplicate' })(reply);
  },
  search: (reply) => (textOf(reply['MaHoSo']) === '' ? 'refused' : 'accepted'),
  confirm: (reply) => (reply['MaLoi'] === undefined ? 'accepted' : byCode('MaLoi', { '00': 'accepted' })(reply)),
  fee: byCode('error_code', { '0': 'accepted', '1': 'accepted' }),
  'court-inquiry': (reply) => (textOf(reply['MATRACUUTT']) === '' ? 'refused' : 'accepted'),
  'court-result': byCode('ERROR_CODE', { '1': 'accepted' }),
  keypay: (reply) => (reply['return_code'] === undefined ? 'refused' : 'accepted'),
};

/** What the status of an answer says, before its body is looked at; null where the body has to tell. */
function byStatus(status: number): EndedOutcome | null {
  if (status >= 200 && status < 300) return null;
  const mayPass = status < 400 || status >= 500 || status === 408 || status === 429;
  return mayPass ? 'failed' : 'refused';
}

/**
 * What a province's answer means for the push. A status that says nothing about the content (5xx, 429, a redirect) is
 * tried again; everything readable is final, as it is on the portal.
 */
export function judge(kind: PushKind, status: number, body: Json | undefined): EndedOutcome {
  const verdict = byStatus(status);
  if (verdict !== null) return verdict;
  const form = kindOf(kind).reply;
  if (form === 'file') return 'accepted';
  return isJsonObject(body) ? READERS[form](body) : 'failed';
}
