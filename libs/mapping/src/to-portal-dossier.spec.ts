import type { DossierItem, DossierNews, DossierStep } from '@dvc/domain';
import { describe, expect, it } from '@jest/globals';
import { toPortalDossier } from './to-portal-dossier.js';

const at = (text: string): Date => new Date(`${text}+07:00`);
const ITEM: DossierItem = {
  code: 'H97.12-241007-0019',
  procedureCode: '9.900101',
  procedureName: 'Cấp giấy chứng nhận mẫu',
  fieldCode: 'G09-LD91',
  fieldName: 'Lĩnh vực mẫu',
  serviceCode: '9.900101.01',
  status: 10,
  agencyName: 'Sở Ví dụ',
  applicant: {
    name: 'Phạm Minh Mẫu',
    kind: 'CITIZEN',
    identityNumber: '9'.repeat(12),
    portalAccount: 'TECH-97-0102',
    email: '',
    phone: '0977000102',
  },
  subject: 'Cấp giấy chứng nhận mẫu',
  note: '',
  channel: 'ONLINE',
  isFiledAtPortal: false,
  returnedBy: 'POST',
  submittedAt: at('2024-10-07T07:42:10'),
  receivedAt: at('2024-10-07T08:00:00'),
  dueAt: at('2024-10-14T17:00:00'),
  finishedAt: at('2024-10-11T10:30:00'),
  returnedAt: at('2024-10-11T14:30:00'),
  refusedAt: null,
  hasDigitisedPapers: true,
  isVerifiedByVneid: true,
  paidOnline: 'AT_PROVINCE',
  databases: ['1'],
  papers: [
    {
      id: '980021',
      name: 'Tờ khai mẫu.pdf',
      componentCode: '000.00.00.G09-KQ009701',
      url: 'https://tep.h97.example/2024/10/to-khai.pdf',
      isDigitised: true,
      reusedFrom: 'RESULT',
      isFromNationalStore: true,
      resultCode: 'KQ.G09.000991',
    },
  ],
  fees: [{ name: 'Lệ phí cấp giấy', code: '1', taken: 'AT_INTAKE', amount: 122_500 }],
  supplements: [
    {
      id: 9_701,
      askedBy: 'Đỗ Thị Thí Dụ',
      content: 'Bổ sung bản đồ khu vực',
      askedAt: at('2024-10-08T09:00:00'),
      receivedBy: 'Vũ Văn Tiếp',
      receivedAt: at('2024-10-09T08:30:00'),
      dueBefore: at('2024-10-11T17:00:00'),
      dueAfter: at('2024-10-14T17:00:00'),
    },
  ],
  results: [
    {
      id: '980077',
      name: 'Giấy chứng nhận mẫu.pdf',
      componentCode: '',
      url: 'https://tep.h97.example/2024/10/ket-qua.pdf',
      resultCode: 'KQ.G09.000991',
    },
  ],
};
const STEP: DossierStep = {
  at: at('2024-10-11T14:30:00'),
  officer: 'Vũ Văn Tiếp',
  title: 'Chuyên viên',
  department: 'Bộ phận Một cửa',
  content: 'Trả kết quả',
  status: 10,
  startedAt: null,
  dueAt: at('2024-10-14T17:00:00'),
};
const read = (body: string | null | undefined): Record<string, unknown> =>
  JSON.parse(body ?? 'null') as Record<string, unknown>;
const mapped = (changes: Partial<DossierItem>, step: DossierNews['step'] = null) =>
  toPortalDossier({ item: { ...ITEM, ...changes }, step });

describe('a dossier in the portal’s words', () => {
  it('has every field added since 2022, all scalars as texts, times as Vietnam reads them', () => {
    expect(read(mapped({}).body)).toMatchObject({
      MaHoSo: 'H97.12-241007-0019',
      NgayNopHoSo: '20241007074210',
      NgayTiepNhan: '20241007080000',
      NgayTra: '20241011143000',
      NgayTuChoi: '',
      TrangThaiHoSo: '10',
      LoaiDoiTuong: '1',
      HinhThuc: '1',
      KenhThucHien: '2',
      NoiNopHoSo: '2',
      DuocThanhToanTrucTuyen: '2',
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '9'.repeat(12) }],
      TaiLieuNop: [{ DuocSoHoa: '1', DuocTaiSuDung: '2', MaKetQuaThayThe: 'KQ.G09.000991' }],
      DanhSachLePhi: [{ HinhThucThu: '1', Gia: '122500' }],
      DanhSachHoSoBoSung: [{ TrangThaiBoSung: true, NgayHenTraMoi: '20241014170000' }],
      DanhSachGiayToKetQua: [{ MaGiayToKetQua: 'KQ.G09.000991' }],
    });
  });

  it('names the service it waits for only where it came online', () => {
    expect(mapped({}).serviceCode).toBe('9.900101.01');
    expect(mapped({ channel: 'COUNTER' }).serviceCode).toBeNull();
  });

  it('gives the same bytes however its texts were typed', () => {
    expect(mapped({ subject: ITEM.subject.normalize('NFD') }).body).toBe(mapped({}).body);
  });

  it('takes the day of filing for the day of receipt where there is none yet', () => {
    expect(read(mapped({ status: 1, receivedAt: null }).body)).toMatchObject({ NgayTiepNhan: '20241007074210' });
  });

  it('cuts what senders cut, by characters and not by halves of them', () => {
    const { TrichYeuHoSo, GhiChu } = read(mapped({ subject: '🖋'.repeat(1_001), note: 'á'.repeat(2_000) }).body);
    expect(TrichYeuHoSo).toBe(`${'🖋'.repeat(997)}...`);
    expect(GhiChu).toBe('á'.repeat(2_000));
  });

  it.each([
    ['a procedure without a national code', { procedureCode: 'TS_lop1' }, /chưa có mã quốc gia/],
    ['a field without a code', { fieldCode: null }, /chưa có mã lĩnh vực/],
    ['no agency', { agencyName: ' ' }, /chưa có tên đơn vị/],
    ['a status of its own', { status: 11 }, /Trạng thái 11 chưa có mã/],
  ])('cannot be mapped with %s, and says why', (_, changes, reason) => {
    expect(mapped(changes)).toMatchObject({ body: null, fault: expect.stringMatching(reason) });
  });
});

describe('a step in the portal’s words', () => {
  it('names its dossier, its officer, its moment and its status', () => {
    expect(read(mapped({}, STEP).step?.body)).toEqual({
      MaHoSo: 'H97.12-241007-0019',
      NguoiXuLy: 'Vũ Văn Tiếp',
      ChucDanh: 'Chuyên viên',
      ThoiDiemXuLy: '20241011143000',
      PhongBanXuLy: 'Bộ phận Một cửa',
      NoiDungXuLy: 'Trả kết quả',
      TrangThai: '10',
      NgayBatDau: '',
      NgayKetThucTheoQuyDinh: '20241014170000',
    });
  });

  it('is never without words, which the portal does not take', () => {
    const { NguoiXuLy, NoiDungXuLy } = read(mapped({}, { ...STEP, officer: '', content: ' ' }).step?.body);
    expect([NguoiXuLy, NoiDungXuLy]).toEqual(['Chuyên viên', 'Cập nhật trạng thái hồ sơ']);
  });

  it('with a status of its own cannot be mapped', () => {
    expect(mapped({}, { ...STEP, status: 0 }).step).toEqual({ body: null, fault: 'Trạng thái 0 chưa có mã của Cổng' });
  });
});
