import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { SpaceRig, dossierOf, viaAxios } from '../support/fault-rig.js';
import { MockRig, PASSWORD, type Reply } from '../support/running-mock.js';

const portal = new MockRig();
let space: SpaceRig;
/** An hour passes in a second. */
const fast = { mode: 'scaled', now: '2026-02-05T07:00:00+07:00', scale: 3_600 };
const lasting = { switches: { 'session.ttlSeconds': 86_400 } };
beforeAll(async () => {
  await portal.start();
  space = await SpaceRig.make(portal, { id: 'magic', magic: true, clock: fast, portal: lasting });
}, 60_000);
afterAll(() => portal.stop());

const codeOf = (end: string): string => `000.00.12.H97-260202-${end}`;
const create = (end: string): Promise<Reply> => space.sync([dossierOf(codeOf(end))]);
const ending = async (end: string): Promise<unknown> => {
  const body = space.bodyOf('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(codeOf(end))] });
  return (await viaAxios(space.callUrl, body, 500)).sign;
};
const found = async (end: string): Promise<Record<string, unknown>[]> =>
  (await space.dossiers()).filter(({ MaHoSo }) => MaHoSo === codeOf(end));
const read = async (end: string): Promise<Reply> => space.send('TraCuuHoSo', { mahoso: codeOf(end) });

describe('a magic value', () => {
  it('-9901 loses the reply after the commit, once', async () => {
    expect(await ending('9901')).toBe('ECONNRESET');
    expect(await found('9901')).toHaveLength(1);
    expect((await create('9901')).data['error_code']).toBe(3);
  });

  it.each([
    ['9902', 302],
    ['9921', 500],
  ])('-%s refuses its item with %d every time, and no other item', async (end, code) => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { data, headers } = await create(end);
      expect([data['error_code'], headers['x-sim-fault']]).toEqual([code, `magic-${end}`]);
    }
    const { data } = await space.sync([dossierOf(codeOf(end)), dossierOf(codeOf(`7${end.slice(1)}`))]);
    expect((data['result'] as Record<string, unknown>[]).map((entry) => entry['error_code'])).toEqual([code, 0]);
  });

  it('-9903 is silent, and stores five minutes later', async () => {
    expect(await ending('9903')).toBe('ECONNABORTED');
    await eventually(async () => {
      expect(await found('9903')).toHaveLength(1);
    });
  });

  it('-9904 is forgotten after an hour', async () => {
    const { data, headers } = await create('9904');
    expect([data['error_code'], headers['x-sim-fault']]).toEqual([0, 'magic-9904']);
    await eventually(async () => {
      expect(await found('9904')).toEqual([]);
    });
  });

  it('-9905 is read as it was ten minutes ago', async () => {
    await create('9905');

    const { data, headers } = await read('9905');

    expect([data['result'], headers['x-sim-fault']]).toEqual([[], 'magic-9905']);
    expect((await read('9905')).data['result']).toHaveLength(1);
  });

  it('-9906 is an HTTP 500 after the commit', async () => {
    expect((await create('9906')).status).toBe(500);
    expect(await found('9906')).toHaveLength(1);
  });

  it('-9907 is a page of HTML with 200, and stores nothing', async () => {
    const { status, headers } = await create('9907');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await found('9907')).toEqual([]);
  });

  it('-9908 is JSON cut after the commit', async () => {
    const data: unknown = (await create('9908')).data;
    expect(() => JSON.parse(data as string) as unknown).toThrow(SyntaxError);
    expect(await found('9908')).toHaveLength(1);
  });

  it('-9910 is silence before the commit', async () => {
    expect(await ending('9910')).toBe('ECONNABORTED');
    expect(await found('9910')).toEqual([]);
  });

  it('-9929 is 429 with Retry-After 60, three times', async () => {
    const replies = [await create('9929'), await create('9929'), await create('9929'), await create('9929')];
    expect(replies.map(({ status, headers }) => `${String(status)} ${String(headers['retry-after'])}`)).toEqual([
      '429 60',
      '429 60',
      '429 60',
      '200 undefined',
    ]);
  });

  it('-9931 ends the session on this call', async () => {
    expect((await create('9931')).data['error_code']).toBe(102);
    space.session = await space.login();
    expect((await create('9931')).data['error_code']).toBe(0);
  });

  it('-9940 gives names back in NFD', async () => {
    await create('9940');
    const [dossier] = (await read('9940')).data['result'] as Record<string, string>[];
    expect(dossier?.['ChuHoSo']).toBe('Phạm Minh Mẫu'.normalize('NFD'));
  });
});

describe('a magic user', () => {
  it('magic-locked is always refused', async () => {
    expect(await space.login('magic-locked')).toBe('');
  });

  it('magic-short has a session that is soon over', async () => {
    const lasting = space.session;
    space.session = await space.login('magic-short');
    await eventually(async () => {
      expect((await space.send('LayDVC')).data['error_code']).toBe(102);
    });
    space.session = lasting;
    expect((await space.send('LayDVC')).data['error_code']).toBe(0);
  });

  it('must know the password', async () => {
    expect(await space.login('magic-short', `${PASSWORD}?`)).toBe('');
  });
});

describe('the header X-Sim-Effect', () => {
  const wish = (effect: string): Record<string, string> => ({ 'x-sim-effect': effect });

  it('brings an effect upon one call', async () => {
    const dossier = [dossierOf(codeOf('0001'))];
    const effect = 'instead-of-handler/throttle;status=503;retryAfter=PT10M;form=seconds';

    const { status, headers } = await space.sync(dossier, 'False', wish(effect));

    expect([status, headers['retry-after'], headers['x-sim-fault']]).toEqual([503, '600', 'magic-effect']);
    expect((await space.sync(dossier)).data['error_code']).toBe(0);
  });

  it('is refused with what was perhaps meant, and then nothing is stored', async () => {
    const { data } = await space.sync([dossierOf(codeOf('0002'))], 'False', wish('after-commit/truncate'));

    expect(data).toMatchObject({ error_code: 500, message: expect.stringContaining('on-reply/truncate') });
    expect(await found('0002')).toEqual([]);
  });
});

describe('without magic', () => {
  it('neither values nor users nor headers mean anything', async () => {
    const plain = await SpaceRig.make(portal, { id: 'plain' });

    const { data, headers } = await plain.sync([dossierOf(codeOf('9906'))], 'False', {
      'x-sim-effect': 'before-auth/hang',
    });

    expect([data['error_code'], headers['x-sim-fault']]).toEqual([0, undefined]);
    expect(await plain.login('magic-short')).toBe('');
  });

  it('the default space stays', async () => {
    expect((await portal.sim('PATCH', 's/default', { magic: true })).status).toBeGreaterThanOrEqual(400);
    const { data } = await portal.call('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(codeOf('9906'))] });

    expect(data['error_code']).toBe(0);
  });

  it('a mock whose faults are off does nothing of it, also in a magic space', async () => {
    await portal.stopMock();
    await portal.startMock({ MOCK_FAULTS: 'off' });
    const there = await SpaceRig.make(portal, { id: 'off', magic: true });

    const { data, headers } = await there.sync([dossierOf(codeOf('9906'))], 'False', {
      'x-sim-effect': 'before-auth/hang',
    });

    expect([data['error_code'], headers['x-sim-fault']]).toEqual([0, undefined]);
    expect((await there.sim('PUT', 'faults', [])).status).toBe(409);
    expect(await there.login('magic-short')).toBe('');
  });
});
