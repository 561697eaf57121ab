import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PORTAL_DSTCODE, PORTAL_PATHS } from '@dvc/contracts';
import { writeSync } from 'node:fs';
import {
  IDENTITY_NUMBER,
  exampleStep,
  firstGenerationDossier,
  secondGenerationDossier,
} from '../support/example-dossiers.js';
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

type Profile = 'default' | 'strict';
interface Story {
  readonly service: string;
  /** Of the body: 1, fields seen since 2019; 2, since 2022. */
  readonly generation?: 1 | 2;
  readonly ask: () => Promise<Reply>;
  readonly expected: unknown;
  /** What the strict profile answers, where it is something else. */
  readonly strictly?: unknown;
  /** Where a write is to be seen afterwards, and what is there. */
  readonly state?: readonly [path: string, expected: unknown];
}

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
  ...newRestStories(portal),
];

/** What became of each story, in the words of the table. */
interface Line {
  readonly story: Story;
  readonly profile: Profile;
  outcome: 'passed' | 'failed';
}
const lines: Line[] = [];

async function putItem(kind: string, owner: string, code: string, fields: object): Promise<void> {
  const { status } = await portal.sim('PUT', `state/items/${kind}`, [{ owner, code, fields }]);
  if (status !== 200) throw new Error(`items/${kind}: ${String(status)}`);
}

async function begin(profile: Profile): Promise<void> {
  await portal.sim('POST', 'reset');
  await portal.sim('PATCH', 'switches', { profile });
  await putItem('decision', '', '9701', { SOQUYETDINH: '97/QĐ-VD' });
  await putItem('account', '', '9700000101', { TECHNICALID: 'TECH-97-0101' });
  await putItem('question', 'H97', '9701', QUESTION);
  await putItem('result', IDENTITY_NUMBER, 'KQ.G09.000991', { SoKyHieu: '97/GCN' });
  await putItem('result-file', '', '/kho/gcn-97.pdf', { base64: 'JVBERi0xLjQ=' });
  await portal.sim('POST', 'state/dossiers', { owner: 'H97', fields: { MaHoSo: NATIONAL, TrangThaiHoSo: '1' } });
}

beforeAll(() => portal.start(), 60_000);
afterAll(() => portal.stop());

const named = ({ service, generation }: Story): string =>
  generation === undefined ? service : `${service}, generation ${String(generation)},`;

describe.each<Profile>(['default', 'strict'])('every service of the portal, in the %s profile', (profile) => {
  beforeAll(async () => {
    // Strict wants it on every call; by default it may be there.
    portal.http.defaults.headers.common['dstcode'] = PORTAL_DSTCODE;
    await begin(profile);
  });

  it.each(STORIES.map((story) => [named(story), story] as const))(
    '%s answers field by field, and what it wrote is there',
    async (_name, story) => {
      const line: Line = { story, profile, outcome: 'failed' };
      lines.push(line);
      const isOther = profile === 'strict' && story.strictly !== undefined;

      const { data, status } = await story.ask();

      expect(status).toBe(200);
      expect(data).toEqual(isOther ? story.strictly : story.expected);
      const [path = '', expected] = story.state ?? [];
      const state = path === '' || isOther ? null : await portal.sim('GET', path);
      expect(state?.data ?? null).toEqual(state === null ? null : expected);
      line.outcome = 'passed';
    },
  );
});

describe('the table of the services', () => {
  it('has every service of the catalogue in both profiles, each with its label, and none that failed', async () => {
    const { data } = await portal.sim('GET', 'catalog');
    const services = data['services'] as { service: string; label: string }[];
    const rows = services.flatMap(({ service, label }) => {
      const told = lines.filter(({ story }) => story.service === service);
      const missing = (['default', 'strict'] as const).filter(
        (profile) => !told.some((line) => line.profile === profile),
      );
      return [
        ...told.map(({ story, profile, outcome }) => [service, label, story.generation ?? '–', profile, outcome]),
        ...missing.map((profile) => [service, label, '–', profile, 'missing']),
      ];
    });
    const table = [['service', 'label', 'generation', 'profile', 'result'], ...rows];
    writeSync(
      2,
      `${table.map((row) => row.map((cell, at) => String(cell).padEnd(at === 0 ? 34 : 14)).join('')).join('\n')}\n`,
    );

    expect(rows.filter((row) => row.at(-1) !== 'passed')).toEqual([]);
    expect(new Set(lines.map(({ story }) => story.service)).size).toBe(services.length);
  });
});

describe('a service that finds nothing, or is asked badly', () => {
  beforeAll(() => begin('default'));

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
