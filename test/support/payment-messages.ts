import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** The messages a one-stop system sends to the payment platform: the examples of public clients. */
export const PAYMENT_SECRET = 'khoa-bi-mat-vi-du';
export const PAYMENT_PARTNER = 'DTVIDU97';
export const PAYMENT_REFERENCE = 'H97-TT-000101';

export const RECEIPT = {
  MaDichVu: '2',
  MaTTHC: '9.900101',
  TenTTHC: 'Cấp giấy chứng nhận mẫu',
  TenDonVi: 'Sở Ví dụ',
  MaHoSo: '000.00.12.H97-210914-0007',
  NoiDungThanhToan: 'Lệ phí cấp giấy',
  HoTenNguoiNop: 'Phạm Minh Mẫu',
  DiaChiNguoiNop: '12 phố Mẫu',
  PhiLePhi: [{ LoaiPhiLePhi: '2', MaPhiLePhi: 'LP97', TenPhiLePhi: 'Lệ phí cấp giấy', SoTien: '245000' }],
  DSKhoanNop: [{ NoiDung: 'Lệ phí cấp giấy', SoTien: '245000' }],
};
/** The example of the published clients, with the code they would send. */
export const init = (changes: object = {}): Record<string, unknown> => ({
  LoaiBanTin: 'INIT',
  PhienBan: '1.0.6',
  MaDoiTac: PAYMENT_PARTNER,
  MaThamChieu: PAYMENT_REFERENCE,
  SoTien: '245000',
  LoaiHinhThanhToan: 'PAY',
  MaKenhThanhToan: '1',
  MaThietBi: '1',
  NgonNgu: 'vi-VN',
  MaTienTe: 'VND',
  MaNganHang: 'PAYMENT',
  ThongTinGiaoDich: 'Nop le phi ho so 000.00.12.H97-210914-0007',
  ThoiGianGD: '20210914143000',
  Ip: '10.97.1.20',
  ThongTinBienLai: RECEIPT,
  MaXacThuc: '9c85f4daf0bf39aeaf4373c9e4d193f58a66f68a64d4238b5b0d984584093464',
  ...changes,
});
export const asked = (
  LoaiBanTin: string,
  ThoiGianGD: string,
  MaThamChieu = PAYMENT_REFERENCE,
): Record<string, unknown> => {
  const covered = [LoaiBanTin, '1.0.6', PAYMENT_PARTNER, MaThamChieu, ThoiGianGD, PAYMENT_SECRET];
  const MaXacThuc = createHash('sha256').update(covered.join('|')).digest('hex');
  return { LoaiBanTin, PhienBan: '1.0.6', MaDoiTac: PAYMENT_PARTNER, MaThamChieu, ThoiGianGD, MaXacThuc };
};

/** Code points (hex) that the fonts of a PDF have glyphs for. */
export function lettersOf(pdf: Buffer): string[] {
  const raw = pdf.toString('latin1');
  return [...raw.matchAll(/stream\r?\n/g)].flatMap((match) => {
    const start = match.index + match[0].length;
    try {
      const content = inflateSync(pdf.subarray(start, raw.indexOf('endstream', start))).toString('latin1');
      return [...content.matchAll(/<([0-9a-f]{4})>/g)].map(([, code = '']) => code);
    } catch {
      // Not compressed: no text.
      return [];
    }
  });
}
