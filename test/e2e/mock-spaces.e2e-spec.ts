import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { ACCOUNT, MockRig, PASSWORD, exampleService, type Reply } from '../support/running-mock.js';

const portal = new MockRig();
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

let made = 0;
async function makeSpace(more: object = {}): Promise<string> {
  made += 1;
  const reply = await portal.sim('POST', 'spaces', { id: `s-${String(made)}`, ...more });
  expect([reply.status, reply.data['detail']]).toEqual([201, undefined]);
  return String(reply.data['id']);
}

const publish = { service: 'DongBoDVC', isUpdating: 'False', data: [exampleService()] };
const loginBody = { username: ACCOUNT, password: PASSWORD };
const login = async (space: string): Promise<string> =>
  String((await portal.post(`/s/${space}${PORTAL_PATHS.login}`, loginBody)).data['session']);
const send = async (space: string, session: string, more: object = publish): Promise<Reply> =>
  portal.post(`/s/${space}${PORTAL_PATHS.call}`, { session, madonvi: ACCOUNT, ...more });
const storedIn = async (space: string): Promise<unknown[]> => {
  const { data } = await portal.sim('GET', `s/${space}/state/services`);
  return (data['services'] as Record<string, unknown>[]).map((service) => service['MADVC']);
};

describe('two spaces', () => {
  it('hold services, journals and switches apart', async () => {
    const [one, two] = [
      await makeSpace(),
      await makeSpace({ portal: { switches: { 'errorCode.type': 'string-00' } } }),
    ];

    const first = await send(one, await login(one));
    const second = await send(two, await login(two));

    expect([first.data['error_code'], second.data['error_code']]).toEqual([0, '00']);
    expect([await storedIn(one), await storedIn(two)]).toEqual([['9.900101.01'], ['9.900101.01']]);
    for (const space of [one, two]) {
      const { data } = await portal.sim('GET', `s/${space}/journal`);
      expect(data['entries']).toMatchObject([
        { n: 1, service: 'login' },
        { n: 2, service: 'DongBoDVC' },
      ]);
    }
    await portal.sim('POST', `s/${one}/reset`);
    expect([await storedIn(one), await storedIn(two)]).toEqual([[], ['9.900101.01']]);
  });

  it('do not know each other’s sessions', async () => {
    const [one, two] = [await makeSpace(), await makeSpace()];
    const session = await login(one);

    expect((await send(two, session)).data['error_code']).toBe(103);
    expect((await portal.send(session, 'LayDVC')).data['error_code']).toBe(103);
    expect((await send(one, session)).data['error_code']).toBe(0);
  });

  it('hold their faults apart', async () => {
    const [one, two] = [await makeSpace(), await makeSpace()];
    const fault = { id: 'f', service: '*', phase: 'before-auth', schedule: { always: true } };
    await portal.sim('PUT', `s/${one}/faults`, [{ ...fault, effect: { type: 'reply', errorCode: 900 } }]);

    expect((await send(one, '-')).data['error_code']).toBe(900);
    expect((await send(two, '-')).data['error_code']).toBe(103);
  });
});

describe('a call', () => {
  it('names its space by path, else by header, else by a user name that belongs to one', async () => {
    const username = '000.00.00.H98';
    const space = await makeSpace({ accounts: [{ username, password: 'mat-khau-h98' }] });
    const body = { username, password: 'mat-khau-h98' };

    const byPath = await portal.post(`/s/${space}${PORTAL_PATHS.login}`, body);
    const byHeader = await portal.post(PORTAL_PATHS.login, body, { 'x-sim-space': space });
    const byName = await portal.post(PORTAL_PATHS.login, body);

    expect([byPath, byHeader, byName].map(({ data }) => data['error_code'])).toEqual([0, 0, 0]);
    const { data } = await portal.sim('GET', `s/${space}/journal`);
    expect(data['entries']).toHaveLength(3);
    const call = { session: byName.data['session'], madonvi: username, service: 'LayDVC' };
    expect((await portal.post(PORTAL_PATHS.call, call)).data['error_code']).toBe(0);
    expect((await portal.post(PORTAL_PATHS.login, body, { 'x-sim-space': 'default' })).data['error_code']).toBe(100);
  });

  it('that names two spaces, or one that is not there, is told so by the mock and not by the portal', async () => {
    const space = await makeSpace();
    const asked = [
      portal.post(`/s/${space}${PORTAL_PATHS.login}`, loginBody, { 'x-sim-space': 'default' }),
      portal.post(`/s/nowhere${PORTAL_PATHS.login}`, loginBody, { 'accept-language': 'en' }),
    ];

    const [both, nowhere] = await Promise.all(asked);

    expect([both?.status, both?.data['code'], both?.data['detail']]).toEqual([
      400,
      'SIM_SPACE_DISAGREES',
      expect.stringContaining('X-Sim-Space'),
    ]);
    expect([nowhere?.status, nowhere?.data['code'], nowhere?.data['detail']]).toEqual([
      404,
      'SIM_SPACE_UNKNOWN',
      expect.stringContaining('There is no space "nowhere"'),
    ]);
    expect(both?.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });
});

describe('a space with a seed', () => {
  it('gives the same session tokens again after a reset, one without does not', async () => {
    const [seeded, unseeded] = [await makeSpace({ seed: 7 }), await makeSpace()];
    const before = [await login(seeded), await login(seeded), await login(unseeded)];
    await portal.sim('POST', `s/${seeded}/reset`);
    await portal.sim('POST', `s/${unseeded}/reset`);
    const after = [await login(seeded), await login(seeded), await login(unseeded)];

    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]).not.toBe(before[2]);
    expect(new Set(before).size).toBe(3);
  });

  it('goes on with its ids after a restart, and gives none of them twice', async () => {
    const space = await makeSpace({ seed: 7 });
    const before = await login(space);
    await portal.stopMock();
    await portal.startMock();

    expect(await login(space)).not.toBe(before);
    expect((await send(space, before)).data['error_code']).toBe(0);
  });
});

describe('a space with a virtual clock', () => {
  it('shows its own hour in Date header, journal and records', async () => {
    const space = await makeSpace({ clock: { mode: 'virtual', now: '2031-02-03T04:05:06+07:00' } });

    const reply = await send(space, await login(space));

    expect(reply.headers['date']).toBe('Sun, 02 Feb 2031 21:05:06 GMT');
    const { data } = await portal.sim('GET', `s/${space}/journal`);
    expect(data['entries']).toMatchObject([{}, { at: '2031-02-02T21:05:06.000Z', latencyMs: 0 }]);
    const { data: state } = await portal.sim('GET', `s/${space}/state/services`);
    expect(state['services']).toMatchObject([{ createdAt: '2031-02-02T21:05:06.000Z' }]);
  });
});

describe('making a space', () => {
  it('is refused for a name that is taken, a name that no address holds, and fields that are wrong, all at once', async () => {
    const space = await makeSpace();

    expect((await portal.sim('POST', 'spaces', { id: space })).status).toBe(409);
    expect((await portal.sim('POST', 'spaces', { id: 'Không gian' })).data['code']).toBe('SIM_SPACE_NAME');
    const wrong = {
      ttl: 'P1M',
      seed: -1,
      clock: { mode: 'virtual', now: '2026-01-05' },
      colour: 'red',
      portal: { x: 1 },
    };
    const { status, data } = await portal.sim('POST', 'spaces', wrong);
    expect([status, (data['problems'] as string[]).map((problem) => problem.split(':')[0])]).toEqual([
      422,
      expect.arrayContaining(['$.ttl', '$.seed', '$.clock.now', '$.colour', '$.portal.x']),
    ]);
  });

  it('gives a token that opens the control API of this space and of no other', async () => {
    const { data } = await portal.sim('POST', 'spaces', {});
    const ask = async (path: string): Promise<number> => {
      const headers = { authorization: `Bearer ${String(data['token'])}` };
      return (await portal.http.get(`${portal.url}/__sim/${path}`, { headers })).status;
    };

    expect(await ask(`s/${String(data['id'])}/journal`)).toBe(200);
    expect(await ask('journal')).toBe(401);
    expect(await ask('s/default/journal')).toBe(401);
  });
});
