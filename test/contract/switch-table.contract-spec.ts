import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { SWITCHES, SWITCH_NAMES } from '../../apps/dvcqg-mock/src/switches/switch-table.js';
import { secondGenerationDossier } from '../support/example-dossiers.js';
import { exampleService, type Reply } from '../support/running-mock.js';
import { GOOD_LOGIN, PAST, TRIALS, codeOf, dossier, list, portal, province } from '../support/switch-trials.js';

beforeAll(async () => {
  await province.start();
  await portal.start({ MOCK_CALLBACK_HOSTS: province.host });
}, 60_000);
afterAll(async () => {
  await portal.stop();
  await province.stop();
});

const WIDE = '2000-01-01T00:00:00+07:00/2100-01-01T00:00:00+07:00';

describe('every switch', () => {
  it('is tried here, and nothing else is', () => {
    expect(Object.keys(TRIALS).sort()).toEqual([...SWITCH_NAMES].sort());
  });

  it('is tried with its strict value, where strict is another', () => {
    const others = SWITCH_NAMES.filter((name) => SWITCHES[name].strict !== SWITCHES[name].standard);
    // 300 s instead of 600 s, and 600 calls a minute: smaller numbers show the same, sooner.
    const tried = others.filter((name) => name !== 'session.ttlSeconds' && name !== 'rate.perMinute');

    expect(tried.map((name) => [name, TRIALS[name].set])).toEqual(tried.map((name) => [name, SWITCHES[name].strict]));
  });

  it.each(Object.entries(TRIALS))('%s does something', async (name, { set, see, standard, changed, beside }) => {
    await portal.sim('POST', 'reset');
    await portal.turn({ ...beside });
    expect(await see()).toEqual(standard);

    await portal.sim('POST', 'reset');
    await portal.turn({ ...beside, [name]: set });
    expect(await see()).toEqual(changed);
    expect(changed).not.toEqual(standard);
  });
});

describe('a portal that is closed', () => {
  it('says so in JSON, with an HTTP status and when to come back, or as a page', async () => {
    await portal.sim('POST', 'reset');
    const session = await portal.login();
    const ask = (): Promise<Reply> => portal.send(session, list);
    await portal.turn({ maintenance: 'on', 'maintenance.window': WIDE });
    expect(await ask()).toMatchObject({
      status: 200,
      data: { error_code: 503, message: 'Hệ thống đang bảo trì, vui lòng thử lại sau' },
    });

    await portal.turn({ 'http.faults': 'status' });
    const { status, headers } = await ask();
    expect([status, Number(headers['retry-after']) > 1_000_000]).toEqual([503, true]);

    await portal.turn({ maintenance: 'html' });
    const page = await portal.http.post<string>(`${portal.url}${PORTAL_PATHS.call}`, {});
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.data).toContain('bảo trì');
  });

  it('takes no window or list that cannot be read', async () => {
    const bad = {
      'maintenance.window': `${PAST.split('/')[1] ?? ''}/2000-01-01`,
      'ip.allowList': '10.0.0.0/33',
      'paths.generic': 'g?a',
    };

    const { status, data } = await portal.sim('PATCH', 'switches', { switches: bad });

    expect([status, (data['problems'] as unknown[]).length]).toEqual([422, 3]);
  });

  it('lets in the addresses of its list', async () => {
    await portal.turn({ 'ip.allowList': '192.0.2.7, 127.0.0.0/8, ::1/128', maintenance: null });

    expect(codeOf(await portal.post(PORTAL_PATHS.login, GOOD_LOGIN))).toBe(0);
  });
});

describe('the HTTP status of a refusal', () => {
  it('is that of the table of codes, for every kind that a caller can bring about', async () => {
    await portal.sim('POST', 'reset');
    await portal.turn({ 'http.businessErrors': 'status' });
    const session = await portal.login();
    await portal.send(session, 'DongBoDVC', { isUpdating: 'False', data: [exampleService()] });
    const ask = async (service: string, parameters: object = {}): Promise<[unknown, number]> => {
      const reply = await portal.send(session, service, parameters);
      return [codeOf(reply), reply.status];
    };
    const write = (isUpdating: string, ...data: object[]): Promise<[unknown, number]> =>
      ask('DongBoHoSoMC', { isUpdating, data });

    expect(await ask('DongBoDVC', { isUpdating: 'False', data: [exampleService()] })).toEqual([3, 409]);
    expect(await ask('LayGiDo')).toEqual([110, 404]);
    expect(await ask('TraCuuHoSo')).toEqual([200, 422]);
    expect(await write('True', secondGenerationDossier())).toEqual([201, 404]);
    expect(await write('False', dossier({ MaTTHC: '9.999999' }))).toEqual([202, 404]);
    expect(await write('False', dossier({ HinhThuc: '7' }))).toEqual([304, 422]);
    expect(await write('False', ...Array.from({ length: 101 }, () => dossier()))).toEqual([400, 413]);
    expect(await write('False')).toEqual([401, 422]);
    expect(await write('False', dossier(), { MaHoSo: 'x' })).toEqual([402, 422]);
    expect(await write('False', dossier({ NgayTra: '20200101000000' }))).toEqual([500, 422]);
    expect((await portal.post(PORTAL_PATHS.call, Buffer.from('x'))).status).toBe(400);
    expect((await portal.send('khac', list)).status).toBe(401);
  });
});
