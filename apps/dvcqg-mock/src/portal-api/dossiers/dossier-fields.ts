import { field, type FieldRule } from '../fields/field-rule.js';

const YES = { required: 'yes' } as const;
const UNCLEAR = { required: 'unclear' } as const;
const NEW = { generation: 2 } as const;
/** Names, addresses, what people write in their own words, and addresses of files. */
const HASH = { pii: 'hash' } as const;
const LAST_4 = { pii: 'keep-last-4' } as const;
const FLAG = ['0', '1'];
/** All of these are in use. */
const DELETED = ['False', 'True', '0', '1', 'false', 'true'];

export const FILE_FIELDS: readonly FieldRule[] = [
  field('TepDinhKemId'),
  field('TenTepDinhKem', 'text', { ...HASH, max: 4_000 }),
  field('IsDeleted', 'text', { values: DELETED }),
  field('MaThanhPhanHoSo'),
  field('DuongDanTaiTepTin', 'text', HASH),
];
const DOCUMENT_FIELDS = [
  ...FILE_FIELDS,
  field('DuocSoHoa', 'text', { ...NEW, values: FLAG }),
  field('DuocTaiSuDung', 'text', { ...NEW, values: ['0', '1', '2'] }),
  field('DuocLayTuKhoDMQG', 'text', { ...NEW, values: FLAG }),
  field('MaKetQuaThayThe', 'text', NEW),
];
const FEE_FIELDS = [
  field('TenPhiLePhi'),
  field('MaPhiLePhi'),
  field('HinhThucThu', 'text', { values: ['1', '2', '4'] }),
  field('Gia', 'amount'),
  field('LoaiPhiLePhi'),
];
const SUPPLEMENT_FIELDS = [
  field('HoSoBoSungId', 'integer'),
  field('NguoiYeuCauBoSung', 'text', HASH),
  field('NoiDungBoSung', 'text', HASH),
  field('NgayBoSung', 'moment'),
  field('NguoiTiepNhanBoSung', 'text', HASH),
  field('ThongTinTiepNhan', 'text', HASH),
  field('NgayTiepNhanBoSung', 'moment'),
  field('TrangThaiBoSung', 'text', { values: DELETED }),
  field('DanhSachGiayToBoSung', 'list', { fields: DOCUMENT_FIELDS }),
  field('DanhSachLePhiBoSung', 'list', { fields: FEE_FIELDS }),
  field('NgayHenTraTruoc', 'moment'),
  field('NgayHenTraMoi', 'moment'),
];
export const RESULT_FIELDS: readonly FieldRule[] = [
  field('TenGiayTo', 'text', { max: 2_000 }),
  field('MaThanhPhanHoSo'),
  field('GiayToId'),
  field('DuongDanTepTinKetQua', 'text', HASH),
  field('MaGiayToKetQua', 'text', NEW),
];

/** A dossier in `DongBoHoSoMC`. Its status has rules of its own. */
export const DOSSIER_FIELDS: readonly FieldRule[] = [
  field('MaHoSo', 'dossier-code', YES),
  field('MaTTHC', 'text', YES),
  field('TenTTHC', 'text', YES),
  field('MaLinhVuc', 'text', YES),
  field('TenLinhVuc', 'text', YES),
  field('SoBienNhan'),
  field('ChuHoSo', 'text', HASH),
  field('SoGiayToChuHoSo', 'text', { ...NEW, ...LAST_4 }),
  field('LoaiDoiTuong', 'text', { ...YES, values: ['1', '2', '3', '4'] }),
  field('MaDoiTuong', 'text', LAST_4),
  field('ThongTinKhac', 'text', HASH),
  field('Email', 'text', HASH),
  field('Fax', 'text', HASH),
  field('SoDienThoai', 'text', HASH),
  field('TrichYeuHoSo', 'text', { ...HASH, ...UNCLEAR, max: 1_000 }),
  field('NgayNopHoSo', 'moment', { ...UNCLEAR, ...NEW }),
  field('NgayTiepNhan', 'moment', YES),
  field('NgayHenTra', 'moment'),
  field('NgayTra', 'moment'),
  field('NgayKetThucXuLy', 'moment'),
  field('NgayTuChoi', 'moment', NEW),
  field('TrangThaiHoSo', 'integer', YES),
  field('ThongTinTra', 'text', HASH),
  field('HinhThuc', 'text', { ...YES, values: FLAG }),
  field('DonViXuLy', 'text', YES),
  // Senders have seen this one refused.
  field('GhiChu', 'text', { ...HASH, max: 2_000, isHardLimit: true }),
  field('KenhThucHien', 'text', { ...UNCLEAR, ...NEW, values: ['1', '2', '3'] }),
  field('NoiNopHoSo', 'text', { ...UNCLEAR, ...NEW, values: ['1', '2'] }),
  field('HoSoCoThanhPhanSoHoa', 'text', { ...UNCLEAR, ...NEW, values: FLAG }),
  field('TaiKhoanDuocXacThucVoiVNeID', 'text', { ...UNCLEAR, ...NEW, values: FLAG }),
  field('DuocThanhToanTrucTuyen', 'text', { ...UNCLEAR, ...NEW, values: ['0', '1', '2', '3'] }),
  field('DinhDanhCHS', 'list', {
    ...UNCLEAR,
    ...NEW,
    fields: [
      field('LoaiDinhDanh', 'text', { ...YES, values: ['1', '2'] }),
      field('SoDinhDanh', 'identity-number', { ...YES, ...LAST_4 }),
    ],
  }),
  field('DSKetNoiCSDL', 'list', { ...NEW, fields: [field('MaCSDL', 'text', YES)] }),
  field('TaiLieuNop', 'list', { fields: DOCUMENT_FIELDS }),
  field('DanhSachLePhi', 'list', { fields: FEE_FIELDS }),
  field('DanhSachTepDinhKemKhac', 'list', {
    fields: [field('TenGiayTo', 'text', { max: 2_000 }), field('SoLuong', 'integer'), field('LoaiGiayTo', 'integer')],
  }),
  field('DanhSachHoSoBoSung', 'list', { fields: SUPPLEMENT_FIELDS }),
  field('DanhSachGiayToKetQua', 'list', { fields: RESULT_FIELDS }),
];

/** A step in `CapNhatTienDoHoSoMC`. */
export const PROGRESS_FIELDS: readonly FieldRule[] = [
  field('MaHoSo', 'dossier-code', YES),
  field('NguoiXuLy', 'text', { ...HASH, ...YES, max: 50 }),
  field('ChucDanh'),
  field('ThoiDiemXuLy', 'moment', YES),
  field('PhongBanXuLy'),
  field('NoiDungXuLy', 'text', { ...YES, ...HASH }),
  field('TrangThai', 'integer', YES),
  field('NgayBatDau', 'moment'),
  field('NgayKetThucTheoQuyDinh', 'moment'),
];

/** The one object in `DongBoTrangThaiHoSo`. */
export const NOTICE_FIELDS: readonly FieldRule[] = [
  field('MaHoSo', 'dossier-code', YES),
  field('MaHoSoDonVi', 'text', UNCLEAR),
  field('MaDoiTuong', 'text', LAST_4),
  field('NoiDung', 'text', HASH),
  field('NgayXuLy', 'moment', YES),
  field('TrangThai', 'integer', YES),
  field('TaiLieuXuLy', 'list', { fields: FILE_FIELDS }),
];
