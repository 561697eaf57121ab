import { FieldReader } from '../faults/field-reader.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import type { ClockState } from '../records/space-record.js';
import type { Move } from '../spaces/clock-mover.js';
import { durationOf, instantOf, readClock, refuseProblems } from './read-space.js';

const MOVES = ['by', 'to', 'toNextEvent'];

/** @throws {UnprocessableEntityException} With every mistake. */
export function readClockBody(body: Json, wall: Date): ClockState {
  const problems: string[] = [];
  const clock = readClock(new FieldReader(isJsonObject(body) ? body : {}, '$', problems), wall);
  refuseProblems(problems);
  return clock;
}

/** One of `{by}`, `{to}` and `{toNextEvent: true}`. @throws {UnprocessableEntityException} With every mistake. */
export function readMove(body: Json): Move {
  const problems: string[] = [];
  const fields = new FieldReader(isJsonObject(body) ? body : {}, '$', problems);
  fields.refuseUnknown(MOVES);
  const given = MOVES.filter((name) => fields.has(name));
  if (given.length !== 1) problems.push(`$: cần đúng một trong: ${MOVES.join(', ')}.`);
  const move = readGiven(given[0], fields);
  refuseProblems(problems);
  return move;
}

function readGiven(name: string | undefined, fields: FieldReader): Move {
  if (name === 'by') return { byMs: durationOf(fields, 'by') };
  if (name === 'to') return { to: instantOf(fields, 'to') };
  if (name === 'toNextEvent' && !fields.isTrue(name)) fields.problem(name, 'chỉ nhận true');
  return { toNextEvent: true };
}
