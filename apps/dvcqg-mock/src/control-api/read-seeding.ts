import { FieldReader } from '../faults/field-reader.js';
import { isJsonObject, type Json } from '../portal-api/json.js';
import type { Seeding } from '../spaces/seeding.js';
import { readKeptItems, readKind, readPortalDossier } from './read-state.js';
import { refuseProblems } from './read-space.js';

/** `{seed}` of a reset, if it is given. @throws {UnprocessableEntityException} */
export function readSeed(body: Json): number | undefined {
  const problems: string[] = [];
  const fields = new FieldReader(isJsonObject(body) ? body : {}, '$', problems);
  fields.refuseUnknown(['seed']);
  const seed = fields.has('seed') ? fields.integer('seed', 0, Number.MAX_SAFE_INTEGER) : undefined;
  refuseProblems(problems);
  return seed;
}

/** `{dossiers?: […], items?: {kind: […]}}`. @throws {UnprocessableEntityException} */
export function readSeeding(body: Json): Seeding {
  const problems: string[] = [];
  new FieldReader(isJsonObject(body) ? body : {}, '$', problems).refuseUnknown(['dossiers', 'items']);
  const { dossiers = [], items = {} } = isJsonObject(body) ? body : {};
  if (!Array.isArray(dossiers)) problems.push('$.dossiers: cần một danh sách.');
  if (!isJsonObject(items)) problems.push('$.items: cần một đối tượng JSON.');
  refuseProblems(problems);
  return {
    dossiers: (Array.isArray(dossiers) ? dossiers : []).map(readPortalDossier),
    items: Object.entries(isJsonObject(items) ? items : {}).map(([kind, list = null]) => ({
      kind: readKind(kind),
      items: readKeptItems(list),
    })),
  };
}
