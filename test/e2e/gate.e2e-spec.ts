import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { LaneRig, changeOf } from '../support/lane-rig.js';

let rig: LaneRig;
let last = 0;

beforeAll(async () => {
  rig = await LaneRig.open('gate');
});
afterAll(async () => {
  await rig.close();
});

describe('the breaker', () => {
  const limits = { failures: 5, firstMs: 1, maxMs: 4 };
  const gateState = async (): Promise<string> => (await rig.store.direct.account.getGate()).state;
  const openBreaker = async (): Promise<void> => {
    for (let n = 1; n <= 5; n += 1) await rig.store.direct.account.recordFailure(limits);
  };
  const winners = async (leaseMs: number): Promise<number> => {
    await eventually(async () => {
      expect((await rig.store.direct.account.getGate()).mayProbe).toBe(true);
    });
    const claims = Array.from({ length: 10 }, () => rig.store.direct.account.claimProbe(leaseMs));
    return (await Promise.all(claims)).filter((isMine) => isMine).length;
  };

  beforeEach(async () => {
    await rig.commit(changeOf('9.000001.01', `số ${String(++last)}`));
    await rig.store.direct.account.resume();
  });

  it('opens after five failures in a row, and lets one of ten probe', async () => {
    const { account } = rig.store.direct;
    for (let n = 1; n <= 4; n += 1) await account.recordFailure(limits);
    await account.recordAnswer();
    for (let n = 1; n <= 4; n += 1) await account.recordFailure(limits);
    expect(await gateState()).toBe('open');
    await account.recordFailure(limits);
    expect(await gateState()).toBe('breaker');
    expect(await winners(60_000)).toBe(1);
    expect(await account.claimProbe(60_000)).toBe(false);
  });

  it('opens again where the probe fails, passes from a dead prober to the next, and closes at an answer', async () => {
    const { account } = rig.store.direct;
    await openBreaker();
    expect(await winners(500)).toBe(1);
    expect(await winners(60_000)).toBe(1);
    expect(await gateState()).toBe('breaker');
    await account.recordAnswer();
    expect(await gateState()).toBe('open');
  });

  it('lets nobody probe while nothing is due, or a person has paused the account, or the portal asked for quiet', async () => {
    const { account } = rig.store.direct;
    await openBreaker();
    await eventually(async () => {
      expect((await account.getGate()).mayProbe).toBe(true);
    });
    await rig.query(`UPDATE lane SET held_at = app_now()`);
    expect(await account.claimProbe(60_000)).toBe(false);
    await rig.query(`UPDATE lane SET held_at = NULL`);
    await account.pause('thử');
    expect(await account.claimProbe(60_000)).toBe(false);
    await rig.query(`UPDATE portal_account SET paused_at = NULL`);
    await account.hold(60_000, 'chờ');
    expect(await account.claimProbe(60_000)).toBe(false);
    await rig.query(`UPDATE portal_account SET hold_until = '-infinity'`);
    expect(await account.claimProbe(60_000)).toBe(true);
  });

  it('stays open where the prober found nothing to send after all', async () => {
    const { account } = rig.store.direct;
    await openBreaker();
    expect(await winners(60_000)).toBe(1);
    await account.dropProbe();
    expect(await gateState()).toBe('breaker');
    expect(await winners(60_000)).toBe(1);
  });
});

describe('a rate of the account', () => {
  const setRate = async (rate: number | null, burst: number): Promise<void> => {
    await rig.query(
      'UPDATE portal_account SET rate_per_s = $1, burst = $2, tokens = $2, refilled_at = app_now() WHERE id = 1',
      [rate, burst],
    );
  };
  afterEach(async () => setRate(null, 1));

  it('gives twelve calls of all workers together their turns: a burst at once, then one by one, two seconds ahead', async () => {
    await setRate(2, 3);
    const { account } = rig.store.direct;
    const waits = await Promise.all(Array.from({ length: 12 }, () => account.takeToken()));
    const turns = waits.filter((wait) => wait !== null).sort((one, other) => one - other);
    expect(turns.filter((wait) => wait === 0)).toHaveLength(3);
    expect(turns).toHaveLength(7);
    for (const [place, wait] of turns.slice(3).entries()) {
      expect(wait).toBeGreaterThan(place * 500);
      expect(wait).toBeLessThanOrEqual((place + 1) * 500);
    }
  });

  it('fills up with time, never beyond the burst', async () => {
    await setRate(2, 3);
    await rig.query(`UPDATE portal_account SET tokens = 0, refilled_at = app_now() - interval '1 hour'`);
    await rig.store.direct.account.takeToken();
    const [account] = await rig.query('SELECT tokens FROM portal_account');
    expect(account?.['tokens']).toBe(2);
  });

  it('asks nothing of an account that has none', async () => {
    expect((await rig.store.direct.account.getGate()).isRated).toBe(false);
  });

  it('leaves room for two seconds of it', async () => {
    const { batches } = rig.store.direct;
    await setRate(3, 1);
    expect(await batches.countRoom(100)).toBe(6);
    await setRate(0.2, 1);
    expect(await batches.countRoom(100)).toBe(1);
  });
});

describe('room for batches', () => {
  const room = async (): Promise<number> => rig.store.direct.batches.countRoom(100);

  it('is two for each call that living workers may make, less those that are open', async () => {
    const { workers } = rig.store.direct;
    await rig.query('UPDATE batch SET closed_at = app_now() WHERE closed_at IS NULL');
    await workers.beat('here:1', 3);
    await workers.beat('there:2', 1);
    await workers.beat('dead:3', 8);
    await rig.query(`UPDATE worker SET beat_at = beat_at - interval '1 minute' WHERE id = 'dead:3'`);
    expect(await room()).toBe(8);
    await rig.query('UPDATE lane SET batch_id = NULL, held_at = NULL, next_at = app_now()');
    await rig.claim();
    expect(await room()).toBe(7);
    await workers.beat('here:1', 1);
    expect(await room()).toBe(3);
  });

  it('is never more than the setting', async () => {
    await rig.store.direct.workers.beat('here:1', 500);
    await rig.query('UPDATE batch SET closed_at = app_now() WHERE closed_at IS NULL');
    expect(await room()).toBe(100);
  });
});
