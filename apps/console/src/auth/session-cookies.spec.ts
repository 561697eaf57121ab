import { describe, expect, it } from '@jest/globals';
import { ConsoleHttpConfig, loadConfig } from '@dvc/config';
import { SESSION_COOKIE, SESSION_LIFE_S, SessionCookies } from './session-cookies.js';

const settings = (token: string): ConsoleHttpConfig => loadConfig(ConsoleHttpConfig, { CONSOLE_TOKEN: token });
const now = new Date('2020-10-03T01:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

describe('a session cookie', () => {
  const cookies = new SessionCookies(settings('first-token-first-token-first-tok'));
  const header = `other=1; ${SESSION_COOKIE}=${cookies.issue(now)}`;

  it('is good for its life, and not a second more', () => {
    expect(cookies.isSignedIn(header, later(SESSION_LIFE_S - 1))).toBe(true);
    expect(cookies.isSignedIn(header, later(SESSION_LIFE_S))).toBe(false);
  });

  it('does not live longer when somebody writes a later end into it', () => {
    const [id, , signature] = header.split('=').at(-1)?.split('.') ?? [];
    const forged = `${SESSION_COOKIE}=${String(id)}.99999999999.${String(signature)}`;
    expect(cookies.isSignedIn(forged, now)).toBe(false);
  });

  it('ends when the token changes, and outlives a restart with the same token', () => {
    const restarted = new SessionCookies(settings('first-token-first-token-first-tok'));
    const renewed = new SessionCookies(settings('other-token-other-token-other-tok'));
    expect(restarted.isSignedIn(header, now)).toBe(true);
    expect(renewed.isSignedIn(header, now)).toBe(false);
  });

  it.each([undefined, '', 'dvcqg_console', 'dvcqg_console=', 'dvcqg_console=a.b', 'dvcqg_console=a.b.c'])(
    'is not %j',
    (broken) => {
      expect(cookies.isSignedIn(broken, now)).toBe(false);
    },
  );
});
