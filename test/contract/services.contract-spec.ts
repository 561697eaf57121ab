import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { writeSync } from 'node:fs';
import { IDENTITY_NUMBER, exampleStep, firstGenerationDossier } from '../support/example-dossiers.js';
import { newRestStories } from '../support/new-rest-stories.js';
import { ACCOUNT, MockRig, PASSWORD, exampleService, type Reply } from '../support/running-mock.js';

const portal = new MockRig();
const NATIONAL = '000.00.00.G02-210914-0031';
const ENTRY = { MA: expect.any(String), TEN: expect.any(String), MACHA: expect.any(String) };
const OK = { error_code: 0, message: '' };
const DONE = { error_code: 0, message: 'Đồng bộ dữ liệu thành công' };
const QUESTION = { HOIDAPID: 9701, MALINHVUC: 'G09-LD91', NOIDUNG: 'Nộp ở đâu?', MADONVI: '000.00.12.H97' };
const EVALUATION = {
  NgayTongHop: '9-2021',
  TongSoNguoiDanhGia: 40,
  PhanTramDanhGiaRatHaiLong: '65%',
  PhanTramDanhGiaHaiLong: '30%',
  PhanTramDanhGiaChuaHaiLong: '5%',
  Madonvi: '000.00.12.H97',
  TenDonVi: 'Sở Ví dụ',
};

interface Story {
  readonly service: string;
  readonly ask: () => Promise<Reply>;
  readonly expected: unknown;
}
const plain = (service: string, parameters: object, expected: unknown): Story => ({
  service,
  ask: () => portal.call(service, parameters),
  expected,
});
const list = (service: string): Story =>
  plain(service, {}, { ...OK, result: expect.arrayContaining([expect.objectContaining(ENTRY)]) });
const listed = (item: object): unknown => ({ ...OK, result: expect.arrayContaining([expect.objectContaining(item)]) });

/** Told in this order: a read follows the write it reads. */
const STORIES: readonly Story[] = [
  {
    service: 'login',
    ask: () => portal.post(PORTAL_PATHS.login, { username: ACCOUNT, password: PASSWORD }),
    expected: { ...OK, session: expect.stringMatching(/^\S{20,}$/) },
  },
  plain('LayDanhSachTTHC', {}, listed({ MATTHC: '9.900101', TENTTHC: 'Cấp giấy chứng nhận mẫu' })),
  plain('LayDanhSachTTHCDonVi', { maDonVi: 'H97' }, listed({ MATTHC: '9.900102' })),
  plain('LayThuTuc', { maTTHC: '9.900101' }, listed({ MATTHC: '9.900101', TRANGTHAI: '1' })),
  plain('LayQDCB', { idQDCB: 9701 }, { ...OK, result: [{ IDQDCB: '9701', SOQUYETDINH: '97/QĐ-VD' }] }),
  plain('LayDanhMucCoQuan', {}, listed({ MADONVI: '000.00.12.H97' })),
  plain('LayDanhMucLinhVuc', {}, listed({ MALINHVUC: 'G09-LD91' })),
  ...['LoaiThuTuc', 'NhomThuTuc', 'ThuTucThuocLoai', 'GioiTinh', 'TinhThanh', 'QuanHuyen', 'QuocGia'].map((name) =>
    list(`LayDanhMuc${name}`),
  ),
  plain('LayDanhMucPhuongXa', {}, { ...OK, result: [] }),
  ...['DanToc', 'TonGiao', 'TinhTrangHonNhan', 'DoiTuong', 'CapThucHien', 'CanCuPhapLy', 'LePhi'].map((name) =>
    list(`LayDanhMuc${name}`),
  ),
  plain(
    'DongBoDVC',
    { isUpdating: 'False', data: [exampleService()] },
    expect.objectContaining({ error_code: 0, message: 'Đồng bộ dịch vụ công thành công' }),
  ),
  plain('LayDVC', {}, { ...OK, result: { data: [exampleService()] } }),
  plain(
    'TraCuuTechID',
    { provider: 'wso2is', mstorcmnd: '9700000101' },
    { ...OK, result: [{ TECHNICALID: 'TECH-97-0101' }] },
  ),
  plain(
    'DongBoHoSoMC',
    { isUpdating: 'False', data: [firstGenerationDossier()] },
    { error_code: 0, message: 'Đồng bộ hồ sơ thành công' },
  ),
  plain('CapNhatTienDoHoSoMC', { data: [exampleStep()] }, { error_code: 0, message: 'Cập nhật tiến độ thành công' }),
  plain(
    'TraCuuHoSo',
    { mahoso: '000.00.12.H97-210914-0007' },
    { ...OK, result: [firstGenerationDossier({ SoTienDo: '1', TienDoCuoi: '20210914081500' })] },
  ),
  plain(
    'DongBoTrangThaiHoSo',
    { type: '2', data: { MaHoSo: NATIONAL, NgayXuLy: '20210915090500', TrangThai: '2' } },
    { error_code: 0, message: 'Đồng bộ trạng thái hồ sơ thành công' },
  ),
  plain('DongBoDanhGia', { data: [EVALUATION] }, DONE),
  plain(
    'DongBoHoiDap',
    { data: [{ HOIDAPID: 9702, MaLinhVuc: 'G09-LD91', NOIDUNG: 'Bao lâu?', MADONVI: '000.00.12.H97' }] },
    DONE,
  ),
  plain('LayDanhSachHoiDapBoCoQuan', {}, listed({ HOIDAPID: 9702, MALINHVUC: 'G09-LD91', NOIDUNG: 'Bao lâu?' })),
  plain('LayDanhSachHoiDapGuiTuDVCQG', {}, listed({ ...QUESTION, NOIDUNGTRALOI: '', TRANGTHAI: 1 })),
  plain(
    'DongBoKetQuaHoiDapGuiTuDVCQG',
    {
      data: [{ HOIDAPID: 9701, MADONVI: '000.00.12.H97', NGAYTRALOI: '20210916100000', NOIDUNGTRALOI: 'Trực tuyến.' }],
    },
    DONE,
  ),
  plain('LayNoiDungTraLoiTheoCauHoi', { cauhoiid: '9701' }, listed({ HOIDAPID: 9701, NOIDUNGTRALOI: 'Trực tuyến.' })),
  {
    service: 'TraCuuKetQuaSoHoa',
    ask: () =>
      portal.post(PORTAL_PATHS.results, {
        SoDinhDanhChuSoHuu: IDENTITY_NUMBER,
        MaThuTuc: '9.900101',
        DanhSachDanhMucKetQua: [{ MaKetQua: 'KQ.G09.000991' }],
      }),
    expected: {
      errorCode: '0',
      message: 'Thành công',
      signature: expect.any(String),
      result: { DanhSachGiayToKetQua: [{ MaKetQua: 'KQ.G09.000991', SoKyHieu: '97/GCN' }] },
    },
  },
  {
    service: 'LayTepKetQuaSoHoa',
    ask: () => portal.post(PORTAL_PATHS.resultFile, { CoQuanChuQuan: 'Sở Ví dụ', DuongDan: '/kho/gcn-97.pdf' }),
    expected: 'JVBERi0xLjQ=',
  },
  ...newRestStories(portal),
];

const outcomes = new Map<string, string>();

async function putItem(kind: string, owner: string, code: string, fields: object): Promise<void> {
  const { status } = await portal.sim('PUT', `state/items/${kind}`, [{ owner, code, fields }]);
  if (status !== 200) throw new Error(`items/${kind}: ${String(status)}`);
}

beforeAll(async () => {
  await portal.start();
  await putItem('decision', '', '9701', { SOQUYETDINH: '97/QĐ-VD' });
  await putItem('account', '', '9700000101', { TECHNICALID: 'TECH-97-0101' });
  await putItem('question', 'H97', '9701', QUESTION);
  await putItem('result', IDENTITY_NUMBER, 'KQ.G09.000991', { SoKyHieu: '97/GCN' });
  await putItem('result-file', '', '/kho/gcn-97.pdf', { base64: 'JVBERi0xLjQ=' });
  await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields: { MaHoSo: NATIONAL, TrangThaiHoSo: '1' } });
}, 60_000);
afterAll(() => portal.stop());

describe('every service of the portal', () => {
  it.each(STORIES.map((story) => [story.service, story] as const))(
    '%s answers field by field',
    async (service, story) => {
      outcomes.set(service, 'failed');
      const { data, status } = await story.ask();

      expect(status).toBe(200);
      expect(data).toEqual(story.expected);
      outcomes.set(service, 'passed');
    },
  );

  it('is told of here, none missing', async () => {
    const { data } = await portal.sim('GET', 'catalog');
    const services = data['services'] as { service: string; label: string }[];

    const lines = services.map(({ service, label }) => [service, label, outcomes.get(service) ?? 'missing'] as const);
    writeSync(2, `${lines.map((line) => line.map((cell) => cell.padEnd(32)).join('')).join('\n')}\n`);

    expect(lines.filter(([, , outcome]) => outcome !== 'passed')).toEqual([]);
    expect(services).toHaveLength(STORIES.length);
  });
});

describe('a service that finds nothing, or is asked badly', () => {
  it.each<[string, object, number]>([
    ['LayQDCB', { idQDCB: '1' }, 204],
    ['LayQDCB', {}, 200],
    ['LayDanhSachTTHCDonVi', { maDonVi: 'H55' }, 205],
    ['TraCuuTechID', { mstorcmnd: 'x' }, 302],
    ['TraCuuHoSo', {}, 200],
    ['LayNoiDungTraLoiTheoCauHoi', { cauhoiid: 1 }, 204],
    ['DongBoKetQuaHoiDapGuiTuDVCQG', { data: [] }, 401],
    ['DongBoDanhGia', { data: [{ ...EVALUATION, NgayTongHop: '2021' }] }, 302],
    ['TraCuuKetQuaSoHoa', {}, 110],
  ])('%s says so: %o', async (service, parameters, code) => {
    const { data, status } = await portal.call(service, parameters);

    expect([status, data['error_code']]).toEqual([200, code]);
  });
});
