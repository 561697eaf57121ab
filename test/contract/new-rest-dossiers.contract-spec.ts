import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NEW_CODE, NewRest, newDossier } from '../support/new-rest.js';
import { MockRig } from '../support/running-mock.js';

const portal = new MockRig();
const rest = new NewRest(portal);
beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());
beforeEach(() => rest.startAnew());

describe('CreateDossier', () => {
  it('keeps the dossier beside those of the adapter, where TraCuuHoSo finds it', async () => {
    const reply = await rest.post('CreateDossier', newDossier({ GhiChuRieng: 'giữ lại' }));

    expect(reply.data).toEqual({
      code: 200,
      message: 'OK',
      data: { idHoSo: expect.stringMatching(/^hs-/), maHoSo: NEW_CODE },
    });
    const { data } = await portal.call('TraCuuHoSo', { MaHoSo: NEW_CODE });
    expect(data['result']).toMatchObject([
      { MaHoSo: NEW_CODE, TrangThaiHoSo: '2', LoaiDoiTuong: 1, GhiChuRieng: 'giữ lại' },
    ]);
    const [entry] = await portal.journal('CreateDossier');
    expect(entry).toMatchObject({ keys: [NEW_CODE], outcomeCode: 0, committedRows: 1 });
    expect(JSON.stringify(entry)).not.toMatch(/Ngô Văn Liên|Ví Dụ"|19870321/);
  });

  it('is filed and not yet received where it has no day of receipt', async () => {
    await rest.post('CreateDossier', newDossier({ NgayTiepNhan: '' }));

    expect((await rest.stateOf(NEW_CODE))['current']).toMatchObject([{ status: '1', owner: 'H97' }]);
  });

  it('takes papers that were uploaded, with their digest, and no others unless told to', async () => {
    const { data } = await rest.upload(new Blob(['a']));
    const [{ response }] = data['data'] as [{ response: { data: [{ IdTepTin: string; HashTepTin: string }] } }];
    const [{ IdTepTin: IdGiayTo, HashTepTin }] = response.data;
    const withPaper = (paper: object): object =>
      newDossier({
        ThanhPhanHoSo: [{ TenThanhPhanHoSo: 'Bản thuyết minh', SoLuong: 1, LoaiBan: 0, GiayToDinhKem: [paper] }],
      });

    expect((await rest.post('CreateDossier', withPaper({ IdGiayTo: 'khac', HashTepTin }))).status).toBe(400);
    expect((await rest.post('CreateDossier', withPaper({ IdGiayTo, HashTepTin: '5f' }))).status).toBe(400);
    expect((await rest.post('CreateDossier', withPaper({ IdGiayTo, HashTepTin }))).status).toBe(200);
    await portal.sim('POST', 'reset');
    await portal.turn({ 'newRest.files': 'any' });
    await rest.renew();
    expect((await rest.post('CreateDossier', withPaper({ IdGiayTo: 'khac' }))).status).toBe(200);
  });

  it('answers a second creation with 400 and "đã tồn tại", and keeps one of eight at the same time', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => rest.post('CreateDossier', newDossier())));

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
    expect((await rest.post('CreateDossier', newDossier())).data).toEqual({
      code: 400,
      message: `Hồ sơ ${NEW_CODE} đã tồn tại`,
      data: null,
    });
  });

  it.each<[string, unknown, number, string]>([
    ['no code', newDossier({ MaHoSo: '' }), 400, 'MaHoSo'],
    ['no procedure', newDossier({ MaTTHC: null }), 400, 'MaTTHC'],
    ['a code of another form', newDossier({ MaHoSo: 'x' }), 400, 'MaHoSo'],
    ['a dossier of another province', newDossier({ MaHoSo: 'H98.12-20260302-0000415' }), 403, 'quyền'],
    ['an unknown procedure', newDossier({ MaTTHC: '9.999999' }), 400, '9.999999'],
    ['a kind of owner counted from one', newDossier({ LoaiDoiTuong: 3 }), 400, 'LoaiDoiTuong'],
    ['a day in the form of the adapter', newDossier({ NgayNop: '20260302091500' }), 400, 'yyyy-MM-dd HH:mm:ss'],
    ['a day that is none', newDossier({ NgayNop: '2026-02-30 09:15:00' }), 400, 'NgayNop'],
    [
      'a receipt before the filing',
      newDossier({ NgayTiepNhan: '2026-03-01 10:00:00' }),
      400,
      'NgayTiepNhan trước NgayNop',
    ],
    ['an applicant that is no object', newDossier({ ThongTinNguoiNop: [] }), 400, 'đối tượng'],
    [
      'a birthday in the form of the other dates',
      newDossier({ ThongTinNguoiNop: { ThongTinChiTiet: { NgaySinh: '1987-03-21' } } }),
      400,
      'ThongTinNguoiNop.ThongTinChiTiet.NgaySinh',
    ],
    ['a kind of copy on no list', newDossier({ ThanhPhanHoSo: [{ LoaiBan: 3 }] }), 400, 'ThanhPhanHoSo[0].LoaiBan'],
    ['a list', [newDossier()], 400, 'đối tượng'],
    ['no body', undefined, 400, 'rỗng'],
    ['something else than JSON', Buffer.from('<x/>'), 400, 'JSON'],
    ['endless nesting', Buffer.from('['.repeat(100_000)), 400, 'JSON'],
    ['U+0000', newDossier({ ChuHoSo: 'a\u0000' }), 400, 'Unicode'],
  ])('refuses %s', async (_case, body, status, words) => {
    const reply = await rest.post('CreateDossier', body);

    expect([reply.status, reply.data['code'], reply.data['data']]).toEqual([status, status, null]);
    expect(reply.data['message']).toContain(words);
    expect((await portal.sim('GET', 'state/dossiers')).data['dossiers']).toEqual([]);
  });

  it('asks for every field in the strict profile', async () => {
    await portal.turn({ 'fields.required': 'all' });

    expect((await rest.post('CreateDossier', newDossier({ ChuHoSo: '' }))).data['message']).toContain('ChuHoSo');
  });
});
