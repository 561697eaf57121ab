import { firstGenerationDossier } from './example-dossiers.js';
import type { MockSpace } from './mock-space.js';

export interface DayPlan {
  readonly days: number;
  readonly perDay: number;
}

/**
 * Lets virtual days pass in a space: on each, so many dossiers are created one call each, with a login whenever the
 * session has ended, then time goes on to the next morning.
 *
 * @returns how often the portal did not answer 0.
 */
export async function passDays(space: MockSpace, { days, perDay }: DayPlan): Promise<number> {
  let refused = 0;
  for (let day = 1; day <= days; day += 1) {
    const session = await space.login();
    for (let n = 1; n <= perDay; n += 1) {
      const MaHoSo = `000.00.12.H97-${String(200_000 + day)}-${String(n).padStart(4, '0')}`;
      const data = [firstGenerationDossier({ MaHoSo })];
      const reply = await space.send(session, 'DongBoHoSoMC', { isUpdating: 'False', data });
      if (reply.data['error_code'] !== 0) refused += 1;
    }
    await space.advance({ by: 'P1D' });
  }
  return refused;
}
