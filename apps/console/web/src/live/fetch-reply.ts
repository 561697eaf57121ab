import { TEXT } from '../messages.js';

/** Why a block has no news: the server's own words, or that it cannot be reached. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export class FailedReply extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

const OFFLINE: Failure = { code: 'NETWORK', message: TEXT.network, hint: TEXT.networkHint };
const TIMEOUT_MS = 15_000;

/** @throws {FailedReply} where the server refuses or does not answer. */
export async function fetchReply<T>(path: string, stopped: AbortSignal): Promise<T> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch(() => null);
  const reply: unknown = await response?.json().catch(() => null);
  if (response === null || reply === null || reply === undefined) throw new FailedReply(OFFLINE);
  if (!response.ok) throw new FailedReply(isFailure(reply) ? reply : OFFLINE);
  return reply as T;
}

function isFailure(reply: unknown): reply is Failure {
  return typeof reply === 'object' && reply !== null && 'code' in reply && 'message' in reply && 'hint' in reply;
}
