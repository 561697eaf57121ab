/** Messages of the portal to a province; nobody in them is real. */
export const submission = (MaHoSo: string, changes: object = {}): object => ({
  service: 'NhanHoSo',
  isUpdating: 'False',
  data: {
    MaHoSo,
    MaTTHC: '9.000001',
    ChuHoSo: 'Phạm Minh Mẫu',
    LoaiDoiTuong: '1',
    SoGiayToChuHoSo: '000000001',
    SoDienThoai: '0977 000 120',
    Email: 'lienhe@vidu.example',
    TrichYeuHoSo: 'Đề nghị cấp chứng chỉ mẫu',
    NgayNopHoSo: '20260105080000',
    TrangThaiHoSo: '1',
    ...changes,
  },
});

const COMPANY = {
  MaTTHC: '9.000001',
  SoVanBan: '97/2021/TB-VD',
  NgayNopHoSo: '20210914092000',
  TenThuongNhan: 'Công ty TNHH Ví Dụ',
  DienThoai: '0297000097',
  Email: 'lienhe@vidu.example',
  MaSoThue: '9700000101',
  NguoiLienHe: 'Ngô Văn Liên',
  SoDienThoaiNguoiLienHe: '0977000120',
};

export const promotion = (MaHoSo: string): object => ({
  ...COMPANY,
  MaHoSo,
  TenChuongTrinhKhuyenMai: 'Tuần lễ ưu đãi mẫu',
  TenTepDonDangKy: 'thong-bao-97.pdf',
  TepDonDangKy: 'JVBERi0xLjcK',
});

export const promotionSupplement = (MaHoSoQG: string, earlier: string): object => ({
  service: 'BoSungHoSoKhuyenMai',
  isUpdating: 'False',
  data: {
    ...COMPANY,
    MaHoSoQG,
    ThongTinDaNop: { MaHoSoQGDNP: earlier, TenChuongTrinhKhuyenMaiDNP: 'Tuần lễ ưu đãi mẫu' },
    LyDoDieuChinh: 'Nhu cầu tăng',
  },
});

export const receipt = (MaHoSo: string, changes: object = {}): object => ({
  service: 'NhanChungTuThueDat',
  isUpdating: 'False',
  data: {
    MaHoSo,
    HoTenNguoiNopTien: 'Phạm Minh Mẫu',
    MaSoThue: '9700000155',
    UrlFileChungTu: 'https://cong.example/tep/chung-tu-97.pdf',
    ThongTinThanhToan: {
      MaThongBaoThue: 'TBT-97-0011',
      ThoiGianThanhToan: '20210918154500',
      SoTien: '12750000',
      NoiDungThanhToan: 'Tiền sử dụng đất',
      TrangThaiThanhToan: 1,
    },
    ...changes,
  },
});

export const noticeOf = (xml: string): object => ({
  service: 'NhanThongBaoThueDat',
  data: { FileThongBaoThue: Buffer.from(xml).toString('base64') },
});
