/** What can be wrong in a plan file. The code is stable; programs compare it, people read `message` and `hint`. */
export const PLAN_FAULT_REASONS = [
  'FILE_EMPTY',
  'FILE_UNREADABLE',
  'FILE_OLD_EXCEL',
  'FILE_TOO_BIG',
  'FILE_QUOTES_BROKEN',
  'HEADING_MISSING',
  'COLUMN_MISSING',
  'COLUMN_TWICE',
  'ROWS_MISSING',
  'ROWS_TOO_MANY',
  'ROW_TOO_SHORT',
  'ROW_TOO_LONG',
  'ROW_TWICE',
  'SERVICE_DIFFERS',
  'CELL_BLANK',
  'CELL_ERROR',
  'CELL_FORMULA',
  'TEXT_ENCODING',
  'TEXT_SURROGATE',
  'TEXT_CONTROL',
  'TEXT_HIDDEN',
  'TEXT_CONFUSABLE',
  'TEXT_TOO_LONG',
  'PROCEDURE_CODE',
  'SERVICE_CODE',
  'SERVICE_CODE_OTHER',
  'AGENCY_UNKNOWN',
  'AGENCY_NAME',
  'AGENCY_CLOSED',
  'SUCCESSOR_SELF',
  'SUCCESSION_DAY',
  'SUCCESSION_REST',
  'SUCCESSION_CIRCLE',
  'TIER_UNKNOWN',
  'TIER_OTHER',
  'DISTRICT_ENDED',
  'LEVEL_UNKNOWN',
  'LEVEL_BEFORE',
  'LEVEL_LOWERED',
  'EFFECTIVE_DAY',
  'QUARTER_UNKNOWN',
  'DATE_UNREADABLE',
  'DATE_IMPOSSIBLE',
  'DEADLINE_MISSING',
  'DEADLINE_QUARTER',
  'DEADLINE_PERIOD',
  'WORKING_DAYS',
  'FEE',
] as const;
export type PlanFaultReason = (typeof PLAN_FAULT_REASONS)[number];

/** One fault, where it is, and what to do. Vietnamese: an official reads it. */
export interface PlanFault {
  /** Name of the file as the sender calls it. */
  readonly file?: string;
  /** Line of a CSV file, row of a sheet; counted from 1. 0: the file as a whole. */
  readonly row: number;
  /** Heading as written in the file; empty where the whole row or file is meant. */
  readonly column: string;
  /** `H`: the column of a sheet. */
  readonly letter?: string;
  /** What stands there, shortened, control signs made visible. */
  readonly value: string;
  readonly reason: PlanFaultReason;
  readonly message: string;
  readonly hint: string;
}

/** A fault before anybody knows where it is. */
export interface Finding {
  readonly reason: PlanFaultReason;
  readonly message: string;
  readonly hint: string;
}

/** What a cell says, or why it says nothing. */
export type Reading<T> = { readonly value: T } | { readonly finding: Finding };

export const found = (reason: PlanFaultReason, message: string, hint: string): { finding: Finding } => ({
  finding: { reason, message, hint },
});

const SHOWN_CHARACTERS = 60;
// eslint-disable-next-line no-control-regex -- finding them is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu;

/** Safe on a terminal and in a log: one line, no control signs, not too long. */
export function showValue(text: string): string {
  const shown = text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
  return shown.replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
