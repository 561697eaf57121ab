import { field, type FieldRule } from '../portal-api/fields/field-rule.js';

const needed = { required: 'yes' } as const;
const unclear = { required: 'unclear' } as const;
const only = (...values: string[]): { required: 'yes'; values: string[] } => ({ required: 'yes', values });

/** What `MaXacThuc` covers is needed; nobody was seen to leave any of it out. */
export const INIT_FIELDS: readonly FieldRule[] = [
  field('LoaiBanTin', 'text', only('INIT')),
  field('PhienBan', 'text', needed),
  field('MaDoiTac', 'text', { ...needed, max: 100 }),
  field('MaThamChieu', 'text', { ...needed, max: 100 }),
  field('SoTien', 'integer', needed),
  field('LoaiHinhThanhToan', 'text', only('PAY')),
  field('MaKenhThanhToan', 'text', needed),
  field('MaThietBi', 'text', needed),
  field('NgonNgu', 'text', needed),
  field('MaTienTe', 'text', only('VND')),
  field('MaNganHang', 'text', needed),
  field('ThongTinGiaoDich', 'text', { ...needed, max: 1000 }),
  field('ThoiGianGD', 'moment', needed),
  field('Ip', 'text', needed),
  field('ThongTinBienLai'),
  field('MaXacThuc'),
];

const TEXTS_OF_THE_RECEIPT = [
  'MaDVC',
  'TenDVC',
  'MaTTHC',
  'TenTTHC',
  'MaDonVi',
  'TenDonVi',
  'MaHoSo',
  'TKThuHuong',
  'MaNHThuHuong',
  'TenTKThuHuong',
  'NoiDungThanhToan',
  'HoTenNguoiNop',
];
const MORE_OF_THE_RECEIPT = [
  'MaLoaiHinhThuPhat',
  'TenLoaiHinhThuPhat',
  'MaCoQuanQD',
  'TenCoQuanQD',
  'KhoBac',
  'NgayQD',
  'SoQD',
  'ThoiGianViPham',
  'DiaDiemViPham',
  'TenNguoiViPham',
  'TaiKhoanThuNSNN',
  'SoCMNDNguoiNop',
  'DiaChiNguoiNop',
  'HuyenNguoiNop',
  'TinhNguoiNop',
];

/** `ThongTinBienLai`. Which of it must be there is not known. */
export const RECEIPT_FIELDS: readonly FieldRule[] = [
  field('MaDichVu', 'text', { ...unclear, values: ['1', '2', '3', '4'] }),
  ...TEXTS_OF_THE_RECEIPT.map((name) => field(name, 'text', unclear)),
  ...MORE_OF_THE_RECEIPT.map((name) => field(name)),
  field('PhiLePhi', 'list', {
    fields: [
      // One sender writes "Phi".
      field('LoaiPhiLePhi', 'text', { values: ['1', '2', 'Phi'] }),
      field('MaPhiLePhi'),
      field('TenPhiLePhi'),
      field('SoTien', 'amount'),
    ],
  }),
  field('DSKhoanNop', 'list', { fields: [field('NoiDung'), field('SoTien', 'amount')] }),
];

/** `QUERY` and `GET_BILL` are shaped alike. */
export const QUERY_FIELDS: readonly FieldRule[] = [
  field('LoaiBanTin', 'text', only('QUERY', 'GET_BILL')),
  field('PhienBan', 'text', needed),
  field('MaDoiTac', 'text', needed),
  field('MaThamChieu', 'text', needed),
  field('ThoiGianGD', 'moment', needed),
  field('MaXacThuc'),
];

/** Of the older gateway. */
export const KEYPAY_FIELDS: readonly FieldRule[] = [
  field('client_id', 'text', needed),
  field('transaction_id', 'text', { ...needed, max: 100 }),
  field('trans_amount', 'integer', needed),
  field('command', 'text', only('PAY')),
  field('version', 'text', only('3.0')),
  field('description'),
  field('locale'),
  field('country_code'),
  field('currency_code', 'text', { values: ['VND'] }),
  field('environment'),
  field('bill_info'),
  field('return_url'),
  field('addition_fee', 'integer', needed),
  field('check_sum'),
];

export const PAYGOV_FIELDS: readonly FieldRule[] = [
  field('partnerCode', 'text', needed),
  field('accessKey', 'text', needed),
  field('orderId', 'text', { ...needed, max: 200 }),
  field('amount', 'integer', needed),
  field('requestCode', 'text', needed),
  field('checksum'),
];
