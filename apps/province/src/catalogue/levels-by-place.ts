import type { ServiceLevel } from '@dvc/domain';
import type { ServiceOfProcedure } from '@dvc/persistence';

/** A service at one agency. */
export const placeOf = ({ serviceCode, agencyCode }: { serviceCode: string; agencyCode: string }): string =>
  `${serviceCode}|${agencyCode}`;

/** All stored levels, past and to come, by {@link placeOf}. */
export function levelsByPlace(services: readonly ServiceOfProcedure[]): Map<string, ServiceLevel[]> {
  const levels = new Map<string, ServiceLevel[]>();
  for (const { service } of services) {
    for (const level of service.levels) {
      const place = placeOf({ serviceCode: service.code, agencyCode: level.agencyCode });
      levels.set(place, [...(levels.get(place) ?? []), level]);
    }
  }
  return levels;
}
