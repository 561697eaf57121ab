/** Fields under the portal's names, as they came over the wire. */
export type WireFields = Readonly<Record<string, unknown>>;

export interface DossierRecord {
  readonly code: string;
  readonly copy: number;
  readonly owner: string;
  readonly origin: 'province' | 'portal';
  readonly status: string;
  readonly fields: WireFields;
  /** Of a stored one, from 1. */
  readonly revision?: number;
}

export interface StatusChange {
  readonly code: string;
  readonly service: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
}

export interface ProgressRecord {
  readonly code: string;
  readonly owner: string;
  readonly moment: string;
  readonly digest: string;
  readonly fields: WireFields;
}
