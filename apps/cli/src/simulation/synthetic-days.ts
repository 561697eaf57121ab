import { WorkingCalendar, type IsoDate } from '@dvc/domain';
import { SeededChance } from './seeded-chance.js';
import { SyntheticLife, type Offering, type TimedChange } from './synthetic-life.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface SimulationWish {
  readonly perDay: number;
  readonly days: number;
  readonly seed: number;
  /** The first day that is not simulated any more. */
  readonly until: IsoDate;
}

export const firstDayOf = ({ days, until }: Pick<SimulationWish, 'days' | 'until'>): IsoDate =>
  dayText(Date.parse(`${until}T00:00:00Z`) - days * DAY_MS);

/**
 * Day by day what happens to dossiers that are nobody's, in the order of time; what would happen on `until` or later is
 * left out, so the youngest dossiers are open. The same wish and offerings give the same changes.
 */
export function* syntheticDays(
  { perDay, days, seed, until }: SimulationWish,
  offerings: readonly [Offering, ...Offering[]],
): Generator<readonly object[]> {
  const calendar = new WorkingCalendar([]);
  const later = new Map<number, TimedChange[]>();
  const midnightMs = Date.parse(`${until}T00:00:00+07:00`);
  for (let day = 0; day < days; day++) {
    const beginsMs = midnightMs - (days - day) * DAY_MS;
    const chance = new SeededChance(`${String(seed)}/${dayText(beginsMs + 7 * HOUR_MS)}`);
    for (let n = 0; n < perDay; n++) {
      const offering = chance.pick(offerings);
      const [channel, submittedAt] = arrival(chance, beginsMs);
      const code = codeOf(offering.agencyCodes[0] ?? '', beginsMs, seed, n);
      for (const change of new SyntheticLife(code, offering, chance, calendar).write(channel, submittedAt)) {
        const on = Math.floor((change.at.getTime() - midnightMs) / DAY_MS) + days;
        const bucket = later.get(on) ?? [];
        if (on < days) later.set(on, bucket);
        bucket.push(change);
      }
    }
    const today = later.get(day) ?? [];
    later.delete(day);
    yield today.sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ change }) => change);
  }
}

/** At the counter while it is open; online from six to ten, and at the weekend. */
function arrival(chance: SeededChance, beginsMs: number): ['ONLINE' | 'COUNTER' | 'POST', Date] {
  const weekday = new Date(beginsMs + 7 * HOUR_MS).getUTCDay();
  const isOnline = weekday === 0 || weekday === 6 || chance.isOneIn(0.6);
  const hours = isOnline ? chance.between(6, 22) : chance.between(7.5, 16.5);
  const at = new Date(beginsMs + Math.round(hours * 3_600) * 1_000);
  if (isOnline) return ['ONLINE', at];
  return [chance.isOneIn(0.1) ? 'POST' : 'COUNTER', at];
}

/** Seven digits, the first of them 9: a range that no counter reaches. */
function codeOf(agencyCode: string, beginsMs: number, seed: number, n: number): string {
  const day = dayText(beginsMs + 7 * HOUR_MS)
    .slice(2)
    .replaceAll('-', '');
  return `${agencyCode}-${day}-9${String(seed % 100).padStart(2, '0')}${String(n).padStart(4, '0')}`;
}

const dayText = (instantMs: number): IsoDate => new Date(instantMs).toISOString().slice(0, 10) as IsoDate;
