import type PDFKitDocument from 'pdfkit';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { isJsonObject, textOf, type Json, type JsonObject } from '../portal-api/json.js';
import type { PaymentEntity } from '../records/payment.entity.js';

const FONTS = '@expo-google-fonts/be-vietnam-pro';
const find = createRequire(import.meta.url);
const REGULAR = find.resolve(`${FONTS}/400Regular/BeVietnamPro_400Regular.ttf`);
const BOLD = find.resolve(`${FONTS}/700Bold/BeVietnamPro_700Bold.ttf`);

const MARGIN = 56;
const VALUE_AT = 210;
const AMOUNT_WIDTH = 130;
const MOST_LINES = 30;
const LONGEST_TEXT = 400;
/** Vietnam has kept UTC+7 without a break since 1975. */
const VIETNAM_MS = 7 * 3_600_000;

/** The receipt of a payment as a PDF of A4 pages. The same payment gives the same bytes. Layout: assumed. */
export async function writeBill(payment: PaymentEntity): Promise<Buffer> {
  const at = payment.endedAt ?? payment.createdAt;
  // Read when the first bill is asked for: it brings fonts and ciphers, a tenth of the time of a start.
  const { default: PDFDocument } = await import('pdfkit');
  const sheet = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    info: {
      Title: `Biên lai ${payment.reference}`,
      Producer: 'dvcqg-mock',
      Creator: 'dvcqg-mock',
      CreationDate: at,
      ModDate: at,
    },
  });
  const bytes = buffer(sheet);
  sheet.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  const receipt = receiptOf(payment);
  writeHead(sheet, payment);
  for (const [name, value] of linesOf(payment, receipt, at)) writeLine(sheet, name, value);
  writeAmounts(sheet, amountsOf(receipt, payment));
  sheet.end();
  return bytes;
}

type Sheet = InstanceType<typeof PDFKitDocument>;

function writeHead(sheet: Sheet, { reference }: PaymentEntity): void {
  sheet.font('bold').fontSize(10).fillColor('#b3261e');
  sheet.text('BẢN MÔ PHỎNG – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ', { align: 'center' });
  sheet.moveDown(1).fillColor('#000000').fontSize(18);
  sheet.text('BIÊN LAI THU PHÍ, LỆ PHÍ', { align: 'center' });
  sheet
    .font('regular')
    .fontSize(10)
    .text(`Số tham chiếu: ${cut(reference)}`, { align: 'center' })
    .moveDown(1.5);
}

function writeLine(sheet: Sheet, name: string, value: string): void {
  const top = sheet.y;
  sheet
    .font('regular')
    .fontSize(10)
    .fillColor('#555555')
    .text(name, MARGIN, top, { width: VALUE_AT - MARGIN - 10 });
  const below = sheet.y;
  sheet.fillColor('#000000').text(value === '' ? '–' : value, VALUE_AT, top);
  sheet.y = Math.max(below, sheet.y) + 4;
}

function writeAmounts(sheet: Sheet, amounts: readonly (readonly [string, string])[]): void {
  sheet.moveDown(1);
  const right = sheet.page.width - MARGIN;
  for (const [index, [name, amount]] of amounts.entries()) {
    if (sheet.y > sheet.page.height - 2 * MARGIN) sheet.addPage();
    const top = sheet.y;
    sheet.moveTo(MARGIN, top).lineTo(right, top).lineWidth(0.5).stroke('#999999');
    sheet.font(index === amounts.length - 1 ? 'bold' : 'regular').fontSize(10);
    sheet.text(name, MARGIN, top + 5, { width: right - MARGIN - AMOUNT_WIDTH - 10 });
    const below = sheet.y;
    sheet.text(amount, right - AMOUNT_WIDTH, top + 5, { width: AMOUNT_WIDTH, align: 'right' });
    sheet.y = Math.max(below, sheet.y) + 5;
  }
}

function linesOf(payment: PaymentEntity, receipt: JsonObject, at: Date): readonly (readonly [string, string])[] {
  const of = (name: string): string => cut(textOf(receipt[name]));
  const who = [of('HoTenNguoiNop'), of('DiaChiNguoiNop')].filter((part) => part !== '').join(', ');
  return [
    ['Đơn vị thu', of('TenDonVi')],
    ['Mã hồ sơ', cut(payment.dossier ?? '')],
    ['Thủ tục', [of('MaTTHC'), of('TenTTHC')].filter((part) => part !== '').join(' – ')],
    ['Người nộp', who],
    ['Nội dung', of('NoiDungThanhToan')],
    ['Mã giao dịch', payment.transactionCode ?? ''],
    ['Ngân hàng', payment.bank ?? ''],
    ['Thời điểm thanh toán', toVietnam(at)],
  ];
}

function amountsOf(receipt: JsonObject, payment: PaymentEntity): readonly (readonly [string, string])[] {
  const fees = objectsOf(receipt['PhiLePhi']).map(({ TenPhiLePhi, SoTien }) => [TenPhiLePhi, SoTien] as const);
  const parts = objectsOf(receipt['DSKhoanNop']).map(({ NoiDung, SoTien }) => [NoiDung, SoTien] as const);
  const rows = (fees.length > 0 ? fees : parts).map(
    ([name, amount]) => [cut(textOf(name)), toDong(textOf(amount).replaceAll('.', ''))] as const,
  );
  const left = rows.length - MOST_LINES;
  return [
    ...rows.slice(0, MOST_LINES),
    ...(left > 0 ? [[`… và ${String(left)} khoản khác`, ''] as const] : []),
    ['Tổng cộng', toDong(payment.amount)],
  ];
}

function receiptOf({ fields }: PaymentEntity): JsonObject {
  const inner = fields['ThongTinBienLai'] ?? fields['bill_info'];
  return isJsonObject(inner) ? inner : {};
}

function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function toDong(amount: string): string {
  return /^\d{1,15}$/.test(amount) ? `${amount.replace(/\B(?=(\d{3})+$)/g, '.')} đồng` : cut(amount);
}

function toVietnam(at: Date): string {
  const [day = '', time = ''] = new Date(at.getTime() + VIETNAM_MS).toISOString().split('T');
  return `${time.slice(0, 8)} ngày ${day.split('-').reverse().join('/')}`;
}

/** Composed, so that a letter and its marks are one glyph; and short, so that one field does not fill the bill. */
function cut(text: string): string {
  const composed = text.normalize('NFC');
  return composed.length > LONGEST_TEXT ? `${Array.from(composed).slice(0, LONGEST_TEXT).join('')}…` : composed;
}
