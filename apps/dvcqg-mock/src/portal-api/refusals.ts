import { REFUSALS, wordRefusal, type RefusalName } from './behaviour/refusal-table.js';
import { textOf, type Json } from './json.js';

/** Why the portal will not: a numeric code and a sentence for people. See docs/protocol.md §4. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  /** The rule that said so; else the entry of the table of refusals. */
  readonly check?: string;
  /** When to come back (s), for the header that goes with HTTP 429 and 503. */
  readonly retryAfterS?: number;
  /** Goes out in place of JSON, as it is. */
  readonly file?: { readonly type: string; readonly bytes: Buffer };
}

const LONGEST_QUOTE = 100;

/**
 * A value of the caller inside a message of ours. Clients in use search replies for the two marks of success,
 * so a failure may not repeat them, not even as a quotation.
 */
export function quoted(value: Json | undefined): string {
  const text = textOf(value);
  const short = Array.from(text.slice(0, 2 * LONGEST_QUOTE))
    .slice(0, LONGEST_QUOTE)
    .join('')
    .normalize('NFC');
  const marks = /thành công|đã tồn tại/;
  return marks.test(short.toLowerCase()) ? '…' : short;
}

type Value = Json | undefined;

function say(name: RefusalName, blanks: Readonly<Record<string, string | number>> = {}): Refusal {
  return { code: REFUSALS[name].code, message: wordRefusal(name, blanks), check: name };
}
const bare = (name: RefusalName) => (): Refusal => say(name);
const about =
  (name: RefusalName) =>
  (key: Value): Refusal =>
    say(name, { key: quoted(key) });

export const refuse = {
  duplicateDossier: about('duplicateDossier'),
  duplicateService: about('duplicateService'),
  loginFailed: bare('loginFailed'),
  sessionExpired: bare('sessionExpired'),
  sessionInvalid: bare('sessionInvalid'),
  dstcodeInvalid: bare('dstcodeInvalid'),
  agencyInvalid: about('agencyInvalid'),
  forbidden: bare('forbidden'),
  unknownService: about('unknownService'),
  missingField: (field: string): Refusal => say('missingField', { field }),
  dossierNotFound: about('dossierNotFound'),
  procedureNotFound: about('procedureNotFound'),
  serviceNotFound: about('serviceNotFound'),
  recordNotFound: bare('recordNotFound'),
  agencyNotFound: about('agencyNotFound'),
  fieldNotFound: about('fieldNotFound'),
  illegalTransition: (from: string, to: string): Refusal =>
    say('illegalTransition', { from: quoted(from), to: quoted(to) }),
  serviceState: bare('serviceState'),
  badJson: bare('badJson'),
  badFormat: (field: string, format: string): Refusal => say('badFormat', { field: quoted(field), format }),
  tooLong: (field: string, max: number): Refusal => say('tooLong', { field, max }),
  badEnum: (field: string, value: Value): Refusal => say('badEnum', { field, value: quoted(value) }),
  batchTooLarge: (count: number, max: number): Refusal => say('batchTooLarge', { count, max }),
  batchEmpty: bare('batchEmpty'),
  itemFailure: (bad: number, all: number): Refusal => say('itemFailure', { bad, all }),
  rateLimited: (seconds: number): Refusal => ({ ...say('rateLimited', { seconds }), retryAfterS: seconds }),
  maintenance: bare('maintenance'),
  addressDisallowed: bare('addressDisallowed'),
  incorrect: (reason: string): Refusal => say('incorrect', { reason }),
  internalError: bare('internalError'),
};
