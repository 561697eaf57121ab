import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a header `Authorization` carries the key. How long it takes says nothing about the key. */
export function carriesKey(authorization: string | undefined, key: string): boolean {
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${key}`));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
