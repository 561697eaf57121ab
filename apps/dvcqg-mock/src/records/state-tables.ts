/** A table with a part of what a space holds. */
interface StateTable {
  readonly name: string;
  /** Columns that put the rows of one space in the one order that counts. */
  readonly orderBy: string;
  /** True where `id` only keeps the order of rows: the database gives other ones after a restore. */
  readonly isNumbered: boolean;
}

const keyed = (name: string, orderBy: string): StateTable => ({ name, orderBy, isNumbered: false });
const numbered = (name: string): StateTable => ({ name, orderBy: 'id', isNumbered: true });

/**
 * The state of a space: what a snapshot takes, a restore puts back, a reset wipes and the state hash covers.
 * Each has a column `space`.
 */
export const STATE_TABLES: readonly StateTable[] = [
  keyed('service', 'province, code'),
  numbered('service_level_history'),
  keyed('session', 'token_sha256'),
  keyed('fault', 'position'),
  keyed('fault_key', 'fault_id, key'),
  keyed('portal_switches', 'profile'),
  keyed('dossier', 'code, copy'),
  numbered('dossier_history'),
  numbered('progress_row'),
  numbered('row_version'),
  keyed('kept_item', 'kind, owner, code'),
  keyed('uploaded_file', 'id'),
  keyed('dossier_number', 'unit'),
  keyed('payment', 'id'),
  keyed('payment_partner', 'code'),
  keyed('push', 'n'),
  keyed('push_attempt', 'push_n, attempt'),
  keyed('counter', 'kind'),
  keyed('timer', 'id'),
];

/** Evidence of what happened: wiped with a space, and never put back. */
export const EVIDENCE_TABLES = ['journal', 'journal_link', 'journal_head', 'journal_attempt'] as const;

/** Copies of a space's state; they outlive a reset and go with the space. */
export const COPY_TABLES = ['snapshot', 'snapshot_row'] as const;

/** The row of a table as JSON, without what differs between equal spaces. */
export const rowAsJson = ({ isNumbered }: StateTable): string =>
  `to_jsonb(held) - 'space'${isNumbered ? ` - 'id'` : ''}`;
