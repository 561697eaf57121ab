import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { SpaceRig, dossierOf, numbered, viaAxios, viaFetch, type CallEnding } from '../support/fault-rig.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
let space: SpaceRig;
let made = 0;
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(async () => {
  made += 1;
  space = await SpaceRig.make(portal, { id: `effects-${String(made)}` });
});

const fault = (phase: string, effect: object, more: object = {}): object => ({
  id: 'trouble',
  on: { service: 'DongBoHoSoMC' },
  phase,
  effect,
  schedule: { always: true },
  ...more,
});

/** The same creation with both clients, each of a dossier of its own, under the same fault. */
async function endings(timeoutMs = 10_000): Promise<{ axios: CallEnding; fetch: CallEnding }> {
  const create = (number: number): object =>
    space.bodyOf('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(numbered(number))] });
  return {
    axios: await viaAxios(space.callUrl, create(1), timeoutMs),
    fetch: await viaFetch(space.callUrl, create(2), timeoutMs),
  };
}

const storedCodes = async (): Promise<unknown[]> => (await space.dossiers()).map(({ MaHoSo }) => MaHoSo);
const BOTH = [numbered(1), numbered(2)];

describe('an effect that breaks the connection', () => {
  it.each<[string, object, [axios: string, fetch: string, stored: boolean]]>([
    ['before-auth', { type: 'connection-reset' }, ['ECONNRESET', 'ECONNRESET', false]],
    ['before-commit', { type: 'connection-reset' }, ['ECONNRESET', 'ECONNRESET', false]],
    ['after-commit', { type: 'connection-reset' }, ['ECONNRESET', 'ECONNRESET', true]],
    ['on-reply', { type: 'connection-reset', afterBytes: 12 }, ['ECONNRESET', 'ECONNRESET', true]],
    [
      'within-batch',
      { type: 'connection-reset', keep: 'committed', afterItems: 1 },
      ['ECONNRESET', 'ECONNRESET', true],
    ],
    [
      'within-batch',
      { type: 'connection-reset', keep: 'rolled-back', afterItems: 1 },
      ['ECONNRESET', 'ECONNRESET', false],
    ],
    ['instead-of-handler', { type: 'empty-reply' }, ['ECONNRESET', 'UND_ERR_SOCKET', false]],
    ['after-commit', { type: 'empty-reply' }, ['ECONNRESET', 'UND_ERR_SOCKET', true]],
    ['instead-of-handler', { type: 'garbage', bytes: 40 }, ['HPE_INVALID_CONSTANT', 'HPE_INVALID_CONSTANT', false]],
    ['on-reply', { type: 'garbage' }, ['HPE_INVALID_CONSTANT', 'HPE_INVALID_CONSTANT', true]],
    ['on-reply', { type: 'malformed-chunk' }, ['HPE_INVALID_CHUNK_SIZE', 'HPE_INVALID_CHUNK_SIZE', true]],
    ['on-reply', { type: 'truncate', mode: 'wire', atByte: 9 }, ['ERR_BAD_RESPONSE', 'UND_ERR_SOCKET', true]],
  ])('at %s %j is seen by axios and fetch, and stored, as %j', async (phase, effect, [axios, fetch, isStored]) => {
    await space.arm(fault(phase, effect));

    const seen = await endings();

    expect([seen.axios.sign, seen.fetch.sign]).toEqual([axios, fetch]);
    expect(await storedCodes()).toEqual(isStored ? BOTH : []);
  });

  it('may be silence: axios says ECONNABORTED, fetch TimeoutError', async () => {
    await space.arm(fault('before-commit', { type: 'hang' }));

    const seen = await endings(300);

    expect([seen.axios.sign, seen.fetch.sign]).toEqual(['ECONNABORTED', 'TimeoutError']);
    expect(await storedCodes()).toEqual([]);
  });

  it('truncate json gives 200 and a body that is no JSON', async () => {
    await space.arm(fault('on-reply', { type: 'truncate', mode: 'json' }));

    const { axios, fetch } = await endings();

    expect([axios.sign, fetch.sign]).toEqual([200, 200]);
    for (const { text } of [axios, fetch]) expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('a reply that is lost after the commit leaves exactly one dossier, however often it is sent again', async () => {
    await space.arm(fault('after-commit', { type: 'connection-reset' }, { schedule: { first: 1 } }));
    const body = space.bodyOf('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(numbered(1))] });

    expect((await viaAxios(space.callUrl, body, 5_000)).sign).toBe('ECONNRESET');
    expect((await space.send('TraCuuHoSo', { mahoso: numbered(1) })).data['result']).toHaveLength(1);
    expect(JSON.parse((await viaAxios(space.callUrl, body, 5_000)).text)).toMatchObject({ error_code: 3 });

    expect(await storedCodes()).toEqual([numbered(1)]);
  });
});

describe('an effect of time', () => {
  it('dribble comes late and whole: the idle timeout of axios never fires, an overall deadline does', async () => {
    await space.arm(fault('on-reply', { type: 'dribble', chunk: 12, every: 'PT0.15S' }));

    const { axios, fetch } = await endings(400);

    expect(axios.sign).toBe(200);
    expect(JSON.parse(axios.text)).toMatchObject({ error_code: 0 });
    expect(fetch.sign).toBe('TimeoutError');
  });

  it.each([
    ['a fixed delay', { fixed: 'PT0.6S' }],
    ['an even delay', { uniform: { min: 'PT0.5S', max: 'PT0.7S' } }],
    ['a lognormal delay', { lognormal: { median: 'PT60S', sigma: 0.1, max: 'PT0.6S' } }],
  ])('%s is 200 for the patient and a timeout for others; it stores in any case', async (_name, length) => {
    await space.arm(fault('on-reply', { type: 'delay', ...length }, { schedule: { nth: [1, 2] } }));

    const seen = await endings(250);

    expect([seen.axios.sign, seen.fetch.sign]).toEqual(['ECONNABORTED', 'TimeoutError']);
    await eventually(async () => {
      expect(await storedCodes()).toEqual(BOTH);
    });
    await space.arm(fault('before-commit', { type: 'delay', ...length }));
    expect((await space.sync([dossierOf(numbered(3))])).data['error_code']).toBe(0);
  });
});

describe('an effect that says something', () => {
  it.each([
    ['html-maintenance', 200],
    ['html-502', 502],
  ])('reply %s has status %d and is no JSON', async (bodyRef, status) => {
    await space.arm(fault('instead-of-handler', { type: 'reply', bodyRef }));

    const { axios, fetch } = await endings();

    expect([axios.sign, fetch.sign]).toEqual([status, status]);
    for (const { text } of [axios, fetch]) expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it.each([
    [{ status: 429, retryAfter: 'PT10M', form: 'seconds' }, 429, '600'],
    [{ status: 503, retryAfter: 'PT10M', form: 'http-date' }, 503, 'GMT'],
    [{ status: 429, retryAfter: 'PT10M', form: 'body' }, 200, 'undefined'],
  ])('throttle %j has status %d and says %s', async (parameters, status, said) => {
    await space.arm(fault('before-commit', { type: 'throttle', ...parameters }));

    const reply = await space.sync([dossierOf(numbered(1))]);

    expect([reply.status, reply.data['error_code']]).toEqual([status, parameters.status]);
    expect(String(reply.headers['retry-after'])).toContain(said);
    expect(await storedCodes()).toEqual([]);
  });

  it('expire-session is 200 with code 102', async () => {
    await space.arm(fault('before-auth', { type: 'expire-session', scope: 'caller' }));

    const { status, data } = await space.sync([dossierOf(numbered(1))]);

    expect([status, data['error_code']]).toEqual([200, 102]);
  });

  it('expire-session in the middle of a batch keeps what came before', async () => {
    const codes = [1, 2, 3, 4, 5, 6].map(numbered);
    const schedule = { rate: 0.3, keyedBy: ['MaHoSo'], seed: 4 };
    await space.arm(fault('within-batch', { type: 'expire-session' }, { schedule }));
    const { data: preview } = await space.sim('POST', 'faults/preview', { keys: codes });
    const first = (preview['draws'] as { fires: boolean }[]).findIndex(({ fires }) => fires);
    expect(first).toBeGreaterThan(0);

    const { data } = await space.sync(codes.map((code) => dossierOf(code)));

    expect(data['error_code']).toBe(102);
    expect(await storedCodes()).toEqual(codes.slice(0, first));
    expect((await space.send('LayDVC')).data['error_code']).toBe(102);
  });
});

describe('a portal that is down', () => {
  it.each([
    ['refuse', 'ECONNREFUSED', 'ECONNREFUSED'],
    ['reset', 'ECONNRESET', 'ECONNRESET'],
    ['blackhole', 'ECONNABORTED', 'TimeoutError'],
  ])('by %s is %s for axios and %s for fetch, and comes back on the same port', async (kind, axios, fetch) => {
    space = await SpaceRig.make(portal, { id: `down-${kind}`, listen: 'own' });
    expect(space.wireUrl).not.toContain(new URL(portal.url).host);
    const down = { id: 'down', phase: 'on-connect', effect: { type: 'down', kind }, schedule: { always: true } };
    await space.arm(down);

    const seen = await endings(400);

    expect([seen.axios.sign, seen.fetch.sign]).toEqual([axios, fetch]);
    expect(await storedCodes()).toEqual([]);
    await space.sim('POST', 'faults/down/disable');
    expect((await space.sync([dossierOf(numbered(1))])).data['error_code']).toBe(0);
  });

  it('because its space is gone refuses, too', async () => {
    space = await SpaceRig.make(portal, { id: 'gone', listen: 'own' });
    await space.sim('DELETE', '');

    expect((await endings(400)).axios.sign).toBe('ECONNREFUSED');
  });
});
