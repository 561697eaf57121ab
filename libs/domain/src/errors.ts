/**
 * An answer to somebody: what happened (`message`, Vietnamese first where a person reads it), and what to do (`hint`).
 * `code` is stable and never reused; docs/runbook.md lists every one.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    readonly hint = '',
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
