import { describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { DossierStories } from '../support/dossier-stories.js';
import { firstGenerationDossier } from '../support/example-dossiers.js';

const stories = new DossierStories();
const { portal } = stories;
const CODE = String(firstGenerationDossier()['MaHoSo']);

describe('why', () => {
  it('shows which check refused, how sure it is, and the switch that would change it', async () => {
    await stories.create();
    await stories.create();

    const { data } = await portal.sim('GET', 'journal/3/why');
    expect(data).toMatchObject({
      rule: { id: 'DongBoHoSoMC/create', label: 'observed (4)' },
      session: 'hợp lệ',
      refusals: [
        {
          key: CODE,
          code: 3,
          check: 'created-once',
          label: 'observed (1)',
          switches: { 'duplicate.code': expect.anything() },
        },
      ],
      rows: [],
    });
  });

  it('shows a row before and after, and the draws, as a page of text too', async () => {
    await stories.create();
    const schedule = { rate: 1, keyedBy: ['MaHoSo'], seed: 7 };
    await portal.arm({ id: 'late', service: '*', phase: 'on-reply', effect: { type: 'delay', ms: 1 }, schedule });
    await stories.update({ TrangThaiHoSo: '9' });

    const { data } = await portal.sim('GET', 'journal/3/why');
    expect(data).toMatchObject({
      rows: [{ key: CODE, revision: 2, beforeN: 2, changed: ['TrangThaiHoSo'], after: { TrangThaiHoSo: '9' } }],
      faults: { acted: [{ id: 'late' }], considered: [{ fault: 'late', rate: 1, fired: true }] },
    });
    const page = await portal.sim('GET', 'journal/3/why', undefined, { accept: 'text/plain' });
    expect(page.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(page.data).toContain('TrangThaiHoSo: "4" → "9"');
    expect(page.data).toContain('DongBoHoSoMC/update');
  });
});

describe('calls that were not understood', () => {
  it('stay in the journal with the nearest rules, field by field', async () => {
    await portal.send(stories.session, 'DongBoHoSo', {
      isUpdating: 'x',
      data: [firstGenerationDossier({ NgayTiepNhan: '2026-02-03T08:05:00Z', TenTTHc: 'a', TenTTHC: undefined })],
    });
    await stories.create({}, { isUpdating: 'maybe' });
    await portal.post(PORTAL_PATHS.call, Buffer.from('nonsense'), { 'content-type': 'application/json' });
    await stories.create();

    const { data } = await portal.sim('GET', 'journal/unmatched?nearMiss=2');
    const found = data['entries'] as { n: number; rule: null; nearest: { rule: string; differences: object[] }[] }[];
    expect(found.map(({ n }) => n)).toEqual([2, 3, 4]);
    expect(found[0]?.nearest).toHaveLength(2);
    expect(found[0]?.nearest[0]).toMatchObject({ rule: 'DongBoHoSoMC/create' });
    expect(found[0]?.nearest[0]?.differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ place: '$.service', got: '"DongBoHoSo"', didYouMean: 'DongBoHoSoMC' }),
        expect.objectContaining({ place: '$.isUpdating', expected: '"True" hoặc "False" (chuỗi)', got: '"x"' }),
        expect.objectContaining({
          place: '$.data[0].NgayTiepNhan',
          expected: 'yyyyMMddHHmmss',
          got: '"2026-02-03T08:05:00Z"',
        }),
        expect.objectContaining({ place: '$.data[0].TenTTHc', didYouMean: 'TenTTHC' }),
      ]),
    );
    expect(found[1]?.nearest).toMatchObject([
      { rule: 'DongBoHoSoMC/create', differences: [{ place: '$.isUpdating' }] },
    ]);
    expect(found[2]?.nearest).toMatchObject([{ rule: '*', differences: [{ place: '$' }] }]);
  });
});

describe('waiting for calls', () => {
  it('ends as soon as they have come', async () => {
    const waiting = portal.sim('POST', 'journal/wait', { where: { service: 'LayDVC' }, count: 2, timeout: 'PT20S' });
    await portal.send(stories.session, 'LayDVC');
    await portal.send(stories.session, 'LayDVC');

    const { status, data } = await waiting;
    expect([status, data]).toEqual([200, { count: 2 }]);
  });

  it('ends with 408 and the entries that came nearest when the time is over', async () => {
    await stories.create();

    const { status, data } = await portal.sim('POST', 'journal/wait', {
      where: { service: 'DongBoHoSoMC', errorCode: 3 },
      timeout: 'PT0.2S',
    });
    expect([status, data]).toEqual([
      408,
      expect.objectContaining({
        code: 'SIM_WAIT_OVER',
        count: 0,
        nearest: [{ n: 2, at: expect.any(String), differences: [{ field: 'errorCode', expected: 3, got: 0 }] }],
      }),
    ]);
  });

  it.each([[{ where: { x: 1 } }], [{ timeout: 'soon' }], [{ count: 0 }], [{ counts: 1 }], [{ timeout: 'P2D' }]])(
    'refuses %j',
    async (body) => {
      expect((await portal.sim('POST', 'journal/wait', body)).status).toBe(422);
    },
  );
});
