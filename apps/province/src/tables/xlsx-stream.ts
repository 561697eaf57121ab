import { cellText } from './cell-text.js';
import { STYLES_XML, styleNumber, type CellStyle } from './xlsx-styles.js';
import { zipStream } from './zip-stream.js';

/** One cell: text, a number, a moment (Vietnam's time), or empty. */
export interface SheetCell {
  readonly value: string | number | Date | null;
  readonly style: CellStyle;
}

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  /** Points; left out: as high as the text needs. */
  readonly height?: number;
  /** Cells of this row that become one, from its own row down: columns from 0. */
  readonly merges?: readonly { readonly column: number; readonly columnSpan: number; readonly rowSpan: number }[];
}

export interface Sheet {
  readonly name: string;
  /** Characters. */
  readonly widths: readonly number[];
  /** Rows that stay in sight while the others scroll. */
  readonly frozenRows: number;
  /** First and last row (from 1) that are printed on each page. */
  readonly printTitles: readonly [number, number] | null;
  /** Some rows at a time. */
  readonly rows: Iterable<readonly SheetRow[]> | AsyncIterable<readonly SheetRow[]>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const VIETNAM_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
/** Days from 1900 as Excel counts them to 1970. */
const EXCEL_EPOCH = 25_569;

/** An XLSX file as it is made: A4 across, as wide as the page. Text never becomes a formula or a link. */
export function xlsxStream(sheets: readonly Sheet[]): AsyncGenerator<Buffer> {
  return zipStream([
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', content: [relations([`${OFFICE}/officeDocument`, 'xl/workbook.xml'])] },
    { name: 'xl/workbook.xml', content: [workbookXml(sheets)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(sheets.length)] },
    { name: 'xl/styles.xml', content: [STYLES_XML] },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${String(index + 1)}.xml`,
      content: sheetXml(sheet),
    })),
  ]);
}

async function* sheetXml({ widths, frozenRows, rows }: Sheet): AsyncGenerator<string> {
  const pane =
    frozenRows === 0
      ? ''
      : `<pane ySplit="${String(frozenRows)}" topLeftCell="A${String(frozenRows + 1)}" activePane="bottomLeft" state="frozen"/>`;
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths
    .map((width, index) => {
      const place = String(index + 1);
      return `<col min="${place}" max="${place}" width="${String(width)}" customWidth="1"/>`;
    })
    .join('')}</cols><sheetData>`;
  const merges: string[] = [];
  let number = 0;
  for await (const some of rows) {
    let text = '';
    for (const row of some) {
      text += rowXml(row, ++number);
      for (const { column, columnSpan, rowSpan } of row.merges ?? [])
        merges.push(`${place(column, number)}:${place(column + columnSpan - 1, number + rowSpan - 1)}`);
    }
    yield text;
  }
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join('');
  yield `</sheetData>${merges.length === 0 ? '' : `<mergeCells count="${String(merges.length)}">${merged}</mergeCells>`}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

function rowXml({ cells, height }: SheetRow, number: number): string {
  const high = height === undefined ? '' : ` ht="${String(height)}" customHeight="1"`;
  return `<row r="${String(number)}"${high}>${cells.map((cell, column) => cellXml(cell, place(column, number))).join('')}</row>`;
}

function cellXml({ value, style }: SheetCell, at: string): string {
  const head = `<c r="${at}" s="${String(styleNumber(style))}"`;
  if (value === null || value === '') return `${head}/>`;
  if (typeof value === 'number') return `${head}><v>${String(value)}</v></c>`;
  if (value instanceof Date)
    return `${head}><v>${String((value.getTime() + VIETNAM_MS) / DAY_MS + EXCEL_EPOCH)}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cellText(value))}</t></is></c>`;
}

/** `AB12`. */
function place(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${String(row)}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold shows as U+FFFD; what Excel would read as an escape of its own is escaped once more. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- these are the signs that XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/\r/g, '_x000D_')
      .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
  );
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets.map(({ name }, index) => {
    const number = String(index + 1);
    return `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  const titles = sheets.flatMap(({ name, printTitles }, index) =>
    printTitles === null
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${String(index)}">'${escapeXml(name)}'!$${String(printTitles[0])}:$${String(printTitles[1])}</definedName>`,
        ],
  );
  const names = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`;
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets>${names}</workbook>`;
}

function relations(...targets: readonly (readonly [string, string])[]): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${String(index + 1)}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

const sheetNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `worksheets/sheet${String(index + 1)}.xml`);

const workbookRelations = (count: number): string =>
  relations(...sheetNames(count).map((name) => [`${OFFICE}/worksheet`, name] as const), [
    `${OFFICE}/styles`,
    'styles.xml',
  ]);

function contentTypes(count: number): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
  const parts = [
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...sheetNames(count).map((name) => part(name, 'worksheet')),
  ];
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}
