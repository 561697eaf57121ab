import { AsyncLocalStorage } from 'node:async_hooks';

/** One id from the request or job to every log line it causes. */
export const correlation = new AsyncLocalStorage<string>();
