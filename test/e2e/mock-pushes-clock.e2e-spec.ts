import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { MockSpace } from '../support/mock-space.js';
import { portalAndProvince } from '../support/mock-stories.js';
import { PAYMENT_PARTNER, PAYMENT_SECRET, init } from '../support/payment-messages.js';
import { careful } from '../support/province-stand-in.js';

const { portal, province } = portalAndProvince();
const START = '2026-01-05T00:00:00.000Z';
const PLATFORM = '/XrdAdapter/RestService/forward/thanhtoan/g';
const virtual = { clock: { mode: 'virtual', now: START } };
const inquiry = (code: string, more: object = {}): object => ({
  kind: 'fee-inquiry',
  target: province.url,
  data: { MaHoSo: code },
  ...more,
});
const asked = (): unknown[] => province.received.map(({ body }) => body?.['MaHoSo']);
const list = async (space: MockSpace): Promise<Record<string, unknown>[]> =>
  (await space.sim('GET', 'pushes')).data['pushes'] as Record<string, unknown>[];
const triesOf = (push: Record<string, unknown> | undefined): unknown[] =>
  (push?.['tries'] as { at: string; outcome: string }[]).map(({ at, outcome }) => [at.slice(11, 19), outcome]);
const restart = async (): Promise<void> => {
  await portal.stopMock();
  await portal.startMock({ MOCK_CALLBACK_HOSTS: province.host });
};

describe('a clock that is moved over the tries of pushes', () => {
  it('makes each of them at its own instant, in their order, and is there when they are made', async () => {
    const space = await MockSpace.make(portal, virtual);
    province.usual = () => ({ status: 503 });
    await space.sim('POST', 'pushes', inquiry('a', { delayMs: 10_000, backoffMs: 30_000, mostFailures: 4 }));
    await space.sim('POST', 'pushes', inquiry('b', { delayMs: 20_000, backoffMs: 60_000, mostFailures: 2 }));
    expect((await space.sim('GET', 'clock')).data['next']).toMatchObject([
      { at: '2026-01-05T00:00:10.000Z', kind: 'push', ref: '1 fee-inquiry' },
      { at: '2026-01-05T00:00:20.000Z', kind: 'push', ref: '2 fee-inquiry' },
    ]);

    const { status, data } = await space.advance({ by: 'PT1H' });

    expect([status, data['status']]).toEqual([200, 'ready']);
    expect(asked()).toEqual(['a', 'b', 'a', 'b', 'a', 'a']);
    const [a, b] = await list(space);
    expect([a?.['state'], triesOf(a)]).toEqual([
      'given-up',
      ['00:00:10', '00:00:40', '00:01:40', '00:03:40'].map((at) => [at, 'failed']),
    ]);
    expect([b?.['state'], triesOf(b)]).toEqual(['given-up', ['00:00:20', '00:01:20'].map((at) => [at, 'failed'])]);
  });

  it('lets a group keep its order, one after the other is over', async () => {
    const space = await MockSpace.make(portal, virtual);
    province.answers.push({ status: 503 });
    const pushes = ['a', 'b', 'c'].map((code) => inquiry(code, { delayMs: 1_000, times: 2, gapMs: 60_000 }));
    await space.sim('POST', 'pushes', { order: 'reversed', pushes });

    await space.advance({ by: 'PT1H' });

    expect(asked()).toEqual(['c', 'c', 'c', 'b', 'b', 'a', 'a']);
    expect((await list(space)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('waits for a province that is silent as long as the push does, and no longer', async () => {
    const space = await MockSpace.make(portal, virtual);
    province.answers.push({ isSilent: true });
    await space.sim('POST', 'pushes', inquiry('a', { delayMs: 1_000, timeoutMs: 200, backoffMs: 1_000 }));

    expect((await space.advance({ by: 'PT1M' })).status).toBe(200);
    expect(triesOf((await list(space))[0])).toEqual([
      ['00:00:01', 'failed'],
      ['00:00:02', 'accepted'],
    ]);
  });

  it('waits for a try that began before it, so that the next one keeps its distance', async () => {
    const space = await MockSpace.make(portal, virtual);
    province.answers.push({ isSilent: true });
    await space.sim('POST', 'pushes', inquiry('a', { timeoutMs: 300, backoffMs: 30_000 }));

    await space.advance({ by: 'PT1H' });

    expect(triesOf((await list(space))[0])).toEqual([
      ['00:00:00', 'failed'],
      ['00:00:30', 'accepted'],
    ]);
  });

  it('finds them after a restart where they were', async () => {
    const space = await MockSpace.make(portal, virtual);
    await space.sim('POST', 'pushes', inquiry('a', { delayMs: 3_600_000 }));
    await restart();

    await space.advance({ by: 'PT59M' });
    expect(asked()).toEqual([]);
    await space.advance({ by: 'PT2M' });

    expect(triesOf((await list(space))[0])).toEqual([['01:00:00', 'accepted']]);
  });

  it('lets payers pay that pay unasked, and the partner hear of it', async () => {
    const space = await MockSpace.make(portal, virtual);
    province.usual = careful(PAYMENT_SECRET);
    const partner = { secret: PAYMENT_SECRET, confirmUrl: `${province.url}/ket-qua`, autoAfterS: 90, autoEnd: 'paid' };
    await space.sim('PUT', `payment-partners/${PAYMENT_PARTNER}`, partner);
    await portal.post(`/s/${space.id}${PLATFORM}`, init());

    await space.advance({ by: 'PT1M' });
    expect(province.received).toEqual([]);
    await restart();
    await space.advance({ by: 'PT1M' });

    const { data } = await space.sim('GET', 'payments');
    expect(data['payments']).toMatchObject([{ state: 'paid', endedAt: '2026-01-05T00:01:30.000Z' }]);
    expect(province.bodies()).toMatchObject([{ MaLoi: '00', ThoiGianGD: '20260105070130' }]);
    expect(await list(space)).toMatchObject([{ kind: 'payment', state: 'done' }]);
  });
});

describe('a space that is put back or begun anew', () => {
  const sinceThen = async (space: MockSpace): Promise<unknown[]> => {
    const before = province.received.length;
    await space.advance({ by: 'P1D' });
    return asked().slice(before);
  };

  it.each(['restore', 'reset'])('ends the tries that were under way or to come: %s', async (how) => {
    const space = await MockSpace.make(portal, virtual);
    await space.sim('POST', 'pushes', inquiry('kept', { delayMs: 60_000 }));
    await space.sim('POST', 'snapshots', { name: 'before' });
    province.usual = ({ body }) => ({ isSilent: body?.['MaHoSo'] === 'lost' });
    await space.sim('POST', 'pushes', inquiry('lost', { timeoutMs: 60_000 }));
    await eventually(() => {
      expect(asked()).toEqual(['lost']);
      return Promise.resolve();
    });

    const path = how === 'reset' ? 'reset' : 'snapshots/before/restore';
    expect((await space.sim('POST', path)).status).toBe(200);

    expect(await sinceThen(space)).toEqual(how === 'reset' ? [] : ['kept']);
    expect((await list(space)).map(({ state }) => state)).toEqual(how === 'reset' ? [] : ['done']);
  });
});

describe('a push by the wall', () => {
  it('goes on in a space that nobody asks for after a restart', async () => {
    const space = await MockSpace.make(portal, {});
    await space.sim('POST', 'pushes', inquiry('a', { delayMs: 1_500 }));
    await restart();

    await eventually(() => {
      expect(asked()).toEqual(['a']);
      return Promise.resolve();
    });
  });
});
