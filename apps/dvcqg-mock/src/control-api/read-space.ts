import { readDuration, readInstant } from '@dvc/clock';
import { UnprocessableEntityException } from '@nestjs/common';
import { FieldReader } from '../faults/field-reader.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import {
  DEFAULT_SPACE,
  type Account,
  type ClockState,
  type SpaceRecord,
  type Unmatched,
} from '../records/space-record.js';
import type { NewSpace } from '../spaces/new-space.js';
import { readSwitches, type SwitchSetting } from '../switches/read-switches.js';

const DEFAULT_TTL = 'P7D';
const LARGEST_SCALE = 86_400;
const MOST_ACCOUNTS = 100;
const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
const FIELDS = ['id', 'seed', 'clock', 'ttl', 'magic', 'unmatched', 'accounts', 'listen', 'portal', 'snapshot'];
const CHANGEABLE = ['ttl', 'magic', 'unmatched', 'portal'];

/** The body of a request to make a space. */
export interface AskedSpace {
  readonly space: Omit<NewSpace, 'id'> & { readonly id: string | null };
  readonly portal: SwitchSetting;
  /** The snapshot to begin with; of the default space, if it names none. */
  readonly snapshot: { readonly space: string; readonly name: string } | null;
}

export type SpaceChange = Partial<Pick<SpaceRecord, 'magic' | 'unmatched' | 'expiresAt'>>;

/** Every mistake of a body is told at once, with its place. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new UnprocessableEntityException('Nội dung không đúng.', { cause: problems });
}

/** @throws {UnprocessableEntityException} With every mistake. */
export function readNewSpace(body: Json, wall: Date): AskedSpace {
  const problems: string[] = [];
  const fields = open(body, problems);
  fields.refuseUnknown(FIELDS);
  const given = isJsonObject(body) ? body : {};
  const asked: AskedSpace = {
    space: {
      id: fields.has('id') ? fields.text('id', 64) : null,
      ...(fields.has('seed') ? { seed: fields.integer('seed', 0, LARGEST_SEED) } : {}),
      clock: fields.has('clock') ? readClock(fields.inner('clock'), wall) : { mode: 'real' },
      expiresAt: readTtl(fields, wall, DEFAULT_TTL),
      accounts: fields.has('accounts') ? readAccounts(given['accounts'] ?? null, problems) : [],
      listener: fields.oneOf<'shared' | 'own'>('listen', ['shared', 'own'], 'shared'),
      ...readFlags(fields),
    },
    portal: readPortal(given['portal'], problems),
    snapshot: fields.has('snapshot') ? readSnapshot(fields.text('snapshot', 200)) : null,
  };
  refuseProblems(problems);
  return asked;
}

/** @throws {UnprocessableEntityException} With every mistake. */
export function readSpaceChange(body: Json, wall: Date): { change: SpaceChange; portal: SwitchSetting } {
  const problems: string[] = [];
  const fields = open(body, problems);
  fields.refuseUnknown(CHANGEABLE);
  const change = {
    ...readFlags(fields),
    ...(fields.has('ttl') ? { expiresAt: readTtl(fields, wall, DEFAULT_TTL) } : {}),
  };
  const portal = readPortal(isJsonObject(body) ? body['portal'] : undefined, problems);
  refuseProblems(problems);
  return { change, portal };
}

/** `{mode, now, scale}`: the hour of a clock that does not follow the wall. */
export function readClock(fields: FieldReader, wall: Date): ClockState {
  fields.refuseUnknown(['mode', 'now', 'scale']);
  const mode = fields.oneOf('mode', ['real', 'scaled', 'virtual']);
  if (mode === 'real') return { mode };
  const now = fields.has('now') ? instantOf(fields, 'now') : wall;
  if (mode === 'virtual') return { mode, now: now.toISOString() };
  const scale = fields.has('scale') ? fields.number('scale', 0.001, LARGEST_SCALE) : 1;
  return { mode, scale, shown: now.toISOString(), wallMs: wall.getTime(), isPaused: false };
}

/** A field that must hold an instant with its offset. */
export function instantOf(fields: FieldReader, name: string): Date {
  const instant = readInstant(fields.text(name, 40));
  if (!instant) fields.problem(name, 'cần thời điểm ISO 8601 có múi giờ, ví dụ 2026-01-05T07:00:00+07:00');
  return instant ?? new Date(0);
}

/** A field that must hold a duration; in milliseconds. */
export function durationOf(fields: FieldReader, name: string): number {
  const ms = readDuration(fields.text(name, 40));
  if (ms === null) fields.problem(name, 'cần khoảng thời gian ISO 8601 không có tháng và năm, ví dụ P1D hoặc PT30M');
  return ms ?? 0;
}

function readSnapshot(given: string): { space: string; name: string } {
  const [space = '', name] = given.split('/');
  return name === undefined ? { space: DEFAULT_SPACE, name: space } : { space, name };
}

function open(body: Json, problems: string[]): FieldReader {
  if (body !== null && !isJsonObject(body)) problems.push('$: cần một đối tượng JSON.');
  return new FieldReader(isJsonObject(body) ? body : {}, '$', problems);
}

function readFlags(fields: FieldReader): SpaceChange {
  if (fields.has('magic') && !fields.isTrue('magic') && !fields.is('magic', false)) {
    fields.problem('magic', 'cần true hoặc false');
  }
  return {
    ...(fields.has('magic') ? { magic: fields.isTrue('magic') } : {}),
    ...(fields.has('unmatched') ? { unmatched: fields.oneOf<Unmatched>('unmatched', ['answer', 'fail']) } : {}),
  };
}

function readTtl(fields: FieldReader, wall: Date, absent: string): Date {
  const ms = fields.has('ttl') ? durationOf(fields, 'ttl') : readDuration(absent);
  return new Date(wall.getTime() + (ms ?? 0));
}

function readPortal(portal: Json | undefined, problems: string[]): SwitchSetting {
  const { setting, problems: found } = readSwitches(portal ?? {});
  problems.push(...found.map((problem) => `$.portal.${problem}`));
  return setting;
}

function readAccounts(given: Json, problems: string[]): Account[] {
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST_ACCOUNTS) {
    problems.push(`$.accounts: cần danh sách có 1 đến ${String(MOST_ACCOUNTS)} tài khoản.`);
    return [];
  }
  return given.map((entry, index) => {
    const fields = new FieldReader(entry, `$.accounts[${String(index)}]`, problems);
    fields.refuseUnknown(['username', 'password']);
    return { username: fields.text('username', 100), password: fields.text('password', 200) };
  });
}
