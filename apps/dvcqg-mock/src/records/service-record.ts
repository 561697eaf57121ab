/** One unit where a service applies, in the portal's own words. */
export interface Application {
  readonly MACOQUANTHUCHIEN: string;
  readonly MUCDO: number;
}

/** What a province says of a service, checked and filled in. */
export interface ServiceRecord {
  readonly code: string;
  readonly name: string;
  readonly procedureCode: string;
  readonly issuerCode: string;
  readonly issuerName: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly applications: readonly Application[];
  readonly state: string;
}

export interface LevelChange {
  readonly serviceCode: string;
  readonly agencyCode: string;
  readonly fromLevel: number;
  readonly toLevel: number;
}

/** What `LayDVC` may ask for; all given conditions must hold. */
export interface ServiceFilter {
  readonly code?: string;
  readonly procedureCode?: string;
  readonly fieldCode?: string;
  readonly state?: string;
  readonly agencyCode?: string;
  readonly level?: number;
}

/** True when storing `next` over `stored` would change nothing. */
export function isSameService(stored: ServiceRecord, next: ServiceRecord): boolean {
  return contentOf(stored) === contentOf(next);
}

/** Levels that differ at units which had the service before and have it still. */
export function levelChanges(stored: ServiceRecord, next: ServiceRecord): LevelChange[] {
  const before = new Map(stored.applications.map((unit) => [unit.MACOQUANTHUCHIEN, unit.MUCDO]));
  return next.applications.flatMap(({ MACOQUANTHUCHIEN, MUCDO }) => {
    const fromLevel = before.get(MACOQUANTHUCHIEN);
    if (fromLevel === undefined || fromLevel === MUCDO) return [];
    return [{ serviceCode: next.code, agencyCode: MACOQUANTHUCHIEN, fromLevel, toLevel: MUCDO }];
  });
}

function contentOf(service: ServiceRecord): string {
  const { code, name, procedureCode, issuerCode, issuerName, fieldCode, fieldName, state } = service;
  const units = service.applications
    .map((unit) => `${unit.MACOQUANTHUCHIEN}=${String(unit.MUCDO)}`)
    .sort((a, b) => (a < b ? -1 : 1));
  return JSON.stringify([code, name, procedureCode, issuerCode, issuerName, fieldCode, fieldName, state, units]);
}
