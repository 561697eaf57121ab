import { RELAY_PATHS, THANH_HOA_SUFFIXES } from '@dvc/contracts';
import { describe, expect, it } from '@jest/globals';
import { portalForStories } from '../support/mock-stories.js';
import { exampleStep, firstGenerationDossier } from '../support/example-dossiers.js';
import { type Reply } from '../support/running-mock.js';

const portal = portalForStories();

const CODE = '000.00.12.H97-210914-0007';
const thanhHoa = (suffix: string, body?: unknown, headers = {}): Promise<Reply> =>
  portal.post(`${RELAY_PATHS.thanhHoa}/${suffix}`, body, headers);
const readThrough = async (pathAndQuery: string): Promise<{ outer: Record<string, unknown>; inner: object }> => {
  const { data } = await portal.http.get<Record<string, unknown>>(
    `${portal.url}${RELAY_PATHS.thanhHoa}/${pathAndQuery}`,
  );
  return { outer: data, inner: JSON.parse(String(data['message'])) as object };
};
const haGiang = (query: string, body: unknown): Promise<Reply> =>
  portal.post(`${RELAY_PATHS.haGiang}/DongBoHoSoMC?${query}`, body);
const UNIT = 'MaDinhDanhDV=000.00.07.H97';

describe('the relay of Thanh Hóa', () => {
  it('puts the whole answer of the portal as text into message', async () => {
    const { outer, inner } = await readThrough('LayThuTuc?maTTHC=9.900101');

    expect(outer).toEqual({ error_code: '0', message: expect.any(String) });
    expect(inner).toMatchObject({ error_code: 0, result: [{ MATTHC: '9.900101' }] });
  });

  it.each([
    ['LayDanhSachTTHC', 0],
    ['LayDanhSachTTHCDonVi?maDonVi=H97', 0],
    ['LayDanhSachTTHCDonVi?madonvi=H55', 205],
    ['LayThuTuc', 200],
    ['LayQDCB?idQDCB=1', 204],
    ['LayDanhMucLinhVuc', 0],
    ['LayDanhMucLoaiThuTuc', 0],
    ['LayDanhMucNhomThuTuc', 0],
    ['LayDanhMucThuTucThuocLoai', 0],
    ['TraCuuTechID?mstorcmnd=9700000101', 0],
    ['TraCuuTechID?mstorcmnd=x', 302],
    ['LayThuTuc?maTTHC=%00', 302],
    ['LayThuTuc?maTTHC=%ff%fe', 0],
  ])('answers %s as the portal does: %i', async (pathAndQuery, code) => {
    const { outer, inner } = await readThrough(pathAndQuery);

    expect(outer['error_code']).toBe(String(code));
    expect(inner).toMatchObject({ error_code: code });
  });

  it('takes bare lists: create, create again, update, steps', async () => {
    const { create, update, progress } = THANH_HOA_SUFFIXES;
    const dossier = [firstGenerationDossier()];

    expect((await thanhHoa(update, dossier)).data).toMatchObject({ error_code: '201' });
    expect((await thanhHoa(create, dossier)).data).toEqual({ error_code: '0', message: 'Đồng bộ hồ sơ thành công' });
    expect((await thanhHoa(create, dossier)).data).toEqual({ error_code: '3', message: `Hồ sơ ${CODE} đã tồn tại` });
    expect((await thanhHoa(update, dossier)).data).toEqual({ error_code: '0', message: 'Cập nhật hồ sơ thành công' });
    expect((await thanhHoa(progress, [exampleStep()])).data).toMatchObject({ error_code: '0' });
    expect((await portal.sim('GET', `state/dossiers/${CODE}`)).data['progress']).toHaveLength(1);
  });

  it('says what the switches make the portal say', async () => {
    await portal.turn({ 'duplicate.code': '-3', 'http.businessErrors': 'status', 'errorCode.type': 'string-00' });
    const body = [firstGenerationDossier()];

    expect((await thanhHoa(THANH_HOA_SUFFIXES.create, body)).data['error_code']).toBe('00');
    const { data, status } = await thanhHoa(THANH_HOA_SUFFIXES.create, body);
    expect([status, data['error_code']]).toEqual([409, '-3']);
  });

  it('takes the inner object of DongBoTrangThaiHoSo alone', async () => {
    const MaHoSo = '000.00.00.G02-241007-0058';
    await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields: { MaHoSo, TrangThaiHoSo: '1' } });
    const file = { TepDinhKemId: null, TenTepDinhKem: 'phuc-dap-97.pdf', IsDeleted: 'False', MaThanhPhanHoSo: '' };
    const notice = { MaHoSo, TrangThai: '2', MaDoiTuong: '', NgayXuLy: '20241010101500', TaiLieuXuLy: [file] };

    expect((await thanhHoa('DongBoTrangThaiHoSoKM', notice)).data).toEqual({
      error_code: '0',
      message: 'Đồng bộ trạng thái hồ sơ thành công',
    });
    expect((await portal.sim('GET', `state/dossiers/${MaHoSo}`)).data['current']).toMatchObject([{ status: '2' }]);
  });

  it('gives a file as base64 and nothing else', async () => {
    await portal.sim('PUT', 'state/items/result-file', [{ owner: '', code: '/kho/a.pdf', fields: { base64: 'YQ==' } }]);

    expect((await thanhHoa('getfile', { DuongDan: '/kho/a.pdf' })).data).toBe('YQ==');
    expect((await thanhHoa('getfile', { DuongDan: '/kho/../a.pdf' })).data).toMatchObject({ error_code: '204' });
  });

  it.each<[string, string, unknown, string]>([
    ['no body', THANH_HOA_SUFFIXES.create, undefined, '401'],
    ['an object in place of the list', THANH_HOA_SUFFIXES.create, { data: [] }, '401'],
    ['something else than JSON', THANH_HOA_SUFFIXES.progress, Buffer.from('<x/>'), '300'],
    ['a list of anything', THANH_HOA_SUFFIXES.create, [null, 1, 'x', []], '402'],
    [
      'a dossier of another province',
      THANH_HOA_SUFFIXES.create,
      [firstGenerationDossier({ MaHoSo: 'H98.12-210914-0007' })],
      '107',
    ],
    ['a list in place of the notice', 'DongBoTrangThaiHoSoKM', [], '302'],
    ['no notice', 'DongBoTrangThaiHoSoKM', undefined, '401'],
    ['no path', 'getfile', [], '200'],
    ['half of a surrogate pair', 'getfile', Buffer.from('{"DuongDan":"\\ud800"}'), '302'],
  ])('refuses %s with the portal’s own code, at HTTP 200', async (_case, suffix, body, code) => {
    const { data, status } = await thanhHoa(suffix, body);

    expect([status, data['error_code']]).toEqual([200, code]);
    expect(JSON.stringify(data).toLowerCase()).not.toMatch(/thành công|đã tồn tại/);
  });

  it('has no other addresses, and no writing by GET', async () => {
    const get = (name: string): Promise<Reply> => portal.http.get(`${portal.url}${RELAY_PATHS.thanhHoa}/${name}`);

    expect((await thanhHoa('DongBoHoSoMC', [])).status).toBe(404);
    expect((await get(THANH_HOA_SUFFIXES.create)).status).toBe(404);
    expect((await get('login')).status).toBe(404);
  });

  it('takes 10 MiB and not more', async () => {
    const { data, status } = await thanhHoa(THANH_HOA_SUFFIXES.create, Buffer.alloc(11 * 1024 * 1024, 'a'));

    expect([status, data['error_code']]).toEqual([413, '400']);
  });

  it('meets faults like the adapter, and its calls stand in the journal under the service behind it', async () => {
    const schedule = { first: 1 };
    await portal.arm({
      id: 'lost',
      service: 'DongBoHoSoMC',
      phase: 'after-commit',
      effect: { type: 'connection-reset' },
      schedule,
    });

    await expect(thanhHoa(THANH_HOA_SUFFIXES.create, [firstGenerationDossier()])).rejects.toThrow(/ECONNRESET|socket/);

    expect(await portal.journal('DongBoHoSoMC')).toMatchObject([
      { keys: [CODE], isUpdating: false, outcomeCode: 0, faults: [{ id: 'lost' }], madonvi: '000.00.00.H97' },
    ]);
  });

  it('refuses a wrong token where it has one', async () => {
    await portal.stopMock();
    await portal.startMock({ MOCK_RELAY_TOKEN: 'ma-tram-vi-du' });
    const send = (authorization: string) => thanhHoa('DongBoTienTrinh', [], { authorization });

    expect((await send('Bearer khac')).data).toEqual({ error_code: '103', message: 'Phiên làm việc không hợp lệ' });
    expect((await send('')).data['error_code']).toBe('103');
    expect((await send('Bearer ma-tram-vi-du')).data['error_code']).toBe('401');
    await portal.stopMock();
    await portal.startMock();
  });
});

describe('the relay of Hà Giang', () => {
  it.each(['False', 'false'])('creates with isUpdating=%s in the address, and updates with True', async (flag) => {
    const body = [firstGenerationDossier({ SoBienNhan: '' })];

    expect((await haGiang(`${UNIT}&isUpdating=${flag}`, body)).data['error_code']).toBe('0');
    expect((await haGiang(`${UNIT}&isUpdating=True`, body)).data['message']).toBe('Cập nhật hồ sơ thành công');
    expect((await portal.journal('DongBoHoSoMC')).map(({ isUpdating }) => isUpdating)).toEqual([false, true]);
  });

  it.each([
    ['no unit', 'isUpdating=False', '106'],
    ['a unit of another province', 'MaDinhDanhDV=000.00.07.H98&isUpdating=False', '106'],
    ['a unit that is none', 'MaDinhDanhDV=%00%27&isUpdating=False', '302'],
    ['no isUpdating', UNIT, '200'],
    ['another isUpdating', `${UNIT}&isUpdating=%00`, '304'],
  ])('refuses %s', async (_case, query, code) => {
    const { data, status } = await haGiang(query, [firstGenerationDossier()]);

    expect([status, data['error_code']]).toEqual([200, code]);
  });
});

describe('a relay below the address of a space', () => {
  it('calls for the account of that space, and what it brings is there and nowhere else', async () => {
    const accounts = [{ username: '000.00.00.H98', password: 'mat-khau-khac' }];
    await portal.sim('POST', 'spaces', { id: 'tinh-khac', accounts });
    const dossier = firstGenerationDossier({ MaHoSo: '000.00.12.H98-210914-0007' });

    const { data } = await portal.post(`/s/tinh-khac${RELAY_PATHS.thanhHoa}/${THANH_HOA_SUFFIXES.create}`, [dossier]);

    expect(data).toEqual({ error_code: '0', message: 'Đồng bộ hồ sơ thành công' });
    const codesIn = async (path: string): Promise<unknown> =>
      ((await portal.sim('GET', path)).data['dossiers'] as { MaHoSo: string }[]).map(({ MaHoSo }) => MaHoSo);
    expect(await codesIn('s/tinh-khac/state/dossiers')).toEqual(['000.00.12.H98-210914-0007']);
    expect(await codesIn('state/dossiers')).toEqual([]);
  });
});
