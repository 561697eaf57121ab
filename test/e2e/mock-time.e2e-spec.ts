import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { eventually } from '../support/eventually.js';
import { firstGenerationDossier } from '../support/example-dossiers.js';
import { MockSpace } from '../support/mock-space.js';
import { ACCOUNT, MockRig } from '../support/running-mock.js';
import { afterDays, passDays } from '../support/virtual-days.js';

const portal = new MockRig();
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

const START = '2026-01-05T00:00:00.000Z';
const virtual = { clock: { mode: 'virtual', now: START } };
const create = { isUpdating: 'False', data: [firstGenerationDossier()] };

/** A call whose reply never comes; it is given up at once. */
async function sendInVain(space: MockSpace, session: string): Promise<void> {
  const body = { session, madonvi: ACCOUNT, service: 'DongBoHoSoMC', ...create };
  await portal.http.post(`${portal.url}/s/${space.id}${PORTAL_PATHS.call}`, body, { timeout: 300 }).catch(() => null);
}
const lateCommit = (ms: number): object => ({
  id: 'late',
  service: 'DongBoHoSoMC',
  phase: 'before-commit',
  effect: { type: 'late-commit', ms },
  schedule: { first: 1 },
});

describe('a virtual clock', () => {
  it('moves by a duration, to an instant, and ends sessions on its way', async () => {
    const space = await MockSpace.make(portal, virtual);
    const session = await space.login();
    expect((await space.send(session, 'LayDVC')).data['error_code']).toBe(0);

    const moved = await space.advance({ by: 'PT1H' });

    expect([moved.status, moved.data]).toEqual([
      200,
      { status: 'ready', from: START, target: '2026-01-05T01:00:00.000Z', id: expect.any(String) },
    ]);
    expect((await space.send(session, 'LayDVC')).data['error_code']).toBe(102);
    await space.advance({ to: '2026-02-01T07:00:00+07:00' });
    expect(await space.now()).toBe('2026-02-01T00:00:00.000Z');
  });

  it('answers 202 to who does not wait, and is ready in the end', async () => {
    const space = await MockSpace.make(portal, virtual);

    const { status, data } = await space.sim('POST', 'clock/advance', { by: 'P1D' });

    expect([status, data['status']]).toEqual([202, 'advancing']);
    await eventually(async () => {
      const { data: clock } = await space.sim('GET', 'clock');
      expect([clock['status'], clock['now']]).toEqual(['ready', '2026-01-06T00:00:00.000Z']);
    });
  });

  it('refuses to go back, to leap more than 366 days, and moves that are none', async () => {
    const space = await MockSpace.make(portal, virtual);
    const ask = async (move: object): Promise<unknown[]> => {
      const { status, data } = await space.advance(move);
      return [status, data['code']];
    };

    expect(await ask({ to: '2026-01-04T00:00:00Z' })).toEqual([422, 'SIM_CLOCK_BACKWARDS']);
    expect(await ask({ by: 'P367D' })).toEqual([422, 'SIM_CLOCK_TOO_FAR']);
    expect(await ask({ by: 'P1M' })).toEqual([422, 'SIM_422']);
    expect(await ask({ by: 'P1D', to: START })).toEqual([422, 'SIM_422']);
    expect(await ask({ toNextEvent: true })).toEqual([409, 'SIM_CLOCK_NOTHING_TO_COME']);
    expect(await space.now()).toBe(START);
    const real = await MockSpace.make(portal, {});
    expect((await real.advance({ by: 'P1D' })).data['code']).toBe('SIM_CLOCK_NOT_VIRTUAL');
  });

  it('is set on an empty journal only', async () => {
    const space = await MockSpace.make(portal, {});
    const clock = { mode: 'virtual', now: '2020-07-01T00:00:00Z' };

    expect((await space.sim('PUT', 'clock', clock)).data).toMatchObject({
      mode: 'virtual',
      now: '2020-07-01T00:00:00.000Z',
    });
    await space.login();
    const { status, data } = await space.sim('PUT', 'clock', { mode: 'real' });
    expect([status, data['code']]).toEqual([409, 'SIM_JOURNAL_NOT_EMPTY']);
  });

  it('stands where it stood after a restart', async () => {
    const space = await MockSpace.make(portal, virtual);
    await space.advance({ by: 'P3D' });
    await portal.stopMock();
    await portal.startMock();

    expect(await space.now()).toBe('2026-01-08T00:00:00.000Z');
  });

  it('lets days of twenty dossiers pass through the wire', async () => {
    const plan = { start: START, days: 5, perDay: 20 };

    expect(await passDays(await MockSpace.make(portal, virtual), plan)).toEqual(afterDays(plan));
  });
});

describe('a late commit', () => {
  it('comes at its own instant of virtual time, and only then', async () => {
    const space = await MockSpace.make(portal, virtual);
    await space.sim('PUT', 'faults', [lateCommit(300_000)]);
    await sendInVain(space, await space.login());
    expect((await space.sim('GET', 'clock')).data['next']).toMatchObject([
      { at: '2026-01-05T00:05:00.000Z', kind: 'late-commit', ref: '000.00.12.H97-210914-0007' },
    ]);

    await space.advance({ by: 'PT4M' });
    expect(await space.dossiers()).toEqual([]);
    await space.advance({ toNextEvent: true });

    expect(await space.now()).toBe('2026-01-05T00:05:00.000Z');
    expect(await space.dossiers()).toMatchObject([{ createdAt: '2026-01-05T00:05:00.000Z' }]);
    expect((await space.journal()).at(-1)).toMatchObject({
      at: START,
      committedAt: '2026-01-05T00:05:00.000Z',
      outcomeCode: 0,
      errorCode: null,
      faults: [{ id: 'late', effect: 'late-commit' }],
    });
  });

  it('is not lost when the mock stops before it', async () => {
    const space = await MockSpace.make(portal, virtual);
    await space.sim('PUT', 'faults', [lateCommit(300_000)]);
    await sendInVain(space, await space.login());
    await portal.stopMock();
    await portal.startMock();

    await space.advance({ by: 'P1D' });

    expect(await space.dossiers()).toHaveLength(1);
    await portal.stopMock();
    await portal.startMock();
    await space.advance({ by: 'P1D' });
    expect((await space.journal()).filter(({ service }) => service === 'DongBoHoSoMC')).toHaveLength(1);
  });

  it('comes by the wall where the clock is real, also after a restart', async () => {
    const space = await MockSpace.make(portal, {});
    await space.sim('PUT', 'faults', [lateCommit(1_000)]);
    await sendInVain(space, await space.login());
    await portal.stopMock();
    await portal.startMock();
    await space.login();

    await eventually(async () => {
      expect(await space.dossiers()).toHaveLength(1);
    });
  });
});

describe('a clock that runs', () => {
  it('may run faster, stand still, and go on from where it stood', async () => {
    const space = await MockSpace.make(portal, { clock: { mode: 'scaled', now: START, scale: 3_600 } });
    await eventually(async () => {
      expect(Date.parse(String(await space.now()))).toBeGreaterThan(Date.parse(START) + 60_000);
    });

    const paused = (await space.sim('POST', 'clock/pause')).data;
    expect([paused['isPaused'], await space.now()]).toEqual([true, paused['now']]);
    const resumed = (await space.sim('POST', 'clock/resume')).data;
    expect(Date.parse(String(resumed['now'])) - Date.parse(String(paused['now']))).toBeLessThan(3_600_000);
    await eventually(async () => {
      expect(Date.parse(String(await space.now()))).toBeGreaterThan(Date.parse(String(paused['now'])) + 60_000);
    });
  });
});
