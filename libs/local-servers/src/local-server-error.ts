/** What can go wrong with a server on this machine. The codes are stable; a person acts on `hint`. */
export type LocalServerCode =
  | 'LOCAL_POSTGRES_UNSUPPORTED'
  | 'LOCAL_POSTGRES_LOCKED'
  | 'LOCAL_POSTGRES_FAILED'
  | 'LOCAL_DATABASE_UNREACHABLE'
  | 'LOCAL_REDIS_MISSING'
  | 'LOCAL_REDIS_FAILED';

/** A server on this machine did not start. `message` says what and where, `hint` what to do next. */
export class LocalServerError extends Error {
  constructor(
    readonly code: LocalServerCode,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LocalServerError';
  }
}
