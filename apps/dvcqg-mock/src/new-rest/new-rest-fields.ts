import { NEW_REST_OWNER_KINDS } from '@dvc/contracts';
import { RESULT_FIELDS } from '../portal-api/dossiers/dossier-fields.js';
import { field, type FieldRule } from '../portal-api/fields/field-rule.js';

const YES = { required: 'yes' } as const;
const UNCLEAR = { required: 'unclear' } as const;
/** Who people are, and what they write. */
const HASH = { pii: 'hash' } as const;
const LAST_4 = { pii: 'keep-last-4' } as const;

const FEE_FIELDS = [
  field('TenPhiLePhi'),
  field('MaPhiLePhi'),
  field('HinhThucThu', 'text', { values: ['1', '2', '4'] }),
  field('Gia', 'amount'),
  field('LoaiPhiLePhi', 'text', { values: ['1', '2', '3'] }),
  field('TrangThaiThanhToan', 'text', { values: ['0', '1'] }),
];
/** The two days here are written unlike every other. */
const PERSON_FIELDS = [
  field('TenNguoiNop', 'text', HASH),
  field('SoDinhDanh', 'text', LAST_4),
  field('NgayCapDinhDanh', 'moment', HASH),
  field('NgaySinh', 'moment', HASH),
  field('SoDienThoai', 'text', HASH),
  field('Email', 'text', HASH),
  field('Fax', 'text', HASH),
  field('MaTinh'),
  field('MaHuyen'),
  field('MaXa'),
  field('DiaChiChiTiet', 'text', HASH),
  field('TenChuHs', 'text', HASH),
  field('SoDinhDanhChuHs', 'text', LAST_4),
  field('MaTinhChuHs'),
  field('MaXaChuHs'),
  field('DiaChiChiTietChuHs', 'text', HASH),
];
const APPLICANT_FIELDS = [
  field('LoaiDoiTuong', 'integer', { values: NEW_REST_OWNER_KINDS }),
  field('IdDoiTuong', 'uuid', LAST_4),
  field('ThongTinChiTiet', 'object', { fields: PERSON_FIELDS }),
];
const PART_FIELDS = [
  field('MaThanhPhanHoSo'),
  field('TenThanhPhanHoSo'),
  field('SoLuong', 'integer'),
  field('LoaiBan', 'integer', { values: ['0', '1', '2'] }),
  field('GiayToDinhKem', 'list', {
    fields: [field('IdGiayTo'), field('MaKetQua'), field('TenGiayTo', 'text', { max: 2_000 }), field('HashTepTin')],
  }),
];

/** `CreateDossier`. That the first two are required is all that is known. */
export const NEW_DOSSIER_FIELDS: readonly FieldRule[] = [
  field('MaHoSo', 'dossier-code', YES),
  field('MaTTHC', 'text', YES),
  field('MaDichVuCong'),
  field('ChuHoSo', 'text', { ...UNCLEAR, ...HASH }),
  field('LoaiDoiTuong', 'integer', { ...UNCLEAR, values: NEW_REST_OWNER_KINDS }),
  field('MaDonViTiepNhan', 'text', UNCLEAR),
  field('NgayNop', 'local-moment', UNCLEAR),
  field('NgayTiepNhan', 'local-moment', UNCLEAR),
  field('ThanhPhanHoSo', 'list', { fields: PART_FIELDS }),
  field('ThongTinNguoiNop', 'object', { fields: APPLICANT_FIELDS }),
  field('DanhSachLePhi', 'list', { fields: FEE_FIELDS }),
];

/** `CapNhatTienTrinh`. */
export const NEW_STEP_FIELDS: readonly FieldRule[] = [
  field('IDHoSo', 'text', YES),
  field('MaHoSo', 'dossier-code', YES),
  field('NguoiXuLy', 'text', { ...HASH, ...YES, max: 50 }),
  field('ThoiDiemXuLy', 'iso-moment', YES),
  field('PhongBanXuLy'),
  field('NoiDungXuLy', 'text', { ...YES, ...HASH }),
  field('TrangThai', 'integer', YES),
  field('NgayBatDau', 'iso-moment'),
  field('NgayKetThucTheoQuyDinh', 'iso-moment'),
];

/** `CapNhatTrangThai`. */
export const NEW_STATUS_FIELDS: readonly FieldRule[] = [
  field('IdHoSo', 'text', YES),
  field('MaHoSo', 'dossier-code', YES),
  field('TrangThai', 'integer', YES),
  field('NoiDungYKien', 'text', HASH),
  field('PhongBanXuLy'),
  field('NoiDungXuLy', 'text', HASH),
  field('DanhSachLePhi', 'list', { fields: FEE_FIELDS }),
  field('DanhSachGiayToKetQua', 'list', { fields: RESULT_FIELDS }),
];
