/** Node's codes for "nobody answers", and PostgreSQL's classes 08 (connection) and 57P (shutting down, starting up). */
const GONE = /^(ECONN\w+|EPIPE|ENOTFOUND|ETIMEDOUT|08\w{3}|57P\w{2}|53300)$/;
const GONE_WORDS = /connection (terminated|timeout)|timeout exceeded when trying to connect/i;

/** Whether a failure says that the database cannot be reached, rather than that we asked something wrong. */
export function isStoreDown(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  if ('code' in failure && typeof failure.code === 'string' && GONE.test(failure.code)) return true;
  if (failure instanceof AggregateError && failure.errors.some(isStoreDown)) return true;
  return GONE_WORDS.test(failure.message);
}
