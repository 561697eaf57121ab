import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MockConfig, loadConfig } from '@dvc/config';
import { startMock } from '../../apps/dvcqg-mock/src/start-mock.js';
import { eventually } from '../support/eventually.js';
import { SpaceRig, dossierOf, numbered } from '../support/fault-rig.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
let space: SpaceRig;
let made = 0;
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(async () => {
  made += 1;
  space = await SpaceRig.make(portal, { id: `list-${String(made)}`, seed: 7 });
});

const busy = (id: string, schedule: object, more: object = {}): object => ({
  id,
  on: { service: 'DongBoHoSoMC' },
  phase: 'before-auth',
  effect: { type: 'reply', errorCode: 900 },
  schedule,
  ...more,
});
const codeOf = async (number = 1): Promise<unknown> =>
  (await space.sync([dossierOf(numbered(number))])).data['error_code'];
const tagOf = async (): Promise<unknown> => (await space.sim('GET', 'faults')).headers['etag'];

describe('the list of faults', () => {
  it('is replaced only by who has seen its last revision', async () => {
    await space.arm(busy('a', { always: true }));
    const seen = String(await tagOf());
    await space.sim('POST', 'faults/a/disable');

    const late = await space.sim('PUT', 'faults', [], { 'if-match': seen });
    const current = await space.sim('PUT', 'faults', [], { 'if-match': String(await tagOf()) });

    expect([late.status, current.status]).toEqual([412, 200]);
    expect(current.data).toEqual({ faults: [] });
  });

  it('is refused whole for one pair that cannot be, with what may be meant', async () => {
    const { status, data } = await space.sim('PUT', 'faults', [
      busy('good', { always: true }),
      { id: 'bad', phase: 'after-commit', effect: 'truncate', schedule: { always: true } },
    ]);

    expect(status).toBe(422);
    expect((data['problems'] as string[])[0]).toContain('có phải: on-reply/truncate?');
    expect((await space.sim('GET', 'faults')).data).toEqual({ faults: [] });
  });

  it('takes back what it shows', async () => {
    await space.arm(busy('a', { nth: [2] }, { max: 3, perKey: 1, enabled: false }));
    const { data } = await space.sim('GET', 'faults');

    const again = await space.sim('PUT', 'faults', data);

    expect([again.status, again.data]).toEqual([200, data]);
  });

  it('keeps a fault waiting until it is enabled, and its counts when it is disabled', async () => {
    await space.arm(busy('a', { first: 2 }, { enabled: false }));
    expect(await codeOf(1)).toBe(0);

    await space.sim('POST', 'faults/a/enable');
    expect(await codeOf(2)).toBe(900);
    const { data } = await space.sim('POST', 'faults/a/disable');

    expect(data).toMatchObject({ enabled: false, counts: { considered: 1, fired: 1 } });
    expect(await codeOf(3)).toBe(0);
    expect((await space.sim('POST', 'faults/b/enable')).status).toBe(404);
  });

  it('draws with the seed of its space where a fault brings none', async () => {
    await space.arm(busy('tet-storm', { rate: 0.5, keyedBy: ['service', 'MaHoSo', 'attempt'] }));

    const key = { service: 'login', MaHoSo: '-' };
    const { data } = await space.sim('POST', 'faults/preview', { keys: [key], attempts: 2 });

    expect(data['draws']).toMatchObject([
      { fault: 'tet-storm', attempt: 1, draw: expect.closeTo(0.399797244624, 11), rate: 0.5, fires: true },
      { fault: 'tet-storm', attempt: 2 },
    ]);
    expect(await space.counts()).toMatchObject({ 'tet-storm': { considered: 0, fired: 0 } });
  });

  it('foretells exactly what then happens', async () => {
    const faults = [busy('half', { rate: 0.5, keyedBy: ['MaHoSo', 'attempt'] })];
    const keys = [1, 2, 3, 4, 5, 6].map(numbered);
    const { data } = await space.sim('POST', 'faults/preview', { faults, keys, attempts: 1 });
    await space.arm(...faults);

    const codes: unknown[] = [];
    for (const number of [6, 5, 4, 3, 2, 1]) codes.unshift(await codeOf(number));

    expect(codes).toEqual((data['draws'] as { fires: boolean }[]).map(({ fires }) => (fires ? 900 : 0)));
    expect(new Set(codes).size).toBe(2);
  });

  it('goes on after a restart where it stopped, by attempt and by key', async () => {
    await space.arm(
      busy('once', { rate: 1, keyedBy: ['MaHoSo', 'attempt'] }, { perKey: 1 }),
      busy('third', { nth: [3] }),
    );
    expect([await codeOf(1), await codeOf(1)]).toEqual([900, 0]);

    await portal.stopMock();
    await portal.startMock();
    space = space.moved(portal);

    expect([await codeOf(1), await codeOf(2)]).toEqual([900, 900]);
    expect(await space.counts()).toEqual({
      once: { considered: 4, fired: 2, shadowed: 0, capped: 2 },
      third: { considered: 4, fired: 1, shadowed: 0, capped: 0 },
    });
    const draws = (await space.journal('DongBoHoSoMC')).map((entry) => (entry['draws'] as { draw: number }[])[0]?.draw);
    const { data } = await space.sim('POST', 'faults/preview', { keys: [numbered(1)], attempts: 3 });
    const foretold = (data['draws'] as { fault: string; draw: number }[]).filter(({ fault }) => fault === 'once');
    expect(draws.slice(0, 3)).toEqual(foretold.map(({ draw }) => draw));
  });

  it('ends sessions at their instant, whether somebody calls or not', async () => {
    const clock = { mode: 'scaled', now: '2026-02-05T07:00:00+07:00', scale: 60 };
    const portalSet = { switches: { 'session.ttlSeconds': 86_400 } };
    space = await SpaceRig.make(portal, { id: `timed-${String(made)}`, clock, portal: portalSet });
    const at = ['2026-02-05T07:02:00+07:00'];
    await space.arm(busy('drop', { at }, { on: {}, effect: { type: 'expire-session' } }));
    expect((await space.send('LayDVC')).data['error_code']).toBe(0);

    await eventually(async () => {
      expect(await space.counts()).toMatchObject({ drop: { considered: 1, fired: 1 } });
    });

    expect((await space.send('LayDVC')).data['error_code']).toBe(102);
  });
});

describe('where NODE_ENV is production', () => {
  it('a mock with faults does not start', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      const settings = loadConfig(MockConfig, portal.environment());
      await expect(startMock(settings)).rejects.toThrow('MOCK_FAULTS must be off where NODE_ENV is production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});
