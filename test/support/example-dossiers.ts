/** Twelve digits that are nobody's. */
export const IDENTITY_NUMBER = ['09720', '0000101'].join('');

/** A dossier as senders wrote it from 2019 to 2021: the example of docs/protocol.md. */
export function firstGenerationDossier(changes: object = {}): Record<string, unknown> {
  return {
    MaHoSo: '000.00.12.H97-210914-0007',
    MaTTHC: '9.900101',
    TenTTHC: 'Cấp giấy chứng nhận mẫu',
    MaLinhVuc: 'G09-LD91',
    TenLinhVuc: 'Lĩnh vực mẫu',
    ChuHoSo: 'Phạm Minh Mẫu',
    LoaiDoiTuong: '1',
    MaDoiTuong: '',
    ThongTinKhac: '',
    Email: 'mau@vidu.example',
    Fax: '0977000101',
    SoDienThoai: '0977000101',
    TrichYeuHoSo: 'Đề nghị cấp giấy chứng nhận mẫu',
    NgayTiepNhan: '20210914080500',
    NgayHenTra: '20210921170000',
    TrangThaiHoSo: '4',
    NgayTra: '',
    ThongTinTra: '',
    HinhThuc: '0',
    NgayKetThucXuLy: '',
    DonViXuLy: 'Sở Ví dụ',
    GhiChu: 'Hồ sơ đủ thành phần',
    TaiLieuNop: [
      {
        TepDinhKemId: '970011',
        TenTepDinhKem: 'Đơn đề nghị mẫu.pdf',
        IsDeleted: 'False',
        MaThanhPhanHoSo: '',
        DuongDanTaiTepTin: 'https://motcua.h97.example/documents/97/201/don-mau.pdf',
      },
    ],
    DanhSachLePhi: [
      { TenPhiLePhi: 'Lệ phí cấp giấy', MaPhiLePhi: '2', HinhThucThu: '1', Gia: '245000', LoaiPhiLePhi: '1' },
    ],
    DanhSachTepDinhKemKhac: [],
    DanhSachHoSoBoSung: [],
    DanhSachGiayToKetQua: [],
    ...changes,
  };
}

/** A finished online dossier with the fields added since 2022. */
export function secondGenerationDossier(changes: object = {}): Record<string, unknown> {
  return {
    ...firstGenerationDossier(),
    MaHoSo: 'H97.12-241007-0019',
    SoGiayToChuHoSo: IDENTITY_NUMBER,
    MaDoiTuong: 'TECH-97-0102',
    NgayNopHoSo: '20241007074210',
    NgayTiepNhan: '20241007080000',
    NgayHenTra: '20241014170000',
    NgayKetThucXuLy: '20241011103000',
    NgayTra: '20241011143000',
    NgayTuChoi: '',
    TrangThaiHoSo: '10',
    HinhThuc: '1',
    KenhThucHien: '2',
    NoiNopHoSo: '2',
    HoSoCoThanhPhanSoHoa: '1',
    TaiKhoanDuocXacThucVoiVNeID: '1',
    DuocThanhToanTrucTuyen: '2',
    DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: IDENTITY_NUMBER }],
    DSKetNoiCSDL: [{ MaCSDL: '1' }],
    TaiLieuNop: [
      {
        TepDinhKemId: '980021',
        TenTepDinhKem: 'Tờ khai mẫu.pdf',
        IsDeleted: 'False',
        MaThanhPhanHoSo: '000.00.00.G09-KQ009701',
        DuongDanTaiTepTin: 'https://tep.h97.example/2024/10/to-khai.pdf',
        DuocSoHoa: '1',
        DuocTaiSuDung: '2',
        DuocLayTuKhoDMQG: '1',
        MaKetQuaThayThe: 'KQ.G09.000991',
      },
    ],
    DanhSachTepDinhKemKhac: [{ TenGiayTo: 'Bản đồ khu vực', SoLuong: 2, LoaiGiayTo: 1 }],
    DanhSachHoSoBoSung: [
      {
        HoSoBoSungId: 9701,
        NgayBoSung: '20241008090000',
        NgayTiepNhanBoSung: '20241009083000',
        TrangThaiBoSung: true,
        DanhSachGiayToBoSung: [],
        DanhSachLePhiBoSung: [],
        NgayHenTraMoi: '20241014170000',
      },
    ],
    DanhSachGiayToKetQua: [
      {
        TenGiayTo: 'Giấy chứng nhận mẫu.pdf',
        GiayToId: '980077',
        DuongDanTepTinKetQua: 'https://tep.h97.example/2024/10/ket-qua.pdf',
        MaGiayToKetQua: 'KQ.G09.000991',
      },
    ],
    ...changes,
  };
}

/** A step of a dossier. */
export function exampleStep(changes: object = {}): Record<string, unknown> {
  return {
    MaHoSo: '000.00.12.H97-210914-0007',
    NguoiXuLy: 'Vũ Văn Tiếp',
    ChucDanh: 'Chuyên viên',
    ThoiDiemXuLy: '20210914081500',
    PhongBanXuLy: 'Bộ phận Một cửa',
    NoiDungXuLy: 'Tiếp nhận-đủ thành phần',
    TrangThai: '4',
    NgayBatDau: '20210914081500',
    NgayKetThucTheoQuyDinh: '20210914170000',
    ...changes,
  };
}
