import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { eventually } from '../support/eventually.js';
import { firstGenerationDossier } from '../support/example-dossiers.js';
import { MockSpace } from '../support/mock-space.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

const START = '2026-01-05T00:00:00.000Z';
const virtual = { seed: 7, clock: { mode: 'virtual', now: START } };
const dossier = (changes: object = {}): object => ({ isUpdating: 'False', data: [firstGenerationDossier(changes)] });

describe('the life of a space', () => {
  it('ends by the wall: 410 with its last state hash, its records gone, its name free', async () => {
    const space = await MockSpace.make(portal, { ...virtual, id: 'short' });
    await space.send(await space.login(), 'DongBoHoSoMC', dossier());
    const hash = await space.hash();
    await space.sim('PATCH', '', { ttl: 'PT0.2S' });

    await eventually(async () => {
      expect((await space.sim('GET', 'journal')).status).toBe(410);
    });
    const { status, data } = await portal.post(`/s/short${PORTAL_PATHS.login}`, {});
    expect([status, data['code'], data['stateHash']]).toEqual([410, 'SIM_SPACE_EXPIRED', hash]);
    const { data: all } = await portal.sim('GET', 'spaces');
    expect(all).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'short', isExpired: true, stateHash: hash })]),
    );
    const again = await MockSpace.make(portal, { ...virtual, id: 'short' });
    expect(await again.journal()).toEqual([]);
  });

  it('ends when it is deleted; the default one stays, lives for ever and has no magic', async () => {
    const space = await MockSpace.make(portal, virtual);
    await space.sim('POST', 'snapshots', { name: 'x' });

    expect((await space.sim('DELETE', '')).status).toBe(204);
    expect((await space.sim('GET', '')).status).toBe(404);
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PATCH', { ttl: 'P1D' }],
      ['PATCH', { magic: true }],
    ] as const) {
      const { status, data } = await portal.sim(method, 's/default', body);
      expect([status, data['code']]).toEqual([409, 'SIM_SPACE_DEFAULT']);
    }
  });
});

describe('twenty spaces', () => {
  const rate = { rate: 0.3, keyedBy: ['service', 'MaHoSo', 'attempt'], seed: 11 };
  const faults = [
    { id: 'lost', service: 'DongBoHoSoMC', phase: 'after-commit', effect: { type: 'empty-reply' }, schedule: rate },
    {
      id: 'busy',
      service: '*',
      phase: 'before-auth',
      effect: { type: 'reply', errorCode: 900 },
      schedule: { nth: [4] },
    },
  ];

  async function story(index: number): Promise<string> {
    const space = await MockSpace.make(portal, { ...virtual, id: `story-${String(index)}`, seed: index });
    await space.sim('PUT', 'faults', faults);
    for (let day = 0; day < 3; day += 1) {
      const session = await space.login();
      for (let n = 0; n < 3 + (index % 3); n += 1) {
        const MaHoSo = `000.00.12.H97-21091${String(day)}-${String(1_000 + n)}`;
        await space.send(session, 'DongBoHoSoMC', dossier({ MaHoSo })).catch(() => null);
      }
      await space.advance({ by: 'P1D' });
    }
    const journal = await space.journal();
    await space.sim('DELETE', '');
    return JSON.stringify(journal);
  }

  it('at once write the same journals, byte for byte, as one after the other', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const alone: string[] = [];
    for (const index of numbers) alone.push(await story(index));

    const together = await Promise.all(numbers.map(story));

    expect(together).toEqual(alone);
    expect(new Set(alone).size).toBe(20);
    expect(alone.some((journal) => journal.includes('"id":"lost"'))).toBe(true);
  }, 120_000);
});
