import { PORTAL_SERVICES } from '@dvc/contracts';
import { isJsonObject, type Json, type JsonObject } from '../portal-api/json.js';
import { PAYMENT_MESSAGES } from '../payment/payment-paths.js';
import { DOORS } from '../portal-api/portal-call.js';
import type { FaultPhase } from './effects/effect.js';
import { FAULT_PHASES } from './effects/effect.js';
import type { CountedFault, Fault, FaultTarget } from './fault.js';
import { FieldReader } from './field-reader.js';
import { readEffect, pairProblem } from './read-effect.js';
import { PHASES } from './phase-table.js';
import { readSchedule } from './schedule-table.js';

const SERVICES = ['*', ...DOORS, ...PAYMENT_MESSAGES, ...PORTAL_SERVICES] as const;
const MOST = 1_000_000;

/** A list of faults as the control API takes it. Every mistake is named with its place; one mistake refuses the list. */
export function readFaults(given: Json, seed?: number): { faults: Fault[]; problems: string[] } {
  const list = isJsonObject(given) ? given['faults'] : given;
  if (!Array.isArray(list)) return { faults: [], problems: ['Cần một danh sách lỗi: [...] hoặc {"faults": [...]}.'] };
  const problems: string[] = [];
  const faults = list.map((item, index) =>
    readFault(new FieldReader(item, `faults[${String(index)}]`, problems), seed),
  );
  const seen = new Set<string>();
  for (const { id } of faults) {
    if (seen.has(id)) problems.push(`faults: mã "${id}" lặp lại; mỗi lỗi cần một mã riêng.`);
    seen.add(id);
  }
  if (problems.some((problem) => problem.includes('không dùng được ở pha'))) problems.push(...legalPairs());
  return { faults, problems };
}

function readFault(read: FieldReader, seed: number | undefined): Fault {
  // What `GET` shows may be sent back as it is: the counts in it are not taken over.
  read.refuseUnknown(['id', 'service', 'on', 'phase', 'effect', 'schedule', 'max', 'perKey', 'enabled', 'counts']);
  const phase = read.oneOf('phase', FAULT_PHASES);
  const effect = readEffect(read.inner('effect'), phase);
  const problem = pairProblem(phase, effect.type);
  if (problem !== null) read.problem('effect', problem);
  const on = readTarget(read.inner('on'));
  const schedule = readSchedule(read.inner('schedule'), seed);
  const fault: Fault = {
    id: read.text('id', 100),
    service: (read.has('service') ? read : read.inner('on')).oneOf('service', SERVICES, '*'),
    ...(Object.keys(on).length > 0 ? { on } : {}),
    phase,
    effect,
    schedule,
    ...(read.has('max') ? { max: read.integer('max', 0, MOST) } : {}),
    ...(read.has('perKey') ? { perKey: read.integer('perKey', 1, MOST) } : {}),
    ...(read.has('enabled') ? { enabled: read.truth('enabled') } : {}),
  };
  refuseImpossible(fault, read);
  return fault;
}

function readTarget(read: FieldReader): FaultTarget {
  read.refuseUnknown(['service', 'madonvi', 'isUpdating', 'minItems', 'keys']);
  return {
    ...(read.has('madonvi') ? { madonvi: read.text('madonvi', 100) } : {}),
    ...(read.has('isUpdating') ? { isUpdating: read.truth('isUpdating') } : {}),
    ...(read.has('minItems') ? { minItems: read.integer('minItems', 1, MOST) } : {}),
    ...(read.has('keys') ? { keys: read.texts('keys') } : {}),
  };
}

/** A refusal happens before there is a connection to count; and a connection has no keys. */
function refuseImpossible({ phase, effect, schedule, service, on, perKey }: Fault, read: FieldReader): void {
  if (phase !== 'on-connect') return;
  if (effect.type === 'down' && effect.kind === 'refuse' && !('always' in schedule)) {
    read.problem('schedule', 'từ chối kết nối chỉ đi với {"always": true} hoặc {"window"}');
  }
  if (service !== '*' || on || perKey !== undefined || 'rate' in schedule) {
    read.problem('phase', 'ở on-connect chưa biết cuộc gọi: không dùng được service, on, perKey, rate');
  }
}

function legalPairs(): string[] {
  return FAULT_PHASES.map((phase: FaultPhase) => `Ở pha ${phase} có: ${PHASES[phase].effects.join(', ')}.`);
}

/** A fault with its counts, as the control API shows it. */
export function showFault({ fault, counts }: CountedFault): JsonObject {
  return JSON.parse(JSON.stringify({ ...fault, counts })) as JsonObject;
}
