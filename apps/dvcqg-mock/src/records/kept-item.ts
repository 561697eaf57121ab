import type { WireFields } from './dossier-record.js';

export const KEPT_KINDS = [
  /** A citizen asked it on the portal. */
  'question',
  /** A question with its answer that an agency has published. */
  'published-question',
  'evaluation',
  /** Account of a person or a company; the code is its tax or identity number. */
  'account',
  /** A decision that publishes procedures. */
  'decision',
  /** A digitised result; the code is `MaKetQua`. */
  'result',
  /** A file of one, in base64; the code is its path. */
  'result-file',
] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

export interface KeptItem {
  readonly owner: string;
  readonly code: string;
  readonly fields: WireFields;
}
