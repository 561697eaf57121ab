import type { SwitchName } from '../../switches/switch-table.js';
import type { Refusal } from '../refusals.js';
import type { Label } from './label.js';

/** What is said of a rule; the rest of the rule is what it does. */
export interface RuleNote {
  readonly name: string;
  /** In Vietnamese, for people. */
  readonly says: string;
  /** What a breach may be answered. */
  readonly codes: readonly number[];
  readonly label: Label;
  readonly switches?: readonly SwitchName[];
}

/** A demand on a part of a call. The same list is obeyed and, in `GET /__sim/catalog`, shown. */
export interface Rule<Subject, Context> extends RuleNote {
  readonly check: (subject: Subject, context: Context) => Refusal | null;
}

/** The first rule that is broken decides. */
export function firstRefusal<S, C>(rules: readonly Rule<S, C>[], subject: S, context: C): Refusal | null {
  for (const { name, check } of rules) {
    const refusal = check(subject, context);
    if (refusal) return { ...refusal, check: name };
  }
  return null;
}
