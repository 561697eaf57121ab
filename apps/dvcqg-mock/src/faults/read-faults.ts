import { PORTAL_CODES, PORTAL_SERVICES } from '@dvc/contracts';
import { isJsonObject, type Json, type JsonObject } from '../portal-api/json.js';
import { PAYMENT_MESSAGES } from '../payment/payment-paths.js';
import { DOORS } from '../portal-api/portal-call.js';
import {
  EFFECTS_BY_PHASE,
  EFFECT_TYPES,
  FAULT_PHASES,
  KEY_PARTS,
  RESULT_LIST_KINDS,
  THROTTLE_FORMS,
  type Fault,
  type FaultEffect,
  type FaultSchedule,
} from './fault.js';
import { FieldReader } from './field-reader.js';

const SERVICES = ['*', ...DOORS, ...PAYMENT_MESSAGES, ...PORTAL_SERVICES] as const;
const LONGEST_MS = 600_000;

/** A list of faults as the control API takes it. Every mistake is named with its place; one mistake refuses the list. */
export function readFaults(given: Json): { faults: Fault[]; problems: string[] } {
  const list = isJsonObject(given) ? given['faults'] : given;
  if (!Array.isArray(list)) return { faults: [], problems: ['Cần một danh sách lỗi: [...] hoặc {"faults": [...]}.'] };
  const problems: string[] = [];
  const faults = list.map((item, index) => readFault(new FieldReader(item, `faults[${String(index)}]`, problems)));
  const seen = new Set<string>();
  for (const { id } of faults) {
    if (seen.has(id)) problems.push(`faults: mã "${id}" lặp lại; mỗi lỗi cần một mã riêng.`);
    seen.add(id);
  }
  return { faults, problems };
}

function readFault(read: FieldReader): Fault {
  read.refuseUnknown(['id', 'service', 'phase', 'effect', 'schedule', 'max']);
  const phase = read.oneOf('phase', FAULT_PHASES);
  const effect = readEffect(read.inner('effect'));
  const allowed = EFFECTS_BY_PHASE[phase];
  if (!allowed.includes(effect.type)) {
    read.problem('effect', `"${effect.type}" không dùng được ở pha ${phase}; ở đó có: ${allowed.join(', ')}`);
  }
  return {
    id: read.text('id', 100),
    service: read.oneOf('service', SERVICES, '*'),
    phase,
    effect,
    schedule: readSchedule(read.inner('schedule')),
    ...(read.has('max') ? { max: read.integer('max', 0, 1_000_000) } : {}),
  };
}

function readSchedule(read: FieldReader): FaultSchedule {
  if (read.has('first')) return { first: read.integer('first', 1, 1_000_000) };
  if (read.has('nth')) return { nth: read.integers('nth') };
  if (read.has('rate')) {
    return {
      rate: read.number('rate', 0, 1),
      keyedBy: read.someOf('keyedBy', KEY_PARTS),
      seed: read.integer('seed', 0, Number.MAX_SAFE_INTEGER),
    };
  }
  if (!read.isTrue('always'))
    read.problem('', 'cần một trong: {"first": n}, {"nth": [..]}, {"rate", "keyedBy", "seed"}, {"always": true}');
  return { always: true };
}

function readEffect(read: FieldReader): FaultEffect {
  const type = read.oneOf('type', EFFECT_TYPES);
  switch (type) {
    case 'connection-reset':
    case 'empty-reply':
    case 'hang':
      return { type };
    case 'truncate':
      return { type, mode: read.oneOf('mode', ['wire', 'json'], 'wire') };
    case 'delay':
    case 'late-commit':
      return { type, ms: read.integer('ms', 0, LONGEST_MS) };
    case 'result-list':
      return { type, kind: read.oneOf('kind', RESULT_LIST_KINDS) };
    case 'expire-session':
      return { type, scope: read.oneOf('scope', ['all', 'caller'], 'all') };
    case 'throttle':
      return readThrottle(read);
    case 'reply':
      return {
        type,
        status: read.integer('status', 200, 599, 200),
        contentType: read.has('contentType') ? read.headerText('contentType') : 'text/html; charset=utf-8',
        body: read.has('body') ? read.anyText('body') : null,
        errorCode: read.integer('errorCode', -999, 9_999, PORTAL_CODES.internalError),
        message: read.has('message') ? read.anyText('message') : 'Lỗi hệ thống, vui lòng thử lại sau',
      };
  }
}

/** `status: "body"` is short for HTTP 200 with 429 in the body. */
function readThrottle(read: FieldReader): FaultEffect {
  const isBody = read.is('status', 'body');
  return {
    type: 'throttle',
    status: isBody || read.is('status', 429) || !read.has('status') ? 429 : read.only503('status'),
    retryAfterS: read.number('retryAfterS', 0, 86_400),
    form: isBody ? 'body' : read.oneOf('form', THROTTLE_FORMS, 'seconds'),
  };
}

/** A fault with its counts, as the control API shows it. */
export function showFault({ fault, counts }: { fault: Fault; counts: object }): JsonObject {
  return JSON.parse(JSON.stringify({ ...fault, counts })) as JsonObject;
}
