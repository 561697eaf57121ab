import type { IsoDate } from './calendar.js';

/** Vietnam has been at UTC+7 without summer time since 1975. */
const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 07:00–11:30 and 13:30–17:00: eight hours are one working day (observed in one system). */
const MORNING = [7 * 60, 11 * 60 + 30] as const;
const AFTERNOON = [13 * 60 + 30, 17 * 60] as const;
const SPANS = [MORNING, AFTERNOON].map(([from, to]) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS }));
export const WORKING_DAY_MS = SPANS.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
/** No deadline of the law is so long; ends a search through a calendar without working days. */
const MAX_DAYS = 20_000;

/** An end of working time. Not sure where it passes a year whose holidays nobody has given. */
export interface WorkingMoment {
  readonly at: Date;
  readonly isSure: boolean;
}

/** Working days and hours of the province's offices: no Saturday, no Sunday, no public holiday. */
export class WorkingCalendar {
  private readonly holidays: ReadonlySet<string>;
  private readonly years: ReadonlySet<string>;

  /** Holidays of whole years: a year with one holiday is taken as complete. */
  constructor(holidays: readonly IsoDate[]) {
    this.holidays = new Set(holidays);
    this.years = new Set(holidays.map((day) => day.slice(0, 4)));
  }

  isWorkingDay(day: IsoDate): boolean {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !this.holidays.has(day);
  }

  /** The moment when `workMs` of working time have gone by since `start`. Nothing to wait: the next working moment. */
  add(start: Date, workMs: number): WorkingMoment {
    let leftMs = workMs;
    let isSure = true;
    const first = dayNumber(start);
    for (let day = first; day < first + MAX_DAYS; day++) {
      isSure &&= this.years.has(isoDay(day).slice(0, 4));
      for (const span of this.spansOn(day)) {
        const fromMs = Math.max(span.fromMs, start.getTime());
        if (fromMs >= span.toMs) continue;
        if (fromMs + leftMs <= span.toMs) return { at: new Date(fromMs + leftMs), isSure };
        leftMs -= span.toMs - fromMs;
      }
    }
    throw new RangeError(`No working time within ${String(MAX_DAYS)} days`);
  }

  /** The appointment for something taken in at `start` with a time limit in working days. */
  dueAfter(start: Date, workingDays: number): WorkingMoment {
    return this.add(start, workingDays * WORKING_DAY_MS);
  }

  /** Working time between two moments (ms); 0 where they stand the other way round. */
  between(from: Date, to: Date): number {
    let sumMs = 0;
    for (let day = dayNumber(from); day <= dayNumber(to); day++)
      for (const span of this.spansOn(day))
        sumMs += Math.max(0, Math.min(span.toMs, to.getTime()) - Math.max(span.fromMs, from.getTime()));
    return sumMs;
  }

  private spansOn(day: number): { fromMs: number; toMs: number }[] {
    if (!this.isWorkingDay(isoDay(day))) return [];
    const midnightMs = day * DAY_MS - VIETNAM_MS;
    return SPANS.map(({ fromMs, toMs }) => ({ fromMs: midnightMs + fromMs, toMs: midnightMs + toMs }));
  }
}

/** The day it is in Vietnam. */
export const vietnamDay = (instant: Date): IsoDate => isoDay(dayNumber(instant));

const dayNumber = (instant: Date): number => Math.floor((instant.getTime() + VIETNAM_MS) / DAY_MS);
const isoDay = (day: number): IsoDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as IsoDate;
