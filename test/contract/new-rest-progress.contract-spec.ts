import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NEW_CODE, NewRest } from '../support/new-rest.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
const rest = new NewRest(portal);
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(() => rest.startAnew());

const step = (IDHoSo: string, changes: object = {}): object => ({
  IDHoSo,
  MaHoSo: NEW_CODE,
  NguoiXuLy: 'Đỗ Thị Thí Dụ',
  ThoiDiemXuLy: '2026-03-03T08:30:00.000',
  PhongBanXuLy: 'Phòng Thẩm định',
  NoiDungXuLy: 'Thẩm định hồ sơ',
  TrangThai: 4,
  NgayBatDau: '2026-03-03T01:00:00Z',
  NgayKetThucTheoQuyDinh: null,
  ...changes,
});

describe('CapNhatTienTrinh', () => {
  it('adds steps in the words of the adapter, ISO times in the time of Vietnam, and moves the status', async () => {
    const id = await rest.create();

    expect((await rest.post('CapNhatTienTrinh', [step(id)])).data).toEqual({ code: 200, message: 'OK', data: null });

    const { current, progress } = await rest.stateOf(NEW_CODE);
    expect(current).toMatchObject([{ status: '4' }]);
    expect(progress).toEqual([
      expect.objectContaining({
        ThoiDiemXuLy: '20260303083000',
        NgayBatDau: '20260303080000',
        NgayKetThucTheoQuyDinh: '',
        TrangThai: '4',
      }),
    ]);
    expect((progress as object[])[0]).not.toHaveProperty('IDHoSo');
  });

  it('does not look at the case of IDHoSo', async () => {
    const { IDHoSo, ...others } = step(await rest.create()) as Record<string, unknown>;

    expect((await rest.post('CapNhatTienTrinh', [{ ...others, IdHoSo: IDHoSo }])).status).toBe(200);
  });

  it('tells of each of several steps what became of it', async () => {
    const id = await rest.create();
    await portal.turn({ 'progress.order': 'reject' });

    const { data, status } = await rest.post('CapNhatTienTrinh', [
      step(id),
      step(id, { ThoiDiemXuLy: '2026-03-02T08:00:00' }),
    ]);

    expect([status, data['code']]).toEqual([400, 400]);
    expect(data['data']).toMatchObject([
      { MaHoSo: NEW_CODE, code: 200 },
      { MaHoSo: NEW_CODE, code: 400 },
    ]);
  });

  it.each<[string, object, string]>([
    ['another id', { IDHoSo: 'hs-khac' }, 'hs-khac'],
    ['no id', { IDHoSo: '' }, 'IDHoSo'],
    ['a time of the adapter', { ThoiDiemXuLy: '20260303083000' }, 'yyyy-MM-ddTHH:mm:ss'],
    ['a status on no list', { TrangThai: 12 }, 'TrangThai'],
  ])('refuses a whole call with %s in one step', async (_case, changes, words) => {
    const id = await rest.create();

    const { data, status } = await rest.post('CapNhatTienTrinh', [step(id), step(id, changes)]);

    expect(status).toBe(400);
    expect(data['message']).toContain(words);
    expect((await rest.stateOf(NEW_CODE))['progress']).toEqual([]);
  });
});

describe('CapNhatTrangThai', () => {
  const result = { TenGiayTo: 'giay-phep.pdf', DuongDanTepTinKetQua: 'https://tep.h97.example/giay-phep.pdf' };
  const move = (IdHoSo: string, TrangThai: number, changes: object = {}): object => ({
    IdHoSo,
    MaHoSo: NEW_CODE,
    TrangThai,
    ...changes,
  });

  it('moves a dossier, also twice in one call, and keeps fees and results', async () => {
    const id = await rest.create();

    const { status } = await rest.post('CapNhatTrangThai', [
      move(id, 4),
      move(id, 9, { NoiDungYKien: 'Đồng ý cấp', DanhSachGiayToKetQua: [result] }),
    ]);

    expect(status).toBe(200);
    const { current, history } = await rest.stateOf(NEW_CODE);
    expect(current).toMatchObject([
      {
        status: '9',
        fields: { TrangThaiHoSo: '9', DanhSachGiayToKetQua: [result], TrangThaiXuLy: { NoiDungYKien: 'Đồng ý cấp' } },
      },
    ]);
    expect(history).toMatchObject([{ toStatus: '2' }, { toStatus: '4' }, { fromStatus: '4', toStatus: '9' }]);
  });

  it('warns of results that come with another status', async () => {
    const id = await rest.create();
    await rest.post('CapNhatTrangThai', [move(id, 4, { DanhSachGiayToKetQua: [result] })]);

    expect(await portal.journal('CapNhatTrangThai')).toMatchObject([
      { warnings: [`${NEW_CODE}: DanhSachGiayToKetQua chỉ đi cùng trạng thái 5, 6, 9`] },
    ]);
  });

  it('refuses an unknown dossier, a way that is not there, a fee of a wrong kind, and no list', async () => {
    const id = await rest.create();
    const send = async (...items: object[]): Promise<number> => (await rest.post('CapNhatTrangThai', items)).status;
    await portal.turn({ 'status.transitions': 'reject' });

    expect(await send(move(id, 10))).toBe(400);
    expect(await send(move(id, 9, { DanhSachLePhi: [{ HinhThucThu: '3' }] }))).toBe(400);
    expect(await send({ ...move(id, 9), MaHoSo: 'H97.12-20260302-0000999' })).toBe(400);
    expect((await rest.post('CapNhatTrangThai', { MaHoSo: NEW_CODE })).status).toBe(400);
    expect((await rest.stateOf(NEW_CODE))['history']).toHaveLength(1);
  });
});
