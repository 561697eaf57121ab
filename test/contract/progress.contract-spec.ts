import { describe, expect, it } from '@jest/globals';
import { portalForStories } from '../support/mock-stories.js';
import { exampleStep, firstGenerationDossier } from '../support/example-dossiers.js';

const portal = portalForStories();

const CODE = '000.00.12.H97-210914-0007';
const create = () => portal.call('DongBoHoSoMC', { isUpdating: 'False', data: [firstGenerationDossier()] });
const report = (...data: object[]) => portal.call('CapNhatTienDoHoSoMC', { data });
const stateOf = async (code: string): Promise<Record<string, unknown>> =>
  (await portal.sim('GET', `state/dossiers/${code}`)).data;
const step = (n: number, changes: object = {}): object =>
  exampleStep({ ThoiDiemXuLy: `202109150800${String(10 + n)}`, ...changes });

describe('CapNhatTienDoHoSoMC', () => {
  it('adds steps, moves the status, and TraCuuHoSo counts them', async () => {
    await create();

    const { data } = await report(step(1), step(2, { TrangThai: '9' }));

    expect(data).toEqual({
      error_code: 0,
      message: 'Cập nhật tiến độ thành công',
      result: [
        { MaHoSo: CODE, error_code: 0, message: '' },
        { MaHoSo: CODE, error_code: 0, message: '' },
      ],
    });
    const { data: read } = await portal.call('TraCuuHoSo', { MaHoSo: CODE });
    expect(read['result']).toMatchObject([{ TrangThaiHoSo: '9', SoTienDo: '2', TienDoCuoi: '20210915080012' }]);
    expect((await stateOf(CODE))['history']).toMatchObject([{ toStatus: '4' }, { fromStatus: '4', toStatus: '9' }]);
  });

  it('leaves the status alone where steps do not move it', async () => {
    await create();
    await portal.turn({ 'progress.movesStatus': 'off', 'traCuuHoSo.progressKeys': 'off' });
    await report(step(1, { TrangThai: '9' }));

    const { data } = await portal.call('TraCuuHoSo', { MaHoSo: CODE });

    expect(data['result']).toEqual([firstGenerationDossier()]);
  });

  it('takes ten steps in a call, and eleven only in two', async () => {
    await create();
    const steps = Array.from({ length: 11 }, (_, n) => step(n));

    expect((await report(...steps)).data['error_code']).toBe(400);
    expect((await report(...steps.slice(0, 10))).data['error_code']).toBe(0);
    expect((await report(...steps.slice(10))).data['error_code']).toBe(0);
    expect((await stateOf(CODE))['progress']).toHaveLength(11);
  });

  it.each<[string, object, number, string]>([
    ['a step without words', { NoiDungXuLy: null }, 200, 'NoiDungXuLy'],
    ['a moment that is none', { ThoiDiemXuLy: '20211301000000' }, 302, 'ThoiDiemXuLy'],
    ['a status on no list', { TrangThai: '12' }, 304, 'TrangThai'],
    ['a step of an unknown dossier', { MaHoSo: '000.00.12.H97-210914-0999' }, 201, '0999'],
  ])('refuses %s', async (_case, changes, code, words) => {
    await create();

    const { data } = await report(step(1, changes));

    expect(data['error_code']).toBe(code);
    expect(data['message']).toContain(words);
    expect((await stateOf(CODE))['progress']).toEqual([]);
  });

  it.each([
    ['ignore', 0, 1],
    ['append', 0, 2],
    ['reject', 500, 1],
  ])('can %s a step that is there already', async (mode, code, rows) => {
    await create();
    await portal.turn({ 'progress.duplicateRow': mode });
    await report(step(1));

    expect((await report(step(1))).data['error_code']).toBe(code);
    expect((await stateOf(CODE))['progress']).toHaveLength(rows);
  });

  it('refuses a step older than the last where order counts, also within one call', async () => {
    await create();
    await portal.turn({ 'progress.order': 'reject' });

    const { data } = await report(step(2), step(1));

    expect(data).toMatchObject({ error_code: 402, result: [{ error_code: 0 }, { error_code: 500 }] });
  });

  it('keeps steps that come before their dossier where it is told to', async () => {
    await portal.turn({ 'progress.beforeDossier': 'hold' });

    expect((await report(step(1))).data['error_code']).toBe(0);
    expect((await portal.call('TraCuuHoSo', { mahoso: CODE })).data['result']).toEqual([]);
    await create();
    expect((await portal.call('TraCuuHoSo', { mahoso: CODE })).data['result']).toMatchObject([{ SoTienDo: '1' }]);
  });

  it('refuses a way between statuses that the table does not have, where it is told to', async () => {
    await create();
    await portal.turn({ 'status.transitions': 'reject' });

    const { data } = await report(step(1, { TrangThai: '10' }));

    expect(data).toMatchObject({ error_code: 210, message: 'Không được chuyển trạng thái hồ sơ từ 4 sang 10' });
  });
});

describe('DongBoTrangThaiHoSo', () => {
  const NATIONAL = '000.00.00.G02-210914-0031';
  const notice = (changes: object = {}): object => ({
    type: '2',
    data: {
      MaHoSo: NATIONAL,
      MaHoSoDonVi: '000.00.12.H97-210914-0012',
      NoiDung: 'Đã tiếp nhận',
      NgayXuLy: '20210915090500',
      TrangThai: '2',
      TaiLieuXuLy: [],
      ...changes,
    },
  });
  const submit = (owner: string) =>
    portal.sim('POST', 'state/dossiers', { owner, fields: { MaHoSo: NATIONAL, TrangThaiHoSo: '1' } });

  it('moves a dossier that was submitted on the portal', async () => {
    await submit('H97');

    const { data } = await portal.call('DongBoTrangThaiHoSo', notice());

    expect(data).toEqual({ error_code: 0, message: 'Đồng bộ trạng thái hồ sơ thành công' });
    expect((await portal.call('TraCuuHoSo', { mahoso: NATIONAL })).data['result']).toMatchObject([
      { TrangThaiHoSo: '2', TrangThaiXuLy: { NoiDung: 'Đã tiếp nhận' } },
    ]);
  });

  it('refuses an unknown dossier, one of another province, a list, and another type', async () => {
    expect((await portal.call('DongBoTrangThaiHoSo', notice())).data['error_code']).toBe(201);
    await submit('H98');
    expect((await portal.call('DongBoTrangThaiHoSo', notice())).data['error_code']).toBe(107);
    expect((await portal.call('DongBoTrangThaiHoSo', { type: '2', data: [] })).data['error_code']).toBe(302);
    expect((await portal.call('DongBoTrangThaiHoSo', { ...notice(), type: '7' })).data['error_code']).toBe(304);
  });
});
