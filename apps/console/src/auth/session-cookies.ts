import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConsoleHttpConfig } from '@dvc/config';

export const SESSION_COOKIE = 'dvcqg_console';
/** One working day. */
export const SESSION_LIFE_S = 8 * 3_600;

/**
 * Makes and checks session cookies: `<random id>.<end, s>.<signature>`. Opaque to the browser, the token is not in it.
 * The key comes from the token, so a new token ends every session, and a restart of the console ends none.
 */
@Injectable()
export class SessionCookies {
  private readonly key: Buffer;

  constructor({ CONSOLE_TOKEN }: ConsoleHttpConfig) {
    this.key = createHmac('sha256', CONSOLE_TOKEN).update('dvcqg console session').digest();
  }

  issue(now: Date): string {
    const endsAtS = Math.floor(now.getTime() / 1_000) + SESSION_LIFE_S;
    const content = `${randomBytes(18).toString('base64url')}.${String(endsAtS)}`;
    return `${content}.${this.sign(content)}`;
  }

  /** @param cookieHeader The whole `Cookie` header of a request. */
  isSignedIn(cookieHeader: string | undefined, now: Date): boolean {
    const value = findCookie(cookieHeader ?? '');
    const [id, endsAtS, signature] = value?.split('.') ?? [];
    if (id === undefined || endsAtS === undefined || signature === undefined) return false;
    return isSame(signature, this.sign(`${id}.${endsAtS}`)) && Number(endsAtS) * 1_000 > now.getTime();
  }

  private sign(content: string): string {
    return createHmac('sha256', this.key).update(content).digest('base64url');
  }
}

/** Compares without telling by its duration how much was right, nor how long the secret is. */
export function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHmac('sha256', 'compare').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function findCookie(header: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1);
}
