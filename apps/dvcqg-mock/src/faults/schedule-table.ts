import type { DrawNote } from '../journal/journal-entry.js';
import type { Fault, FaultSchedule, KeyPart } from './fault.js';
import { KEY_PARTS } from './fault.js';
import type { FieldReader } from './field-reader.js';
import { keyedDraw, pickKey, type DrawKeys } from './keyed-draw.js';

/** What a schedule is asked with. */
export interface Occasion {
  readonly keys: DrawKeys;
  readonly now: Date;
}

/** What a schedule knows of the past: this time included, instants that are over. */
interface Past {
  readonly considered: number;
  readonly taken: number;
}

interface ScheduleEntry<S> {
  readonly about: string;
  readonly isReproducible: string;
  readonly read: (read: FieldReader, seed: number | undefined) => S;
  readonly wants: (
    schedule: S,
    past: Past,
    occasion: Occasion & { id: string; note: (note: DrawNote) => void },
  ) => boolean;
}

const entry = <S>(given: ScheduleEntry<S>): ScheduleEntry<S> => given;
const ONE_AT_A_TIME = 'khi bên gọi gửi lần lượt';
const MOST = 1_000_000;

/** The ways to say when; each is found by the field it is named after. */
const SCHEDULES = {
  first: entry<{ first: number }>({
    about: 'n cuộc gọi khớp đầu tiên',
    isReproducible: ONE_AT_A_TIME,
    read: (read) => ({ first: read.integer('first', 1, MOST) }),
    wants: ({ first }, { considered }) => considered <= first,
  }),
  nth: entry<{ nth: readonly number[] }>({
    about: 'những cuộc gọi khớp có số thứ tự này',
    isReproducible: ONE_AT_A_TIME,
    read: (read) => ({ nth: read.integers('nth') }),
    wants: ({ nth }, { considered }) => nth.includes(considered),
  }),
  every: entry<{ every: number }>({
    about: 'mỗi cuộc gọi khớp thứ n, 2n, 3n…',
    isReproducible: ONE_AT_A_TIME,
    read: (read) => ({ every: read.integer('every', 1, MOST) }),
    wants: ({ every }, { considered }) => considered % every === 0,
  }),
  at: entry<{ at: readonly string[] }>({
    about: 'cuộc gọi khớp đầu tiên từ mỗi thời điểm; expire-session ở before-auth: đúng thời điểm',
    isReproducible: `expire-session luôn luôn; còn lại ${ONE_AT_A_TIME}`,
    read: (read) => ({ at: read.instants('at') }),
    wants: ({ at }, { taken }, { now }) => instantsOver(at, now) > taken,
  }),
  rate: entry<{ rate: number; keyedBy: readonly KeyPart[]; seed: number }>({
    about: 'rút thăm theo khóa (keyedBy) với hạt giống (seed), không phụ thuộc thứ tự',
    isReproducible: 'luôn luôn',
    read: (read, seed) => ({
      rate: read.number('rate', 0, 1),
      keyedBy: read.someOf('keyedBy', KEY_PARTS),
      seed: read.integer('seed', 0, Number.MAX_SAFE_INTEGER, seed),
    }),
    wants: ({ rate, keyedBy, seed }, _past, { id, keys, note }) => {
      const draw = keyedDraw(seed, id, pickKey(keyedBy, keys));
      note({ fault: id, draw, rate, fired: draw < rate });
      return draw < rate;
    },
  }),
  always: entry<{ always: true }>({
    about: 'mọi cuộc gọi khớp',
    isReproducible: 'luôn luôn',
    read: () => ({ always: true }),
    wants: () => true,
  }),
} as const;

type ScheduleName = keyof typeof SCHEDULES;
const SCHEDULE_NAMES = Object.keys(SCHEDULES) as ScheduleName[];

/** For people: the ways, and what narrows each of them. */
export const SCHEDULE_LINES: readonly { schedule: string; about: string; reproducible: string }[] = [
  ...SCHEDULE_NAMES.map((schedule) => ({
    schedule: schedule === 'rate' ? 'rate, keyedBy, seed' : schedule,
    about: SCHEDULES[schedule].about,
    reproducible: SCHEDULES[schedule].isReproducible,
  })),
  {
    schedule: 'window {from, to}',
    about: 'chỉ trong khoảng, kể cả from, trừ to; đi với mọi lịch, hoặc một mình',
    reproducible: 'luôn luôn',
  },
  { schedule: 'perKey', about: 'nhiều nhất chừng này lần cho mỗi khóa, không kể attempt', reproducible: 'như lịch' },
  { schedule: 'max', about: 'nhiều nhất chừng này lần', reproducible: ONE_AT_A_TIME },
  { schedule: 'enabled', about: 'false: chờ POST /__sim/faults/{id}/enable', reproducible: 'luôn luôn' },
];

/** `seed`: of the space, where it was given one; stands in for a schedule's own. */
export function readSchedule(read: FieldReader, seed?: number): FaultSchedule {
  const names = SCHEDULE_NAMES.filter((name) => read.has(name));
  const window = read.has('window') ? { window: read.window('window') } : {};
  const [name = 'always'] = names;
  const isAny = names.length === 1 || (names.length === 0 && read.has('window'));
  if (!isAny || (name === 'always' && names.length > 0 && !read.isTrue('always'))) {
    read.problem(
      '',
      'cần một trong: {"first": n}, {"nth": [..]}, {"every": n}, {"at": [..]}, {"rate", "keyedBy", "seed"}, {"always": true}, {"window"}',
    );
    return { always: true };
  }
  read.refuseUnknown([name, 'window', ...(name === 'rate' ? ['keyedBy', 'seed'] : [])]);
  return { ...SCHEDULES[name].read(read, seed), ...window };
}

/** Whether a fault wants to fire, before its caps. Every draw is noted, fired or not. */
export function wantsToFire({ id, schedule }: Fault, past: Past, occasion: Occasion, notes: DrawNote[]): boolean {
  if (!isInWindow(schedule, occasion.now)) return false;
  const name = SCHEDULE_NAMES.find((candidate) => candidate in schedule) ?? 'always';
  const { wants } = SCHEDULES[name] as ScheduleEntry<FaultSchedule>;
  return wants(schedule, past, { ...occasion, id, note: (note) => notes.push(note) });
}

export function isInWindow({ window }: FaultSchedule, now: Date): boolean {
  return !window || (new Date(window.from) <= now && now < new Date(window.to));
}

export function instantsOver(at: readonly string[], now: Date): number {
  return at.filter((instant) => new Date(instant) <= now).length;
}
