/** The REST interface of 2026, as one ministry's client sees it through its proxy. — observed (1); see docs/protocol.md §6 */
export const NEW_REST_PATH = '/api/DvcSync';

/** Its calls, in the order in which a dossier needs them. */
export const NEW_REST_CALLS = [
  'GetToken',
  'GetNextValue',
  'UploadFile',
  'CreateDossier',
  'CapNhatTienTrinh',
  'CapNhatTrangThai',
] as const;
export type NewRestCall = (typeof NEW_REST_CALLS)[number];

/** Kinds of a dossier's owner there: from 0, where the classic protocol counts from 1. — observed (1) */
export const NEW_REST_OWNER_KINDS = ['0', '1', '2'] as const;
