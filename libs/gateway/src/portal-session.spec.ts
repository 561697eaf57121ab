import { PortalConfig, loadConfig } from '@dvc/config';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { PortalLoginError } from './portal-errors.js';
import { PortalHttp } from './portal-http.js';
import { PortalSession, type Session, type SessionStore } from './portal-session.js';

/** The store's rules in memory. A lease lasts a hundredth of what is asked, so that a frozen winner is soon replaced. */
class MemoryStore implements SessionStore {
  epoch = 0;
  sealedToken: string | null = null;
  isFresh = false;
  private loginBy = '';
  private loginUntil = -Infinity;

  get(): Promise<{ epoch: number; sealedToken: string | null; isFresh: boolean }> {
    return Promise.resolve({ epoch: this.epoch, sealedToken: this.sealedToken, isFresh: this.isFresh });
  }

  claimLogin(seenEpoch: number, owner: string, leaseMs: number): Promise<boolean> {
    if (seenEpoch !== this.epoch || this.loginUntil > performance.now()) return Promise.resolve(false);
    this.loginBy = owner;
    this.loginUntil = performance.now() + leaseMs / 100;
    return Promise.resolve(true);
  }

  save(seenEpoch: number, sealedToken: string): Promise<boolean> {
    if (seenEpoch !== this.epoch) return Promise.resolve(false);
    Object.assign(this, { epoch: this.epoch + 1, sealedToken, isFresh: true, loginUntil: -Infinity });
    return Promise.resolve(true);
  }

  releaseLogin(owner: string): Promise<void> {
    if (this.loginBy === owner) this.loginUntil = -Infinity;
    return Promise.resolve();
  }

  isClaimed(): boolean {
    return this.loginUntil > performance.now();
  }
}

const KEY = `${'A'.repeat(43)}=`;
const OTHER_KEY = `${'B'.repeat(42)}A=`;
let portal: http.Server;
let store: MemoryStore;
let logins: string[];
/** How the portal answers the nth login. */
let answer: (reply: ServerResponse, nth: number) => void;

const grant = (reply: ServerResponse, nth: number): void => {
  reply.end(JSON.stringify({ error_code: 0, session: `phiên ${String(nth)}` }));
};

beforeEach(async () => {
  store = new MemoryStore();
  logins = [];
  answer = grant;
  portal = http.createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      answer(reply, logins.push(body));
    });
  });
  portal.listen(0, '127.0.0.1');
  await once(portal, 'listening');
});

afterEach(() => {
  portal.close();
  portal.closeAllConnections();
});

function sessionOf(owner: string, changes: Record<string, string> = {}): PortalSession {
  const config = loadConfig(PortalConfig, {
    PORTAL_URL: `http://127.0.0.1:${String((portal.address() as AddressInfo).port)}`,
    PORTAL_PASSWORD: 'mat-khau-vi-du',
    PORTAL_SESSION_KEY: KEY,
    ...changes,
  });
  return new PortalSession(new PortalHttp(config), store, config, owner);
}

async function refusalOf(session: Promise<Session>): Promise<PortalLoginError> {
  const error: unknown = await session.catch((reason: unknown) => reason);
  if (error instanceof PortalLoginError) return error;
  throw new Error('The login was not refused', { cause: error });
}

describe('the session of the account', () => {
  it('is had by one login, whatever the number of calls and processes that want it', async () => {
    const processes = ['a', 'b', 'c', 'd'].map((owner) => sessionOf(owner));
    const wishes = Array.from({ length: 5 }, () => processes.map((session) => session.get())).flat();
    expect(new Set((await Promise.all(wishes)).map((session) => JSON.stringify(session)))).toEqual(
      new Set(['{"epoch":1,"token":"phiên 1"}']),
    );
    expect(logins).toEqual(['{"username":"000.00.00.H60","password":"mat-khau-vi-du"}']);
  });

  it('is used again while it is fresh, and renewed once when it is not', async () => {
    const session = sessionOf('a');
    await session.get();
    expect(await session.get()).toEqual({ epoch: 1, token: 'phiên 1' });
    store.isFresh = false;
    const renewed = await Promise.all(Array.from({ length: 20 }, () => session.get()));
    expect(renewed.map(({ epoch }) => epoch)).toEqual(renewed.map(() => 2));
    expect(logins).toHaveLength(2);
  });

  it('is stored sealed', async () => {
    await sessionOf('a').get();
    expect(store.sealedToken).not.toBeNull();
    expect(Buffer.from(store.sealedToken ?? '', 'base64').toString()).not.toContain('phiên');
  });

  it.each<[string, () => void]>([
    ['was sealed under another key', () => undefined],
    ['was damaged', () => (store.sealedToken = `AAAA${store.sealedToken?.slice(4) ?? ''}`)],
    ['was cut', () => (store.sealedToken = 'AAAA')],
    ['is empty', () => (store.sealedToken = '')],
  ])('is had anew where the stored one %s', async (how, spoil) => {
    await sessionOf('a').get();
    spoil();
    const session = sessionOf('b', how.includes('key') ? { PORTAL_SESSION_KEY: OTHER_KEY } : {});
    expect(await session.get()).toEqual({ epoch: 2, token: 'phiên 2' });
  });

  it('passes from a frozen winner to the next, and the late login changes nothing', async () => {
    let thaw = (): void => undefined;
    answer = (reply, nth) => {
      if (nth > 1) grant(reply, nth);
      else
        thaw = () => {
          grant(reply, nth);
        };
    };
    const frozen = sessionOf('frozen').get();
    const next = await sessionOf('next').get();
    thaw();
    expect(next).toEqual({ epoch: 1, token: 'phiên 2' });
    expect(await frozen).toEqual(next);
    expect(logins).toHaveLength(2);
  });
});

describe('a login that fails', () => {
  it.each<[string, number, string, string]>([
    ['a wrong password', 200, '{"error_code":100,"message":"Sai mật khẩu"}', 'ACCOUNT'],
    ['a foreign address', 200, '{"error_code":"101"}', 'ACCOUNT'],
    ['HTTP 403', 403, '', 'ACCOUNT'],
    ['HTTP 401', 401, '', 'NOT_SENT'],
    ['an expired session', 200, '{"error_code":102}', 'NOT_SENT'],
    ['too many logins', 429, '', 'RATE'],
    ['maintenance', 200, '{"error_code":503,"message":"Bảo trì, thử lại sau 60 giây"}', 'RATE'],
    ['code 0 without a session', 200, '{"error_code":0}', 'NOT_SENT'],
    ['code 0 with an empty session', 200, '{"error_code":0,"session":""}', 'NOT_SENT'],
    ['code 0 with a session that is null', 200, '{"error_code":0,"message":null,"session":null}', 'NOT_SENT'],
    ['a session beside another status', 201, '{"error_code":0,"session":"x"}', 'NOT_SENT'],
    ['a session of the wrong type', 200, '{"error_code":0,"session":{"a":1}}', 'NOT_SENT'],
    ['HTML', 200, '<html>', 'NOT_SENT'],
    ['HTTP 500', 500, '', 'NOT_SENT'],
    ['a redirect', 302, '', 'NOT_SENT'],
  ])('by %s (%d %p) is tried once and lets others try', async (_why, status, body, outcome) => {
    answer = (reply) => reply.writeHead(status).end(body);
    const session = sessionOf('a');
    const refusals = await Promise.all(Array.from({ length: 20 }, () => refusalOf(session.get())));
    expect(new Set(refusals.map(({ verdict }) => verdict.outcome))).toEqual(new Set([outcome]));
    expect(logins).toHaveLength(1);
    expect(store.isClaimed()).toBe(false);
    answer = grant;
    expect(await session.get()).toEqual({ epoch: 1, token: 'phiên 2' });
  });

  it('holds everybody for as long as the portal asks', async () => {
    answer = (reply) => reply.writeHead(429, { 'Retry-After': '30' }).end();
    expect(await refusalOf(sessionOf('a').get())).toMatchObject({ holdMs: 30_000 });
  });

  it('by silence is one that was not sent', async () => {
    answer = () => undefined;
    const { verdict } = await refusalOf(sessionOf('a', { PORTAL_TIMEOUT_MS: '150' }).get());
    expect(verdict.outcome).toBe('NOT_SENT');
    expect(store.isClaimed()).toBe(false);
  });
});
