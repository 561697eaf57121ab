import { expect } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { IDENTITY_NUMBER, exampleStep, firstGenerationDossier, secondGenerationDossier } from './example-dossiers.js';
import { newRestStories } from './new-rest-stories.js';
import { paymentStories } from './payment-stories.js';
import type { Story } from './story.js';
import { ACCOUNT, MockRig, PASSWORD, exampleService } from './running-mock.js';

/** Started by the suite that tells the stories. */
export const portal = new MockRig();
export const NATIONAL = '000.00.00.G02-210914-0031';
const ENTRY = { MA: expect.any(String), TEN: expect.any(String), MACHA: expect.any(String) };
const OK = { error_code: 0, message: '' };
const DONE = { error_code: 0, message: 'Đồng bộ dữ liệu thành công' };
export const QUESTION = { HOIDAPID: 9701, MALINHVUC: 'G09-LD91', NOIDUNG: 'Nộp ở đâu?', MADONVI: '000.00.12.H97' };
export const EVALUATION = {
  NgayTongHop: '9-2021',
  TongSoNguoiDanhGia: 40,
  PhanTramDanhGiaRatHaiLong: '65%',
  PhanTramDanhGiaHaiLong: '30%',
  PhanTramDanhGiaChuaHaiLong: '5%',
  Madonvi: '000.00.12.H97',
  TenDonVi: 'Sở Ví dụ',
};

const plain = (service: string, parameters: object, expected: unknown, more: Partial<Story> = {}): Story => ({
  service,
  ask: () => portal.call(service, parameters),
  expected,
  ...more,
});
const list = (service: string): Story =>
  plain(service, {}, { ...OK, result: expect.arrayContaining([expect.objectContaining(ENTRY)]) });
const listed = (item: object): unknown => ({ ...OK, result: expect.arrayContaining([expect.objectContaining(item)]) });
const keeping = (fields: object): unknown => ({
  items: expect.arrayContaining([expect.objectContaining({ fields: expect.objectContaining(fields) })]),
});
const holding = (fields: object): unknown =>
  expect.objectContaining({ current: [expect.objectContaining({ fields: expect.objectContaining(fields) })] });

const FIRST = firstGenerationDossier();
const SECOND = secondGenerationDossier();
const SECOND_CODE = String(SECOND['MaHoSo']);
const STEP = exampleStep({ MaHoSo: SECOND_CODE, TrangThai: '10', ThoiDiemXuLy: '20241011143000' });
const NOTICE = {
  MaHoSo: NATIONAL,
  MaHoSoDonVi: '000.00.12.H97-210914-0012',
  NgayXuLy: '20210915090500',
  TrangThai: '2',
};
const PUBLISHED = { HOIDAPID: 9702, MaLinhVuc: 'G09-LD91', NOIDUNG: 'Bao lâu?', MADONVI: '000.00.12.H97' };
const ANSWER = {
  HOIDAPID: 9701,
  MADONVI: '000.00.12.H97',
  NGAYTRALOI: '20210916100000',
  NOIDUNGTRALOI: 'Trực tuyến.',
};

/** Told in this order: a read follows the write it reads. */
export const STORIES: readonly Story[] = [
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
    {
      error_code: 0,
      message: 'Đồng bộ dịch vụ công thành công',
      result: [{ MADVC: '9.900101.01', error_code: 0, message: '' }],
    },
    {
      state: [
        'state/services/9.900101.01',
        { current: [expect.objectContaining({ province: 'H97', MADVC: '9.900101.01', TRANGTHAI: '1' })], history: [] },
      ],
    },
  ),
  plain('LayDVC', {}, { ...OK, result: { data: [exampleService()] } }),
  plain(
    'TraCuuTechID',
    { provider: 'wso2is', mstorcmnd: '9700000101' },
    { ...OK, result: [{ TECHNICALID: 'TECH-97-0101' }] },
  ),
  plain(
    'DongBoHoSoMC',
    { isUpdating: 'False', data: [FIRST] },
    { error_code: 0, message: 'Đồng bộ hồ sơ thành công' },
    {
      generation: 1,
      strictly: { error_code: 200, message: 'Thiếu trường bắt buộc: NgayNopHoSo' },
      state: [`state/dossiers/${String(FIRST['MaHoSo'])}`, holding(FIRST)],
    },
  ),
  plain(
    'DongBoHoSoMC',
    { isUpdating: 'False', data: [SECOND] },
    { error_code: 0, message: 'Đồng bộ hồ sơ thành công' },
    { generation: 2, state: [`state/dossiers/${SECOND_CODE}`, holding(SECOND)] },
  ),
  plain(
    'CapNhatTienDoHoSoMC',
    { data: [STEP] },
    { error_code: 0, message: 'Cập nhật tiến độ thành công' },
    {
      generation: 1,
      state: [`state/dossiers/${SECOND_CODE}`, expect.objectContaining({ progress: [expect.objectContaining(STEP)] })],
    },
  ),
  plain(
    'TraCuuHoSo',
    { mahoso: SECOND_CODE },
    { ...OK, result: [{ ...SECOND, SoTienDo: '1', TienDoCuoi: '20241011143000' }] },
    { generation: 2, strictly: { ...OK, result: [SECOND] } },
  ),
  plain(
    'DongBoTrangThaiHoSo',
    { type: '2', data: NOTICE },
    { error_code: 0, message: 'Đồng bộ trạng thái hồ sơ thành công' },
    {
      generation: 1,
      state: [`state/dossiers/${NATIONAL}`, holding({ TrangThaiHoSo: '2', TrangThaiXuLy: NOTICE })],
    },
  ),
  plain('DongBoDanhGia', { data: [EVALUATION] }, DONE, { state: ['state/items/evaluation', keeping(EVALUATION)] }),
  plain('DongBoHoiDap', { data: [PUBLISHED] }, DONE, {
    state: ['state/items/published-question', keeping(PUBLISHED)],
  }),
  plain('LayDanhSachHoiDapBoCoQuan', {}, listed({ HOIDAPID: 9702, MALINHVUC: 'G09-LD91', NOIDUNG: 'Bao lâu?' })),
  plain('LayDanhSachHoiDapGuiTuDVCQG', {}, listed({ ...QUESTION, NOIDUNGTRALOI: '', TRANGTHAI: 1 })),
  plain('DongBoKetQuaHoiDapGuiTuDVCQG', { data: [ANSWER] }, DONE, {
    state: ['state/items/question', keeping({ ...QUESTION, ...ANSWER })],
  }),
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
  ...paymentStories(portal),
  ...newRestStories(portal),
];
