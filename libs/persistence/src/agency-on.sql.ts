/** The day it is in Vietnam. */
export const TODAY = `(app_now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/** Code of the agency that answers on a day; most agencies have no heir, and cost one look into a small table. */
export const answeringOn = (agency: string, procedure: string, day: string): string =>
  `CASE WHEN EXISTS (SELECT 1 FROM agency_succession x WHERE x.from_code = ${agency} AND x.since <= ${day})
    THEN agency_on(${agency}, ${procedure}, ${day}) ELSE ${agency} END`;
