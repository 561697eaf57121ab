import type { Json } from '../portal-api/json.js';
import { FAULT_PHASES } from './effects/effect.js';
import type { Fault } from './fault.js';
import { FieldReader } from './field-reader.js';
import { pairProblem, readEffect } from './read-effect.js';

/** Reads `X-Sim-Effect: phase/effect;name=value;…`: a fault for one call. */
export function readWantedEffect(header: string): { fault: Fault } | { problems: string[] } {
  const [pair = '', ...settings] = header.split(';').map((part) => part.trim());
  const [phaseName = '', type = ''] = pair.split('/');
  const fields = settings
    .filter((part) => part !== '')
    .map((part): [string, Json] => {
      const at = part.indexOf('=');
      return at < 0 ? [part, true] : [part.slice(0, at), readValue(part.slice(at + 1))];
    });
  const problems: string[] = [];
  const read = new FieldReader(
    { phase: phaseName, effect: { ...Object.fromEntries(fields), type } },
    'X-Sim-Effect',
    problems,
  );
  const phase = read.oneOf('phase', FAULT_PHASES);
  const effect = readEffect(read.inner('effect'), phase);
  const problem = problems.length > 0 ? null : pairProblem(phase, effect.type);
  if (problem !== null) problems.push(`X-Sim-Effect: ${problem}`);
  if (phase === 'on-connect') problems.push('X-Sim-Effect: on-connect đã qua khi có cuộc gọi.');
  if (problems.length > 0) return { problems };
  return { fault: { id: 'magic-effect', service: '*', phase, effect, schedule: { always: true } } };
}

/** `429` and `true` mean what they look like; everything else is text. */
function readValue(text: string): Json {
  if (/^-?\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
