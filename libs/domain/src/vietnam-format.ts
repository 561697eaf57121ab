import { formatDay, type IsoDate } from './calendar.js';

/** Vietnam has been at UTC+7 without summer time since 1975. */
const VIETNAM_MS = 7 * 3_600_000;

/** `13/03/2023 17:05`, as it is in Vietnam. */
export function formatMoment(moment: Date): string {
  const [day = '', time = ''] = new Date(moment.getTime() + VIETNAM_MS).toISOString().split('T');
  return `${formatDay(day as IsoDate)} ${time.slice(0, 5)}`;
}

/** Midnight in Vietnam at which a day begins. */
export const startOfDay = (day: IsoDate): Date => new Date(Date.parse(`${day}T00:00:00Z`) - VIETNAM_MS);

/** The last moment of a day in Vietnam, to the millisecond. */
export const endOfDay = (day: IsoDate): Date => new Date(startOfDay(day).getTime() + 86_400_000 - 1);
