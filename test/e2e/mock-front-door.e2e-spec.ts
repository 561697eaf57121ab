import { describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { DataSource } from 'typeorm';
import { mockDataSourceOptions } from '../../apps/dvcqg-mock/src/records/mock-database.js';
import { portalForStories } from '../support/mock-stories.js';
import { ACCOUNT, PASSWORD, exampleService } from '../support/running-mock.js';

const portal = portalForStories();

const publish = (...data: object[]): object => ({ isUpdating: 'False', data });

describe('the front door', () => {
  it('answers at both adapter names', async () => {
    const { data } = await portal.post(PORTAL_PATHS.login.replace('Xrd', 'VXP'), {
      username: ACCOUNT,
      password: PASSWORD,
    });

    expect(data).toEqual({ error_code: 0, message: '', session: expect.stringMatching(/^[\w-]{32}$/) });
  });

  it.each([
    ['no body', undefined],
    ['a wrong password', { username: ACCOUNT, password: 'sai' }],
    ['a password that is no text', { username: ACCOUNT, password: { a: 1 } }],
    ['a list', []],
  ])('refuses a login with %s', async (_case, body) => {
    const { data, status } = await portal.post(PORTAL_PATHS.login, body);

    expect(status).toBe(200);
    expect(data).toEqual({ error_code: 100, message: 'Sai tên đăng nhập hoặc mật khẩu', session: '' });
  });

  it('checks session, agency and service in this order', async () => {
    const session = await portal.login();
    const codeOf = async (body: object): Promise<unknown> =>
      (await portal.post(PORTAL_PATHS.call, body)).data['error_code'];

    expect(await codeOf({ madonvi: ACCOUNT, service: 'LayDVC' })).toBe(103);
    expect(await codeOf({ session: 'khac', madonvi: ACCOUNT, service: 'LayDVC' })).toBe(103);
    expect(await codeOf({ session, madonvi: '000.00.00.H98', service: 'LayDVC' })).toBe(106);
    expect(await codeOf({ session, madonvi: ACCOUNT, service: 'LayGiDo' })).toBe(110);
    expect(await codeOf({ session, madonvi: ACCOUNT, service: 'login' })).toBe(110);
    await portal.sim('POST', 'sessions/expire');
    expect(await codeOf({ session, madonvi: ACCOUNT, service: 'LayDVC' })).toBe(102);
  });

  it('looks at the subsystem of dstcode only, in header or query, and only where it is given', async () => {
    const login = { username: ACCOUNT, password: PASSWORD };
    const codeOf = async (query: string, headers: Record<string, string> = {}): Promise<unknown> =>
      (await portal.post(`${PORTAL_PATHS.login}${query}`, login, headers)).data['error_code'];

    expect(await codeOf('')).toBe(0);
    expect(await codeOf('', { dstcode: 'VN:GOV:000.00.00.G99:vpcpdvcprovider' })).toBe(0);
    expect(await codeOf('?VN:GOV:000.00.00.G22:vpcpdvcprovider')).toBe(0);
    expect(await codeOf('', { dstcode: 'VN:GOV:000.00.00.G22:khac' })).toBe(104);
    expect(await codeOf('?dstcode=VN:GOV:000.00.00.G22:khac')).toBe(104);
  });

  it.each([
    ['nothing like JSON', Buffer.from('<xml/>'), 300],
    ['UTF-8 that is broken', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 300],
    ['a byte order mark', Buffer.from('\ufeff{}'), 300],
    ['half of a surrogate pair', Buffer.from('{"service":"\\ud800"}'), 302],
    ['U+0000', Buffer.from('{"data":[{"TENDVC":"a\\u0000"}]}'), 302],
    ['endless nesting', Buffer.from('['.repeat(100_000)), 300],
    ['deep nesting', Buffer.from('['.repeat(5_000) + ']'.repeat(5_000)), 300],
    ['names of prototypes', Buffer.from('{"__proto__":{"service":"LayDVC"},"constructor":1}'), 103],
  ])('answers %s with a code, never with a failure of its own', async (_case, body, code) => {
    for (const type of ['application/json', 'text/plain', 'nonsense', 'application/json; charset=bogus']) {
      const { data, status } = await portal.post(PORTAL_PATHS.call, body, { 'content-type': type });
      expect([status, data['error_code']]).toEqual([200, code]);
    }
    expect(({} as Record<string, unknown>)['service']).toBeUndefined();
  });

  it('refuses a body over 10 MiB with 413 and goes on working', async () => {
    const { status, data, headers } = await portal.post(PORTAL_PATHS.call, Buffer.alloc(11 * 1024 * 1024, 'a'), {
      'content-type': 'application/json',
    });

    expect([status, data['error_code'], headers['x-sim']]).toEqual([413, 400, 'DVCQG-MOCK']);
    expect((await portal.call('LayDVC')).data['error_code']).toBe(0);
  });
});

describe('sessions of the mock', () => {
  it('end after one call when they have no life, and outlive a restart when they have', async () => {
    const session = await portal.login();
    await portal.stopMock();
    await portal.startMock({ MOCK_SESSION_TTL_S: '0' });

    expect((await portal.send(session, 'LayDVC')).data['error_code']).toBe(0);
    const once = await portal.login();
    expect((await portal.send(once, 'LayDVC')).data['error_code']).toBe(0);
    expect((await portal.send(once, 'LayDVC')).data['error_code']).toBe(102);

    await portal.stopMock();
    await portal.startMock();
  });
});

describe('the database of the mock', () => {
  it('has the tables that its entities describe', async () => {
    const database = await new DataSource(mockDataSourceOptions(portal.databaseUrl)).initialize();
    try {
      const { upQueries } = await database.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await database.destroy();
    }
  });

  it('keeps services, journal and faults over a restart', async () => {
    await portal.call('DongBoDVC', publish(exampleService()));
    await portal.arm({
      id: 'f',
      service: 'LayDVC',
      phase: 'on-reply',
      effect: { type: 'delay', ms: 1 },
      schedule: { first: 9 },
    });
    await portal.call('LayDVC');

    await portal.stopMock();
    await portal.startMock();

    expect(await portal.storedCodes()).toEqual(['9.900101.01']);
    expect(await portal.journal()).toHaveLength(4);
    const { data } = await portal.sim('GET', 'faults');
    expect(data['faults']).toEqual([
      expect.objectContaining({ id: 'f', counts: expect.objectContaining({ fired: 1 }) }),
    ]);
  });
});
