import { beforeEach, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { portalForStories } from '../support/mock-stories.js';
import { ACCOUNT, PASSWORD, exampleService } from '../support/running-mock.js';

const portal = portalForStories();
let session = '';
beforeEach(async () => {
  session = await portal.login();
});

const publish = { isUpdating: 'False', data: [exampleService()] };
const fault = (phase: string, effect: object, more: object = {}): object => ({
  id: 'trouble',
  service: 'DongBoDVC',
  phase,
  effect,
  schedule: { first: 1 },
  ...more,
});

describe('the control API', () => {
  it('asks for its token, and says so in problem+json', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Basic abc']) {
      const { status, headers } = await portal.http.get(`${portal.url}/__sim/journal`, { headers: { authorization } });
      expect([status, headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    }
  });

  it('leaves health and documents open, signed, without anything from elsewhere', async () => {
    for (const path of ['/__sim/health', '/health/live', '/health/ready', '/docs', '/docs-json', '/nowhere']) {
      const { status, headers } = await portal.http.get(`${portal.url}${path}`);
      expect([path, status, headers['x-sim']]).toEqual([path, path === '/nowhere' ? 404 : 200, 'DVCQG-MOCK']);
    }
    const { data } = await portal.http.get<{ paths: object }>(`${portal.url}/docs-json`);
    expect(Object.keys(data.paths)).toEqual(expect.arrayContaining([PORTAL_PATHS.call, '/__sim/faults']));
    expect((await portal.http.get<string>(`${portal.url}/docs`)).data).not.toMatch(/https?:\/\/|<script/);
  });

  it('refuses bad faults, bad filters and bad JSON, naming the place', async () => {
    const faults = await portal.sim('PUT', 'faults', [fault('after-commit', { type: 'late-commit', ms: 1 })]);
    expect([faults.status, faults.data['problems']]).toEqual([
      422,
      [
        expect.stringMatching(
          /^faults\[0\]\.effect: "late-commit" không dùng được ở pha after-commit; .* có phải: before-commit\/late-commit\?/,
        ),
        'Ở pha on-connect có: down, delay.',
        ...Array.from({ length: 6 }, () => expect.stringMatching(/^Ở pha [a-z-]+ có: /)),
      ],
    ]);
    expect((await portal.sim('POST', 'journal/count', { servise: 'x' })).status).toBe(422);
    expect((await portal.sim('POST', 'journal/count', { service: 1 })).status).toBe(422);
    expect((await portal.sim('GET', 'state/services/9.999999.01')).status).toBe(404);
    expect((await portal.sim('GET', 'journal?from=abc')).status).toBe(422);
  });

  it('shows every exchange in order, without secrets, a page at a time', async () => {
    await portal.send(session, 'DongBoDVC', publish);
    await portal.post(PORTAL_PATHS.call, Buffer.from('nonsense'), { 'content-type': 'application/json' });

    const { data: first } = await portal.sim('GET', 'journal?limit=2');
    const { data: second } = await portal.sim('GET', `journal?limit=2&cursor=${String(first['next'])}`);

    const entries = [...(first['entries'] as object[]), ...(second['entries'] as object[])];
    expect(entries).toMatchObject([
      { n: 1, service: 'login', madonvi: ACCOUNT, errorCode: 0 },
      {
        n: 2,
        service: 'DongBoDVC',
        keys: ['9.900101.01'],
        isUpdating: false,
        request: {
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          body: { session: '‹redacted›', data: [exampleService()] },
        },
        items: [{ key: '9.900101.01', code: 0 }],
      },
      { n: 3, service: '', errorCode: 300, request: { body: null } },
    ]);
    expect(second['next']).toBeNull();
    expect(JSON.stringify(entries)).not.toContain(PASSWORD);
    expect(JSON.stringify(entries)).not.toContain(session);
  });

  it('takes no faults where they are off', async () => {
    await portal.stopMock();
    await portal.startMock({ MOCK_FAULTS: 'off' });

    expect((await portal.sim('PUT', 'faults', [fault('on-reply', { type: 'delay', ms: 1 })])).status).toBe(409);

    await portal.stopMock();
    await portal.startMock();
  });
});

describe('a fault with a rate', () => {
  it('hits the same services in whatever order they come, and its draws stand in the journal', async () => {
    const victims = async (codes: string[]): Promise<unknown[]> => {
      await portal.sim('POST', 'reset');
      const token = await portal.login();
      const schedule = { rate: 0.4, keyedBy: ['MaDVC', 'attempt'], seed: 11 };
      await portal.arm(fault('before-auth', { type: 'reply', errorCode: 900 }, { schedule }));
      for (const code of codes) {
        const data = [exampleService({ MADVC: `${code}.01`, MATTHC: code, TENTTHC: undefined })];
        await portal.send(token, 'DongBoDVC', { isUpdating: 'False', data });
      }
      const entries = await portal.journal('DongBoDVC');
      expect(entries.every(({ draws }) => (draws as unknown[]).length === 1)).toBe(true);
      return entries.filter(({ errorCode }) => errorCode === 900).flatMap(({ keys }) => keys);
    };
    const codes = Array.from({ length: 12 }, (_, i) => `9.${String(800_001 + i)}`);

    const forth = await victims(codes);
    const back = await victims([...codes].reverse());

    expect(forth.length).toBeGreaterThan(0);
    expect(forth.length).toBeLessThan(12);
    expect([...back].sort()).toEqual([...forth].sort());
  });
});

describe('the connection', () => {
  it('is answered and signed even when it does not speak HTTP', async () => {
    const { port } = new URL(portal.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.end('NOT HTTP\r\n\r\n');

    const answer = await text(socket);

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('X-Sim: DVCQG-MOCK');
  });
});
