import { PORTAL_CODES } from '@dvc/contracts';
import { exampleStep, firstGenerationDossier } from './example-dossiers.js';
import type { MockSpace } from './mock-space.js';

export interface DayPlan {
  /** Where virtual time stands before the first morning. */
  readonly start: string;
  readonly days: number;
  /** At most 100: they are sent in one call. */
  readonly perDay: number;
}

/** What the portal holds and said after so many days. */
export interface DaysPassed {
  /** How often the portal did not answer 0 to a call that is right. */
  readonly refused: number;
  /** Mornings on which the session of the day before had ended, and a login gave a new one. */
  readonly renewed: number;
  /** Dossiers by `TrangThaiHoSo`. */
  readonly dossiers: Readonly<Record<string, number>>;
  readonly now: unknown;
}

const DAY_MS = 86_400_000;
/** Steps of one call, as the portal has it by default. */
const MOST_STEPS = 10;

/**
 * Lets virtual days pass in a space as a one-stop system lives through them: each morning but the first its session
 * has ended, it sends the dossiers of the day in one call, tells that those of yesterday are ready and those of the day before were
 * handed out, then time goes on to the next morning.
 */
export async function passDays(space: MockSpace, plan: DayPlan): Promise<DaysPassed> {
  let refused = 0;
  let renewed = 0;
  let session = await space.login();
  for (let day = 1; day <= plan.days; day += 1) {
    const tell = async (service: string, parameters: object): Promise<void> => {
      const { data } = await space.send(session, service, parameters);
      if (data['error_code'] !== PORTAL_CODES.ok) refused += 1;
    };
    const { data } = await space.send(session, 'LayDanhMucLinhVuc');
    if (data['error_code'] === PORTAL_CODES.sessionExpired) {
      session = await space.login();
      renewed += 1;
    }
    await tell('DongBoHoSoMC', { isUpdating: 'False', data: codesOf(day, plan).map(toDossier) });
    for (const data of stepsOf(day, plan)) await tell('CapNhatTienDoHoSoMC', { data });
    await space.advance({ by: 'P1D' });
  }
  return { refused, renewed, dossiers: await countByState(space), now: await space.now() };
}

/** What is right after so many days. */
export function afterDays({ start, days, perDay }: DayPlan): DaysPassed {
  return {
    refused: 0,
    renewed: days - 1,
    dossiers: { 4: perDay, 9: perDay, 10: perDay * (days - 2) },
    now: new Date(Date.parse(start) + days * DAY_MS).toISOString(),
  };
}

const codesOf = (day: number, { perDay }: DayPlan): string[] =>
  Array.from(
    { length: day < 1 ? 0 : perDay },
    (_, n) => `H97.12-${String(100_000 + day)}-${String(n).padStart(4, '0')}`,
  );

const toDossier = (MaHoSo: string): object => firstGenerationDossier({ MaHoSo });

/** The steps of a day, in calls of as many as the portal takes. */
function stepsOf(day: number, plan: DayPlan): object[][] {
  const at = new Date(Date.parse(plan.start) + (day - 1) * DAY_MS).toISOString();
  const ThoiDiemXuLy = at.replace(/\D/g, '').slice(0, 14);
  const steps = [
    ...codesOf(day - 1, plan).map((MaHoSo) => exampleStep({ MaHoSo, ThoiDiemXuLy, TrangThai: '9' })),
    ...codesOf(day - 2, plan).map((MaHoSo) => exampleStep({ MaHoSo, ThoiDiemXuLy, TrangThai: '10' })),
  ];
  const calls = Math.ceil(steps.length / MOST_STEPS);
  return Array.from({ length: calls }, (_, n) => steps.slice(n * MOST_STEPS, (n + 1) * MOST_STEPS));
}

async function countByState(space: MockSpace): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let from: string | null = ''; from !== null;) {
    const { data } = await space.sim('GET', `state/dossiers?from=${from}`);
    const { dossiers, next } = data as { dossiers: { status: string }[]; next: string | null };
    for (const { status } of dossiers) counts[status] = (counts[status] ?? 0) + 1;
    from = next;
  }
  return counts;
}
