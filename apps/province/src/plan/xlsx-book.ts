import { attribute, readXml, type XmlEvent } from './xml-events.js';
import { BadZipError, listZipEntries, unpack, type ZipEntry } from './zip-entries.js';

/** More bytes than a plan can have: a zip bomb, or not a plan. */
export class TooManyBytesError extends Error {}

/** Unpacked, all parts together. A sheet of 50 000 rows has about 50 MB. */
const MAX_UNPACKED_BYTES = 400_000_000;
const MAX_TEXTS = 2_000_000;
/** Built-in number formats that show a day (ECMA-376 part 1, 18.8.30). */
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** A spreadsheet file: its sheets in order, and what their cells refer to. */
export class XlsxBook {
  private unpackedBytes = 0;
  private constructor(
    private readonly path: string,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  sheets: readonly string[] = [];
  texts: readonly string[] = [];
  /** By style number: its cells show days. */
  isDayStyle: readonly boolean[] = [];
  countsFrom1904 = false;

  /** @throws {BadZipError} Damaged, or no spreadsheet. @throws {TooManyBytesError} */
  static async open(path: string): Promise<XlsxBook> {
    const entries = await listZipEntries(path);
    const book = new XlsxBook(path, new Map(entries.map((entry) => [entry.name, entry])));
    if (!book.entries.has('xl/workbook.xml')) throw new BadZipError('no workbook');
    await book.readSheets();
    await book.readTexts();
    await book.readStyles();
    return book;
  }

  /** The bytes of one part; nothing where there is no such part. */
  async *bytes(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(part);
    if (entry === undefined) return;
    for await (const piece of unpack(this.path, entry)) {
      this.unpackedBytes += piece.length;
      if (this.unpackedBytes > MAX_UNPACKED_BYTES) throw new TooManyBytesError();
      yield piece;
    }
  }

  async *events(part: string): AsyncGenerator<XmlEvent[]> {
    yield* readXml(this.bytes(part));
  }

  private async readSheets(): Promise<void> {
    const targets = new Map<string, string>();
    for await (const { name, attributes } of this.tags('xl/_rels/workbook.xml.rels'))
      if (name === 'Relationship')
        targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '');
    const sheets: string[] = [];
    for await (const { name, attributes } of this.tags('xl/workbook.xml')) {
      if (name === 'workbookPr') this.countsFrom1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') continue;
      const target = targets.get(attribute(attributes, '[\\w]+:id') ?? '') ?? '';
      sheets.push(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    }
    this.sheets = sheets;
  }

  /** Rich text counts as its letters; readings for the ear (`rPh`) do not count. */
  private async readTexts(): Promise<void> {
    const texts: string[] = [];
    let parts: string[] = [];
    let isText = false;
    let isReading = false;
    for await (const events of this.events('xl/sharedStrings.xml')) {
      for (const event of events) {
        if (event.kind === 'text') {
          if (isText && !isReading) parts.push(event.text);
          continue;
        }
        if (event.name === 't') isText = event.kind === 'open';
        if (event.name === 'rPh') isReading = event.kind === 'open';
        if (event.name !== 'si' || event.kind === 'open') continue;
        texts.push(unescapeSigns(parts.join('')));
        parts = [];
        if (texts.length > MAX_TEXTS) throw new TooManyBytesError();
      }
    }
    this.texts = texts;
  }

  private async readStyles(): Promise<void> {
    const days = new Set(DAY_FORMATS);
    const isDayStyle: boolean[] = [];
    let isCellStyles = false;
    for await (const { name, attributes } of this.tags('xl/styles.xml')) {
      if (name === 'numFmt' && showsDay(attribute(attributes, 'formatCode') ?? ''))
        days.add(Number(attribute(attributes, 'numFmtId')));
      if (name === 'cellXfs' || name === 'cellStyles') isCellStyles = name === 'cellXfs';
      if (name === 'xf' && isCellStyles) isDayStyle.push(days.has(Number(attribute(attributes, 'numFmtId') ?? 0)));
    }
    this.isDayStyle = isDayStyle;
  }

  private async *tags(part: string): AsyncGenerator<{ name: string; attributes: string }> {
    for await (const events of this.events(part)) for (const event of events) if (event.kind === 'open') yield event;
  }
}

/** Excel writes signs that XML cannot hold as `_x000D_`. */
export const unescapeSigns = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** `dd/mm/yyyy` and its like: a `d` or `y` outside quotes, colours and locales. */
const showsDay = (format: string): boolean => /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
