import { BadSettingsError } from '@dvc/config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { ProvinceStandIn } from '../support/province-stand-in.js';
import { MockRig } from '../support/running-mock.js';

const listed = new ProvinceStandIn();
const other = new ProvinceStandIn();
const portal = new MockRig();
beforeAll(async () => {
  await listed.start();
  await other.start();
  await portal.start({ MOCK_CALLBACK_HOSTS: listed.host });
}, 60_000);
afterAll(async () => {
  await portal.stop();
  await listed.stop();
  await other.stop();
});
beforeEach(async () => {
  await portal.sim('POST', 'reset');
  listed.forget();
  other.forget();
});

const push = (target: string): object => ({
  kind: 'fee-inquiry',
  target,
  mostFailures: 2,
  backoffMs: 0,
  data: { MaHoSo: 'a' },
});
const only = async (): Promise<Record<string, unknown>> => {
  const { data } = await portal.sim('GET', 'pushes');
  return (data['pushes'] as Record<string, unknown>[])[0] ?? {};
};

describe('the hosts a portal may call', () => {
  it.each([
    ['another port', () => other.url],
    ['no port', () => 'http://127.0.0.1'],
    ['the short form of the address', () => `http://127.1:${String(listed.port)}`],
    ['the address as one number', () => `http://2130706433:${String(listed.port)}`],
    ['the address in octal', () => `http://0177.0.0.1:${String(listed.port)}`],
    ['the address in hexadecimal', () => `http://0x7f000001:${String(listed.port)}`],
    ['the address in full-width digits', () => `http://１２７.0.0.1:${String(listed.port)}`],
    ['its IPv6 twin', () => `http://[::ffff:127.0.0.1]:${String(listed.port)}`],
    ['the IPv6 loopback', () => `http://[::1]:${String(listed.port)}`],
    ['the unspecified address', () => `http://0.0.0.0:${String(listed.port)}`],
    ['its name', () => `http://localhost:${String(listed.port)}`],
    ['a name before an at sign', () => `http://${listed.host}@${other.host}/`],
    ['a name before a backslash', () => `http://${other.host}\\@${listed.host}/`],
    ['another scheme', () => `ftp://${listed.host}/`],
    ['no address', () => 'motcua'],
  ])('do not include %s', async (_what, target) => {
    const { status, data } = await portal.sim('POST', 'pushes', push(target()));

    expect([status, data['problems']]).toEqual([422, [expect.stringContaining('Cổng mô phỏng không gọi')]]);
    expect((await portal.sim('GET', 'pushes')).data['pushes']).toEqual([]);
    expect([listed.received, other.received]).toEqual([[], []]);
  });

  it('are not left by way of a redirect', async () => {
    listed.usual = () => ({ status: 307, headers: { location: `${other.url}/` } });
    await portal.sim('POST', 'pushes', push(listed.url));

    await eventually(async () => {
      expect(await only()).toMatchObject({ state: 'given-up', tries: [{ httpStatus: 307 }, { httpStatus: 307 }] });
    });
    expect(listed.received).toHaveLength(2);
    expect(other.received).toEqual([]);
  });

  it.each(['10.0.0.0/33', '::1/129', '300.0.0.1:80', 'province.example:99999'])(
    'end the start where one of them, %s, is none',
    async (entry) => {
      const start = new MockRig().start({ MOCK_CALLBACK_HOSTS: `127.0.0.1:1, ${entry}` });

      await expect(start).rejects.toThrow('MOCK_CALLBACK_HOSTS: entry 2');
      await expect(start).rejects.toBeInstanceOf(BadSettingsError);
    },
  );

  it('need their private address on the list as well, alone or as a range', async () => {
    const target = `http://localhost:${String(listed.port)}/dptracuuthanhtoanhs`;
    const tryWith = async (hosts: string): Promise<Record<string, unknown>> => {
      await portal.stopMock();
      await portal.startMock({ MOCK_CALLBACK_HOSTS: hosts });
      await portal.sim('POST', 'reset');
      expect((await portal.sim('POST', 'pushes', push(target))).status).toBe(202);
      await eventually(async () => {
        expect((await only())['state']).toMatch(/done|given-up/);
      });
      return only();
    };

    const name = `localhost:${String(listed.port)}`;
    const bare = await tryWith(name);
    const withRange = await tryWith(`${name}, 127.0.0.0/8, ::1/128`);

    expect(bare).toMatchObject({
      state: 'given-up',
      tries: [{ error: expect.stringContaining('không được liệt kê') }, {}],
    });
    expect(withRange).toMatchObject({ state: 'done', verdict: 'accepted' });
    expect(listed.received).toHaveLength(1);
  });

  it('are none where nobody has set any', async () => {
    await portal.stopMock();
    await portal.startMock();

    expect((await portal.sim('POST', 'pushes', push(listed.url))).status).toBe(422);
  });
});
