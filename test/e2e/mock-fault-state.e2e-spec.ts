import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exampleStep } from '../support/example-dossiers.js';
import { eventually } from '../support/eventually.js';
import { SpaceRig, dossierOf, numbered, viaAxios } from '../support/fault-rig.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
let space: SpaceRig;
let made = 0;
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(async () => {
  made += 1;
  space = await SpaceRig.make(portal, { id: `state-${String(made)}` });
});

const fault = (phase: string, effect: object, more: object = {}): object => ({
  id: 'trouble',
  on: { service: 'DongBoHoSoMC' },
  phase,
  effect,
  schedule: { always: true },
  ...more,
});

const storedCodes = async (): Promise<unknown[]> => (await space.dossiers()).map(({ MaHoSo }) => MaHoSo);

describe('an effect on the items of a call', () => {
  const batch = [1, 2, 3, 4].map((number) => dossierOf(numbered(number)));
  const codesIn = (data: Record<string, unknown>): unknown[] =>
    (data['result'] as Record<string, unknown>[]).map((entry) => entry['error_code']);

  it('item-errors refuses as many as it says under an overall 402, and stores the others', async () => {
    await space.arm(fault('within-batch', { type: 'item-errors', count: 2, errorCode: 900 }));

    const { data } = await space.sync(batch);

    expect(data).toMatchObject({ error_code: 402, message: 'Có 2/4 bản ghi không hợp lệ' });
    expect([...codesIn(data)].sort()).toEqual([0, 0, 900, 900]);
    const good = (data['result'] as Record<string, unknown>[]).filter((entry) => entry['error_code'] === 0);
    expect(await storedCodes()).toEqual(good.map(({ MaHoSo }) => MaHoSo));
  });

  it('item-errors may call the whole good, and keep what it reports as failed', async () => {
    await space.arm(fault('within-batch', { type: 'item-errors', count: 1, stored: true, overall: 'ok' }));

    const { data } = await space.sync(batch);

    expect(data['error_code']).toBe(0);
    expect(codesIn(data).filter((code) => code === 900)).toHaveLength(1);
    expect(await storedCodes()).toHaveLength(4);
  });

  it('item-errors with a rate hits by the key of each item, whatever batch it is in', async () => {
    const schedule = { rate: 0.5, keyedBy: ['MaHoSo'], seed: 5 };
    await space.arm(fault('within-batch', { type: 'item-errors' }, { schedule }));
    const { data: preview } = await space.sim('POST', 'faults/preview', { keys: batch.map(({ MaHoSo }) => MaHoSo) });
    const expected = (preview['draws'] as { key: string; fires: boolean }[]).flatMap(({ key, fires }) =>
      fires ? [key] : [],
    );

    const together = await space.sync(batch);
    const alone: boolean[] = [];
    for (const dossier of batch) alone.push((await space.sync([dossier], 'True')).data['error_code'] === 900);

    const hit = (together.data['result'] as Record<string, unknown>[]).flatMap((entry) =>
      entry['error_code'] === 900 ? [entry['MaHoSo']] : [],
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(4);
    expect(hit).toEqual(expected);
    expect(batch.flatMap(({ MaHoSo }, index) => (alone[index] ? [MaHoSo] : []))).toEqual(expected);
  });

  it.each<[string, number[]]>([
    ['shuffled', [4, 3, 2, 1]],
    ['truncated', [1, 2]],
    ['tail-dropped', [1, 2, 3]],
    ['duplicated', [1, 2, 3, 4, 1]],
  ])('result-list %s stores all and tells otherwise', async (kind, numbers) => {
    await space.arm(fault('on-reply', { type: 'result-list', kind }));

    const { data } = await space.sync(batch);

    const told = (data['result'] as { MaHoSo: string }[]).map(({ MaHoSo }) => MaHoSo);
    expect(told).toEqual(numbers.map(numbered));
    expect(await storedCodes()).toHaveLength(4);
  });

  it('result-list extra tells of one that was not sent', async () => {
    await space.arm(fault('on-reply', { type: 'result-list', kind: 'extra' }));

    const { data } = await space.sync(batch);

    expect((data['result'] as { MaHoSo: string }[]).at(-1)?.MaHoSo).toBe(`${numbered(1)}-LA`);
  });

  it('reorder takes steps in another order than they were sent in', async () => {
    await space.sync([dossierOf(numbered(1))]);
    const steps = Array.from({ length: 8 }, (_, i) =>
      exampleStep({ MaHoSo: numbered(1), NoiDungXuLy: `Bước ${String(i)}` }),
    );
    await space.arm(fault('within-batch', { type: 'reorder' }, { on: { service: 'CapNhatTienDoHoSoMC' } }));

    const { data } = await space.send('CapNhatTienDoHoSoMC', { data: steps });

    const { progress } = (await space.sim('GET', `state/dossiers/${numbered(1)}`)).data as {
      progress: { NoiDungXuLy: string }[];
    };
    const taken = progress.map(({ NoiDungXuLy }) => NoiDungXuLy);
    expect(data['error_code']).toBe(0);
    expect(taken).not.toEqual(steps.map((step) => step['NoiDungXuLy']));
    expect([...taken].sort()).toEqual(steps.map((step) => step['NoiDungXuLy']));
  });
});

describe('an effect on what the portal holds', () => {
  it('late-commit stores when the caller has long given up, over newer content', async () => {
    await space.sync([dossierOf(numbered(1), { GhiChu: 'một' })]);
    await space.arm(fault('before-commit', { type: 'late-commit', after: 'PT1S' }, { schedule: { first: 1 } }));
    const body = space.bodyOf('DongBoHoSoMC', {
      isUpdating: 'True',
      data: [dossierOf(numbered(1), { GhiChu: 'muộn' })],
    });

    expect((await viaAxios(space.callUrl, body, 200)).sign).toBe('ECONNABORTED');
    await space.sync([dossierOf(numbered(1), { GhiChu: 'mới' })], 'True');
    expect(await space.dossiers()).toMatchObject([{ revision: 2, fields: { GhiChu: 'mới' } }]);

    await eventually(async () => {
      expect(await space.dossiers()).toMatchObject([{ revision: 3, fields: { GhiChu: 'muộn' } }]);
    });
    expect((await space.journal('DongBoHoSoMC')).at(-1)).toMatchObject({
      outcomeCode: 0,
      httpStatus: null,
      committedRows: 1,
    });
  });

  it('a late commit is not forgotten when the portal stops', async () => {
    await space.arm(fault('before-commit', { type: 'late-commit', after: 'PT2S' }));
    const body = space.bodyOf('DongBoHoSoMC', { isUpdating: 'False', data: [dossierOf(numbered(1))] });

    await viaAxios(space.callUrl, body, 200);
    await portal.stopMock();
    await portal.startMock();

    await eventually(async () => {
      expect(await storedCodes()).toEqual([numbered(1)]);
    });
  });

  it('forget answers well, and loses the row later; the history says so', async () => {
    await space.arm(fault('after-commit', { type: 'forget', after: 'PT0.5S' }));

    const { data } = await space.sync([dossierOf(numbered(1))]);
    expect(data['error_code']).toBe(0);
    expect(await storedCodes()).toEqual([numbered(1)]);

    await eventually(async () => {
      expect(await storedCodes()).toEqual([]);
    });
    expect((await space.send('TraCuuHoSo', { mahoso: numbered(1) })).data['result']).toEqual([]);
  });

  it('duplicate-delivery makes the portal handle the call again', async () => {
    await space.sim('PATCH', 'switches', { switches: { 'duplicate.create': 'append' } });
    await space.arm(fault('after-commit', { type: 'duplicate-delivery', times: 2, gap: 'PT0.1S' }));

    expect((await space.sync([dossierOf(numbered(1))])).data['error_code']).toBe(0);

    await eventually(async () => {
      expect((await space.dossiers()).map(({ copy }) => copy)).toEqual([1, 2, 3]);
    });
    expect(await space.journal('DongBoHoSoMC')).toMatchObject([
      { httpStatus: 200 },
      { httpStatus: null },
      { httpStatus: null },
    ]);
  });

  it('stale-read shows a dossier as it was, and nothing where nothing was', async () => {
    const read = async (): Promise<unknown> =>
      ((await space.send('TraCuuHoSo', { mahoso: numbered(1) })).data['result'] as Record<string, unknown>[]).map(
        ({ GhiChu }) => GhiChu,
      );
    const stale = (by: string): Promise<void> =>
      space.arm(fault('on-reply', { type: 'stale-read', by }, { on: { service: 'TraCuuHoSo' } }));
    await stale('PT1H');
    await space.sync([dossierOf(numbered(1), { GhiChu: 'cũ' })]);
    expect(await read()).toEqual([]);
    await stale('PT1S');
    await eventually(async () => {
      expect(await read()).toEqual(['cũ']);
    });

    await space.sync([dossierOf(numbered(1), { GhiChu: 'mới' })], 'True');

    expect(await read()).toEqual(['cũ']);
    await eventually(async () => {
      expect(await read()).toEqual(['mới']);
    });
  });

  it.each([
    ['nfd', 'ChuHoSo', 'Phạm Minh Mẫu'.normalize('NFD')],
    ['name-order', 'ChuHoSo', 'Mẫu Minh Phạm'],
    ['legacy-encoding', 'ChuHoSo', 'Ph\ufffdm Minh M\ufffdu'],
    ['blank', 'ChuHoSo', ''],
    ['retype', 'TrangThaiHoSo', 4],
    ['date-shift', 'NgayTiepNhan', '20210914010500'],
  ])('field-corrupt %s bends a field of the reply', async (kind, field, seen) => {
    await space.sync([dossierOf(numbered(1))]);
    await space.arm(fault('on-reply', { type: 'field-corrupt', field, kind }, { on: { service: 'TraCuuHoSo' } }));

    const { data } = await space.send('TraCuuHoSo', { mahoso: numbered(1) });

    expect((data['result'] as Record<string, unknown>[])[0]?.[field]).toBe(seen);
  });

  it.each(['before-commit', 'within-batch'])(
    'field-corrupt of a request at %s is stored as it became',
    async (phase) => {
      await space.arm(fault(phase, { type: 'field-corrupt', field: 'GhiChu', kind: 'legacy-encoding' }));

      expect((await space.sync([dossierOf(numbered(1), { GhiChu: 'Đủ' })])).data['error_code']).toBe(0);

      expect(await space.dossiers()).toMatchObject([{ fields: { GhiChu: '\ufffd\ufffd' } }]);
    },
  );
});
