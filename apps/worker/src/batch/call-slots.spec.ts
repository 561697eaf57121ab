import { DispatchConfig, loadConfig } from '@dvc/config';
import { describe, expect, it } from '@jest/globals';
import { CallSlots } from './call-slots.js';

/** Half a lease is the longest that somebody waits for a place. */
const slots = (leaseMs: string): CallSlots =>
  new CallSlots(loadConfig(DispatchConfig, { DISPATCH_LEASE_MS: leaseMs, DISPATCH_PACE_MS: '10' }));

describe('calls under way', () => {
  it('are two at first; a third waits until one is free', async () => {
    const busy = slots('15000');
    expect([await busy.take(), await busy.take()]).toEqual([true, true]);
    let hasThird = false;
    const third = busy.take().then((taken) => (hasThird = taken));
    await new Promise((done) => setImmediate(done));
    expect(hasThird).toBe(false);

    busy.free();

    expect(await third).toBe(true);
  });

  it('are given up after half a lease without a place', async () => {
    const busy = slots('500');
    await busy.take();
    await busy.take();

    expect(await busy.take()).toBe(false);
  });

  it('are one in an outage, whatever was allowed before', () => {
    const busy = slots('15000');
    busy.see({ state: 'breaker', callCap: 8 });

    expect(busy.allowed).toBe(1);
  });

  it('are never more than the account has', () => {
    const busy = slots('15000');
    busy.see({ state: 'open', callCap: 1 });

    expect(busy.allowed).toBe(1);
  });
});
