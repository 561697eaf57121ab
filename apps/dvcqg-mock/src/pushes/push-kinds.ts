import type { Label } from '../portal-api/behaviour/label.js';

export type PushMethod = 'GET' | 'POST';

/** How the province's answer to a kind is read; see `push-verdict.ts`. */
export type ReplyForm = 'dossier' | 'search' | 'file' | 'confirm' | 'fee' | 'court-inquiry' | 'court-result' | 'keypay';

interface KindEntry {
  readonly method: PushMethod;
  /** Any address that contains it is taken as complete; else it is put behind the adapter's path. Null: the address is the caller's. */
  readonly fragment: string | null;
  /** Goes around the data as `{ service, isUpdating, data }`. */
  readonly envelope?: { readonly service: string; readonly hasUpdating: boolean };
  readonly reply: ReplyForm;
  readonly label: Label;
  readonly about: string;
  /** Dots lead into an object. Only these are demanded; everything else goes out as it was given. */
  readonly required: readonly string[];
  readonly replies: string;
}

const DOSSIER_REPLIES = '0: đã nhận · 1: trùng · -1: từ chối (OpenCPS 3.0); HTTP 201 với mã 200, 201, 500 (Thanh Hóa)';
const RECEIPT = ['MaThongBaoThue', 'ThoiGianThanhToan', 'SoTien', 'NoiDungThanhToan', 'TrangThaiThanhToan'];

/** Everything the portal calls a province for. Addresses and forms as public systems expect them; see docs/protocol.md §8. */
export const PUSH_KINDS = {
  dossier: {
    method: 'POST',
    fragment: 'nhanhsdvcqg',
    envelope: { service: 'NhanHoSo', hasUpdating: true },
    reply: 'dossier',
    label: 'assumed',
    about: 'Hồ sơ công dân nộp trên Cổng, với các trường của DongBoHoSoMC; hướng đi có văn bản, hình thức là giả định',
    required: ['MaHoSo', 'MaTTHC'],
    replies: DOSSIER_REPLIES,
  },
  promotion: {
    method: 'POST',
    fragment: 'addtthcKhuyenMai',
    reply: 'dossier',
    label: 'observed (1)',
    about: 'Hồ sơ khuyến mại mới; các trường nằm ngay ở ngoài cùng',
    required: ['MaHoSo', 'MaTTHC', 'TenThuongNhan', 'MaSoThue'],
    replies: DOSSIER_REPLIES,
  },
  'promotion-supplement': {
    method: 'POST',
    fragment: 'nhanhsdvcqg',
    envelope: { service: 'BoSungHoSoKhuyenMai', hasUpdating: true },
    reply: 'dossier',
    label: 'observed (1)',
    about: 'Bổ sung hồ sơ khuyến mại; tên service là giả định',
    required: ['MaHoSoQG', 'MaTTHC'],
    replies: DOSSIER_REPLIES,
  },
  'land-tax-receipt': {
    method: 'POST',
    fragment: 'nhanhsdvcqg',
    envelope: { service: 'NhanChungTuThueDat', hasUpdating: true },
    reply: 'dossier',
    label: 'observed (1)',
    about: 'Chứng từ nộp thuế đất; hồ sơ lạ vẫn được trả 0 kèm câu "không tồn tại trên hệ thống"',
    required: [
      'MaHoSo',
      'HoTenNguoiNopTien',
      'MaSoThue',
      'UrlFileChungTu',
      ...RECEIPT.map((name) => `ThongTinThanhToan.${name}`),
    ],
    replies: DOSSIER_REPLIES,
  },
  'tax-notice': {
    method: 'POST',
    fragment: 'nhantbthuedvcqg',
    envelope: { service: 'NhanThongBaoThueDat', hasUpdating: false },
    reply: 'dossier',
    label: 'observed (1)',
    about: 'Thông báo thuế đất: tệp XML có MA_HSO, base64',
    required: ['FileThongBaoThue'],
    replies: DOSSIER_REPLIES,
  },
  query: {
    method: 'POST',
    fragment: 'search/call',
    reply: 'search',
    label: 'observed (1)',
    about: 'Cổng hỏi tỉnh về một hồ sơ; giá trị của service là giả định',
    required: ['madonvi', 'service', 'masohoso'],
    replies: 'Một đối tượng phẳng có MaHoSo; error_code "-1": không có',
  },
  download: {
    method: 'GET',
    fragment: 'downloadfile/',
    reply: 'file',
    label: 'observed (1)',
    about: 'Cổng tải một tệp của hồ sơ; địa chỉ kết thúc bằng mã 36 ký tự',
    required: [],
    replies: 'Nội dung tệp; Cổng giữ kích thước và SHA-256',
  },
  payment: {
    method: 'POST',
    fragment: null,
    reply: 'confirm',
    label: 'observed (2)',
    about: 'CONFIRM: kết quả của một khoản thanh toán, có MaXacThuc',
    required: ['LoaiBanTin', 'MaLoi', 'MaDoiTac', 'MaThamChieu', 'SoTien', 'MaXacThuc'],
    replies: 'MaLoi "00" hoặc "99"; MaXacThuc lặp lại giá trị đã gửi',
  },
  'keypay-result': {
    method: 'POST',
    fragment: null,
    reply: 'keypay',
    label: 'assumed',
    about: 'Kết quả của cổng KeyPay cũ; đã quan sát được status "0", các trường khác là giả định',
    required: ['transaction_id', 'status'],
    replies: 'return_code, return_msg',
  },
  'paygov-result': {
    method: 'POST',
    fragment: null,
    reply: 'confirm',
    label: 'observed (1)',
    about: 'Kết quả theo kiểu PayGov: orderId, amount, requestCode, errorCode, checksum',
    required: ['orderId', 'amount', 'requestCode', 'errorCode', 'checksum'],
    replies: 'Không thấy ở đâu; HTTP 2xx được coi là đã nhận',
  },
  'fee-inquiry': {
    method: 'POST',
    fragment: 'dptracuuthanhtoanhs',
    reply: 'fee',
    label: 'observed (1)',
    about: 'Cổng hỏi khoản phải nộp của một hồ sơ',
    required: ['MaHoSo'],
    replies: '1: còn phải nộp · 0: không còn gì · -1: lỗi. Nghĩa của 0 và 1 ngược với thường lệ',
  },
  'court-inquiry': {
    method: 'POST',
    fragment: null,
    reply: 'court-inquiry',
    label: 'observed (1)',
    about: 'Cổng hỏi án phí theo mã thông báo',
    required: ['MA_THONGBAO'],
    replies: 'Một đối tượng có MATRACUUTT',
  },
  'court-result': {
    method: 'POST',
    fragment: null,
    reply: 'court-result',
    label: 'observed (1)',
    about: 'Kết quả nộp án phí',
    required: ['MATRACUUTT', 'MA_THONGBAO', 'SOTIEN', 'TRANGTHAITHANHTOAN'],
    replies: 'ERROR_CODE 1: đã nhận · -1: lỗi. Nghĩa ngược với error_code',
  },
} as const satisfies Record<string, KindEntry>;

export type PushKind = keyof typeof PUSH_KINDS;
export const PUSH_KIND_NAMES = Object.keys(PUSH_KINDS) as PushKind[];

export function kindOf(kind: PushKind): KindEntry {
  return PUSH_KINDS[kind];
}
