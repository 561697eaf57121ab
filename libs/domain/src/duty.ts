import { lastDayOfMonth, previousDay, quarterEnd, readPrintedDay, type IsoDate, type Quarter } from './calendar.js';

/** Nhiệm vụ: what a directive wants of somebody. */
export interface Duty {
  readonly planId: string;
  /** Its place in the directive, from 1. */
  readonly n: number;
  readonly actor: string;
  readonly text: string;
  /** The deadline as the directive words it. */
  readonly wording: string;
  /** Last day of compliance; `null`: no day is set. */
  readonly deadline: IsoDate | null;
  readonly doneOn: IsoDate | null;
  /** What shows that it is done; empty where nothing does. */
  readonly evidence: string;
}

/**
 * done: by its last day, or without one · doneLate: after it · late: not done, the last day is over ·
 * dueSoon: not done, at most {@link REMIND_DAYS} days left · due: more are left · open: no day is set.
 */
export const DUTY_STATES = ['done', 'doneLate', 'late', 'dueSoon', 'due', 'open'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** Somebody is reminded so many days before the last one. */
export const REMIND_DAYS = 3;
const DAY_MS = 86_400_000;

/** Where a duty stands at the end of a day; what was done later is not done yet. The last day itself still counts. */
export function dutyStateAt({ deadline, doneOn }: Pick<Duty, 'deadline' | 'doneOn'>, day: IsoDate): DutyState {
  if (doneOn !== null && doneOn <= day) return deadline === null || doneOn <= deadline ? 'done' : 'doneLate';
  if (deadline === null) return 'open';
  const left = daysLeft(deadline, day);
  if (left < 0) return 'late';
  return left <= REMIND_DAYS ? 'dueSoon' : 'due';
}

/** Whole days until the last one; negative: so many days late. */
export const daysLeft = (deadline: IsoDate, day: IsoDate): number => Math.round((at(deadline) - at(day)) / DAY_MS);

const at = (day: IsoDate): number => new Date(`${day}T00:00:00Z`).getTime();

/** A deadline in words and the last day of compliance; `null` where the words set none. */
export interface Wording {
  readonly lastDay: IsoDate | null;
}

const BEFORE = /^trước ngày (\d{1,2}\/\d{1,2}\/\d{4})$/u;
const ON = /^(?:chậm nhất |đến hết |đến |hết |trong )?ngày (\d{1,2}\/\d{1,2}\/\d{4})$/u;
const WITHIN_MONTH = /^trong tháng (\d{1,2})\/(\d{4})$/u;
const WITHIN_QUARTER = /^(?:trong |hoàn thành trong )?quý (I{1,3}|IV|[1-4])\/(\d{4})$/iu;
const UNSET = /^(?:thường xuyên|không ghi ngày)?$/u;
const QUARTERS: Readonly<Record<string, Quarter>> = { I: 1, II: 2, III: 3, IV: 4, 1: 1, 2: 2, 3: 3, 4: 4 };

/**
 * `trước ngày 23/7/2021` leaves its own day out; `trong tháng 7/2021` and `quý III/2020` hold to their last day;
 * `thường xuyên` and nothing set none. `null`: these words are not understood.
 */
export function readWording(words: string): Wording | null {
  const text = words.normalize('NFC').trim().toLowerCase();
  if (UNSET.test(text)) return { lastDay: null };
  const before = dayIn(BEFORE.exec(text));
  if (before !== null) return { lastDay: previousDay(before) };
  const on = dayIn(ON.exec(text));
  if (on !== null) return { lastDay: on };
  const [, month, year] = WITHIN_MONTH.exec(text) ?? [];
  if (month !== undefined && year !== undefined) return wordingOf(lastDayOfMonth(Number(year), Number(month)));
  const [, roman = '', ofYear] = WITHIN_QUARTER.exec(text) ?? [];
  const quarter = QUARTERS[roman.toUpperCase()];
  return quarter === undefined || ofYear === undefined ? null : { lastDay: quarterEnd(Number(ofYear), quarter) };
}

const wordingOf = (lastDay: IsoDate | null): Wording | null => (lastDay === null ? null : { lastDay });

const dayIn = (found: RegExpExecArray | null): IsoDate | null => readPrintedDay(found?.[1] ?? '');
