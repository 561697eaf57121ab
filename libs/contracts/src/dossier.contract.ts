/** `TrangThaiHoSo` and `TrangThai`: first and last of the portal's numbers. — observed (3) */
export const PORTAL_STATUS_RANGE = { first: 1, last: 10 } as const;

/** Characters that senders in use cut their texts to. — observed (1–2); see docs/protocol.md §5 */
export const PORTAL_TEXT_LIMITS = { subject: 1_000, note: 2_000, paper: 2_000, file: 4_000, officer: 50 } as const;

type Flag = '0' | '1';

/**
 * One dossier as `DongBoHoSoMC` takes it, with the fields added since 2022. Scalars are texts, instants are
 * `yyyyMMddHHmmss` in Vietnam's time, blank where there is none. — observed (1–2); see docs/protocol.md §5
 */
export interface PortalDossier {
  readonly MaHoSo: string;
  readonly MaTTHC: string;
  readonly TenTTHC: string;
  readonly MaLinhVuc: string;
  readonly TenLinhVuc: string;
  readonly ChuHoSo: string;
  readonly SoGiayToChuHoSo: string;
  readonly LoaiDoiTuong: '1' | '2' | '3' | '4';
  readonly MaDoiTuong: string;
  readonly ThongTinKhac: string;
  readonly Email: string;
  readonly Fax: string;
  readonly SoDienThoai: string;
  readonly TrichYeuHoSo: string;
  readonly NgayNopHoSo: string;
  readonly NgayTiepNhan: string;
  readonly NgayHenTra: string;
  readonly NgayKetThucXuLy: string;
  readonly NgayTra: string;
  readonly NgayTuChoi: string;
  readonly TrangThaiHoSo: string;
  readonly ThongTinTra: string;
  readonly HinhThuc: Flag;
  readonly DonViXuLy: string;
  readonly GhiChu: string;
  readonly KenhThucHien: '1' | '2' | '3';
  readonly NoiNopHoSo: '1' | '2';
  readonly HoSoCoThanhPhanSoHoa: Flag;
  readonly TaiKhoanDuocXacThucVoiVNeID: Flag;
  readonly DuocThanhToanTrucTuyen: '0' | '1' | '2';
  readonly DinhDanhCHS: readonly { readonly LoaiDinhDanh: '1' | '2'; readonly SoDinhDanh: string }[];
  readonly DSKetNoiCSDL: readonly { readonly MaCSDL: string }[];
  readonly TaiLieuNop: readonly PortalPaper[];
  readonly DanhSachLePhi: readonly PortalFee[];
  readonly DanhSachTepDinhKemKhac: readonly never[];
  readonly DanhSachHoSoBoSung: readonly PortalSupplement[];
  readonly DanhSachGiayToKetQua: readonly PortalResultPaper[];
}

export interface PortalPaper {
  readonly TepDinhKemId: string;
  readonly TenTepDinhKem: string;
  readonly IsDeleted: 'False';
  readonly MaThanhPhanHoSo: string;
  readonly DuongDanTaiTepTin: string;
  readonly DuocSoHoa: Flag;
  readonly DuocTaiSuDung: '0' | '1' | '2';
  readonly DuocLayTuKhoDMQG: Flag;
  readonly MaKetQuaThayThe: string;
}

export interface PortalFee {
  readonly TenPhiLePhi: string;
  readonly MaPhiLePhi: string;
  readonly HinhThucThu: '1' | '2' | '4';
  readonly Gia: string;
  readonly LoaiPhiLePhi: '1';
}

export interface PortalSupplement {
  readonly HoSoBoSungId: number;
  readonly NguoiYeuCauBoSung: string;
  readonly NoiDungBoSung: string;
  readonly NgayBoSung: string;
  readonly NguoiTiepNhanBoSung: string;
  readonly ThongTinTiepNhan: string;
  readonly NgayTiepNhanBoSung: string;
  readonly TrangThaiBoSung: boolean;
  readonly DanhSachGiayToBoSung: readonly never[];
  readonly DanhSachLePhiBoSung: readonly never[];
  readonly NgayHenTraTruoc: string;
  readonly NgayHenTraMoi: string;
}

export interface PortalResultPaper {
  readonly TenGiayTo: string;
  readonly MaThanhPhanHoSo: string;
  readonly GiayToId: string;
  readonly DuongDanTepTinKetQua: string;
  readonly MaGiayToKetQua: string;
}

/** One step as `CapNhatTienDoHoSoMC` takes it. — observed (2) */
export interface PortalStep {
  readonly MaHoSo: string;
  readonly NguoiXuLy: string;
  readonly ChucDanh: string;
  readonly ThoiDiemXuLy: string;
  readonly PhongBanXuLy: string;
  readonly NoiDungXuLy: string;
  readonly TrangThai: string;
  readonly NgayBatDau: string;
  readonly NgayKetThucTheoQuyDinh: string;
}
