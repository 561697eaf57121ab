import type PDFKitDocument from 'pdfkit';
import { createRequire } from 'node:module';
import type { ReportDocument } from './report-document.js';
import { PdfTable } from './pdf-table.js';
import { REPORTING_UNIT, SIGNATURES, STATE_HEAD, absentIn, headLines, printed, warningOf } from './report-text.js';

const FONTS = '@expo-google-fonts/be-vietnam-pro';
const find = createRequire(import.meta.url);
const REGULAR = find.resolve(`${FONTS}/400Regular/BeVietnamPro_400Regular.ttf`);
const BOLD = find.resolve(`${FONTS}/700Bold/BeVietnamPro_700Bold.ttf`);
const MARGIN = 28;
const SIGNATURE_HEIGHT = 110;
const WARNING = '#b3261e';

type Sheet = InstanceType<typeof PDFKitDocument>;

/** The form on A4 across, its heading on every page; pages leave as they fill. */
export async function* writePdf(document: ReportDocument): AsyncGenerator<Buffer> {
  const { default: PDFDocument } = await import('pdfkit'); // fonts and ciphers that other formats do not need
  const { title, at, columns, lines, total } = document;
  const sheet = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    info: { Title: title, Producer: 'dvcqg', Creator: 'dvcqg', CreationDate: at, ModDate: at },
  });
  sheet.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  writeHead(sheet, document);
  const table = new PdfTable(sheet, document);
  const absent = absentIn(document);
  table.writeHeading();
  for await (const some of lines) {
    for (const line of some)
      table.writeLine(
        columns.map((column) => printed(column, line, absent)),
        'regular',
      );
    yield* made(sheet);
  }
  if (total !== null)
    table.writeLine(
      columns.map((column) => printed(column, total, absent)),
      'bold',
    );
  writeTail(sheet, document);
  sheet.end();
  yield* made(sheet);
}

/** Bytes that are ready. */
function* made(sheet: Sheet): Generator<Buffer> {
  for (let bytes = sheet.read() as Buffer | null; bytes !== null; bytes = sheet.read() as Buffer | null) yield bytes;
}

function writeHead(sheet: Sheet, document: ReportDocument): void {
  const [state, motto] = STATE_HEAD;
  sheet.font('bold').fontSize(9);
  sideBySide(sheet, REPORTING_UNIT, state);
  sideBySide(sheet, document.number, motto);
  sheet.moveDown(0.8).fontSize(12).text(document.title, MARGIN, sheet.y, { align: 'center' });
  sheet.font('regular').fontSize(9).text(document.english, { align: 'center' });
  for (const line of headLines(document)) sheet.text(line, { align: 'center' });
  for (const violation of document.violations) sheet.font('bold').fillColor(WARNING).text(warningOf(violation));
  sheet.font('regular').fillColor('#000000').moveDown(0.6);
}

function writeTail(sheet: Sheet, { notes }: ReportDocument): void {
  sheet.font('regular').fontSize(8);
  sheet.text('', MARGIN, sheet.y + 6);
  for (const note of notes) sheet.text(`Ghi chú: ${note}`, MARGIN);
  if (sheet.y + SIGNATURE_HEIGHT > sheet.page.height - MARGIN) sheet.addPage();
  sheet.moveDown(1).font('bold').fontSize(9);
  for (const [left, right] of SIGNATURES) sideBySide(sheet, left, right);
}

function sideBySide(sheet: Sheet, left: string, right: string): void {
  const half = sheet.page.width / 2 - MARGIN;
  const top = sheet.y;
  sheet.text(left, MARGIN, top, { width: half, align: 'center' });
  const below = sheet.y;
  sheet.text(right, MARGIN + half, top, { width: half, align: 'center' });
  sheet.y = Math.max(below, sheet.y);
  sheet.x = MARGIN;
}
