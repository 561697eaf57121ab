import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import pg from 'pg';
import { EVIDENCE_TABLES, COPY_TABLES, STATE_TABLES } from '../../apps/dvcqg-mock/src/records/state-tables.js';
import { exampleStep, firstGenerationDossier } from '../support/example-dossiers.js';
import { MockSpace } from '../support/mock-space.js';
import { MockRig, exampleService } from '../support/running-mock.js';

const portal = new MockRig();
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

const START = '2026-01-05T00:00:00.000Z';
const CODE = '000.00.12.H97-210914-0007';
const virtual = { seed: 7, clock: { mode: 'virtual', now: START } };
const dossier = (changes: object = {}): object => ({ isUpdating: 'False', data: [firstGenerationDossier(changes)] });
const throttle = {
  id: 'slow-down',
  service: 'LayDVC',
  phase: 'before-auth',
  effect: { type: 'throttle', status: 429, retryAfterS: 60 },
  schedule: { first: 1 },
};

/** Something of everything that a space can hold. */
async function live(space: MockSpace): Promise<string> {
  const session = await space.login();
  await space.sim('PUT', 'faults', [throttle]);
  await space.sim('PATCH', 'switches', { switches: { 'batch.mode': 'silent' } });
  await space.send(session, 'DongBoDVC', { isUpdating: 'False', data: [exampleService()] });
  await space.send(session, 'DongBoHoSoMC', dossier());
  await space.send(session, 'CapNhatTienDoHoSoMC', { data: [exampleStep()] });
  await space.sim('PUT', 'state/items/question', [{ owner: 'H97', code: '9701', fields: { HOIDAPID: 9701 } }]);
  await space.send(session, 'LayDVC');
  return session;
}

describe('a snapshot', () => {
  it('brings back rows, hour, sessions, switches and fault counts, and the journal says so', async () => {
    const space = await MockSpace.make(portal, virtual);
    const session = await live(space);
    const { data: taken } = await space.sim('POST', 'snapshots', { name: 'before' });
    const faults = (await space.sim('GET', 'faults')).data;
    const next = await space.login();
    await space.send(next, 'DongBoHoSoMC', dossier({ MaHoSo: '000.00.12.H97-210914-0008' }));
    await space.sim('PUT', 'faults', []);
    await space.advance({ by: 'P1D' });
    expect(await space.hash()).not.toBe(taken['sha256']);

    const { status, data } = await space.sim('POST', 'snapshots/before/restore');

    expect([status, data['stateHash']]).toEqual([200, taken['sha256']]);
    expect(await space.now()).toBe(START);
    expect((await space.dossiers()).map(({ MaHoSo }) => MaHoSo)).toEqual([CODE]);
    expect((await space.sim('GET', 'faults')).data).toEqual(faults);
    expect((await space.sim('GET', 'switches')).data['changed']).toEqual({ 'batch.mode': 'silent' });
    expect((await space.send(session, 'TraCuuHoSo', { mahoso: CODE })).data['error_code']).toBe(0);
    expect((await space.send(next, 'TraCuuHoSo', { mahoso: CODE })).data['error_code']).toBe(103);
    expect(await space.login()).toBe(next);
    expect((await space.journal()).slice(-4)).toMatchObject([
      { n: 8, service: '(restore)', keys: ['before'], request: { body: { sha256: taken['sha256'] } } },
      { n: 9, service: 'TraCuuHoSo', insideRetryAfter: true },
      { n: 10, service: 'TraCuuHoSo' },
      { n: 11, service: 'login' },
    ]);
  });

  it('holds what is still to happen', async () => {
    const space = await MockSpace.make(portal, virtual);
    const session = await space.login();
    const effect = { type: 'late-commit', ms: 60_000 };
    await space.sim('PUT', 'faults', [
      { id: 'late', service: '*', phase: 'before-commit', effect, schedule: { nth: [1] } },
    ]);
    const body = { session, madonvi: '000.00.00.H97', service: 'DongBoHoSoMC', ...dossier() };
    await portal.http.post(`${portal.url}/s/${space.id}${PORTAL_PATHS.call}`, body, { timeout: 300 }).catch(() => null);
    await space.sim('POST', 'snapshots', { name: 'in-doubt' });
    await space.advance({ by: 'PT1H' });
    const first = await space.dossiers();

    await space.sim('POST', 'snapshots/in-doubt/restore');
    expect(await space.dossiers()).toEqual([]);
    await space.advance({ by: 'PT1H' });

    expect(first).toHaveLength(1);
    expect(await space.dossiers()).toEqual(first);
  });

  it('can be listed, replaced, given to a new space, and deleted', async () => {
    const space = await MockSpace.make(portal, virtual);
    await live(space);
    await space.sim('POST', 'snapshots', { name: 'one', note: 'trước' });
    const { data: taken } = await space.sim('POST', 'snapshots', { name: 'one', note: 'sau' });
    const { data: list } = await space.sim('GET', 'snapshots');
    expect(list).toEqual([{ name: 'one', note: 'sau', at: START, sha256: taken['sha256'], bytes: expect.any(Number) }]);

    const copy = await MockSpace.make(portal, { snapshot: `${space.id}/one` });

    expect((await copy.dossiers()).map(({ MaHoSo }) => MaHoSo)).toEqual([CODE]);
    expect((await space.sim('DELETE', 'snapshots/one')).status).toBe(204);
    const gone = await space.sim('POST', 'snapshots/one/restore');
    expect([gone.status, gone.data['code']]).toEqual([404, 'SIM_SNAPSHOT_UNKNOWN']);
    expect((await space.sim('POST', 'snapshots', { name: 'Một' })).data['code']).toBe('SIM_SNAPSHOT_NAME');
  });

  it('leaves out no table that belongs to a space', async () => {
    const database = new pg.Client({ connectionString: portal.databaseUrl });
    await database.connect();
    const { rows } = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'space' AND table_schema = 'public'`,
    );
    await database.end();

    const known = [...STATE_TABLES.map(({ name }) => name), ...EVIDENCE_TABLES, ...COPY_TABLES];
    const shared = ['agency', 'field', 'procedure'];
    expect(rows.map(({ name }) => name).sort()).toEqual([...known, ...shared].sort());
  });
});

describe('a reset', () => {
  it('gives the same state hash for the same seed, every time, and seeds again what was seeded', async () => {
    const space = await MockSpace.make(portal, virtual);
    const seeding = { dossiers: [{ owner: 'H97', fields: { MaHoSo: CODE, TrangThaiHoSo: '2' } }] };
    const { data: seeded } = await space.sim('POST', 'seed', seeding);
    expect([seeded['added'], (await space.sim('POST', 'seed', seeding)).data['added']]).toEqual([1, 0]);

    const hashes: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      await live(space);
      await space.advance({ by: 'P2D' });
      hashes.push((await space.sim('POST', 'reset')).data['stateHash']);
    }

    expect(hashes).toEqual([seeded['stateHash'], seeded['stateHash'], seeded['stateHash']]);
    expect(await space.now()).toBe(START);
    const { data: other } = await space.sim('POST', 'reset', { seed: 8 });
    expect(other['stateHash']).not.toBe(seeded['stateHash']);
    expect((await space.sim('POST', 'reset', { seed: 7 })).data['stateHash']).toBe(seeded['stateHash']);
  });

  it('lets no call of before write into what comes after', async () => {
    const space = await MockSpace.make(portal, virtual);
    for (let round = 0; round < 5; round += 1) {
      const session = await space.login();
      const calls = Array.from({ length: 6 }, (_, n) =>
        space.send(session, 'DongBoHoSoMC', dossier({ MaHoSo: `000.00.12.H97-210914-${String(1_000 + n)}` })),
      );
      await space.sim('POST', 'reset');
      await Promise.all(calls);
    }
    await space.sim('POST', 'reset');
    await space.login();

    expect((await space.journal()).map(({ n, service }) => [n, service])).toEqual([[1, 'login']]);
    expect(await space.dossiers()).toEqual([]);
  });
});
