import type { ValidationError } from '@nestjs/common';
import { AppError, showValue } from '@dvc/domain';

/** One field that is not as documented. */
interface InputFault {
  readonly field: string;
  readonly value: string;
  /** Name of the rule: `isIn`, `maxLength`, `whitelistValidation` … */
  readonly reason: string;
  readonly message: string;
  readonly hint: string;
}

const HINT = 'Xem tham số đúng ở /docs.';

/** A body or query that is not as documented; every field is told. */
export class InputInvalidError extends AppError {
  readonly code = 'INPUT_INVALID';

  constructor(readonly faults: readonly InputFault[]) {
    super(faults.map(({ message }) => message).join('; '), HINT);
  }
}

export const toInputInvalid = (errors: readonly ValidationError[]): InputInvalidError =>
  new InputInvalidError(errors.flatMap((error) => faultsOf(error, '')));

function faultsOf({ property, value, constraints = {}, children = [] }: ValidationError, within: string): InputFault[] {
  const field = `${within}${property}`;
  const shown = typeof value === 'string' || typeof value === 'number' ? showValue(String(value)) : '';
  const own = Object.entries(constraints).map(([reason, message]) => ({
    field,
    value: shown,
    reason,
    message: `${within}${message}`,
    hint: HINT,
  }));
  return [...own, ...children.flatMap((child) => faultsOf(child, `${field}.`))];
}
