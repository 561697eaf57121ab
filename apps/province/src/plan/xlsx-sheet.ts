import type { PlanFileCell, PlanFileRow } from '@dvc/domain';
import { unescapeSigns, type XlsxBook } from './xlsx-book.js';
import { columnNumber, MAX_COLUMNS, MergedValues } from './xlsx-merges.js';
import { attribute, type XmlEvent } from './xml-events.js';

/** 30/12/1899, or 01/01/1904 in files of old Macs. */
const EPOCH_DAYS = { since1900: 25_569, since1904: 24_107 } as const;
const DAY_MS = 86_400_000;
const LAST_DAY = 2_958_465;

/** Rows of a sheet as they stream by. Empty rows may be left out. */
export async function* readSheet(book: XlsxBook, sheet: string): AsyncGenerator<PlanFileRow> {
  const merges = await MergedValues.of(book, sheet);
  const reader = new SheetReader(book);
  for await (const events of book.events(sheet)) {
    for (const event of events) {
      const row = reader.take(event);
      if (row !== null) yield { line: row.line, cells: merges.fill(row.line, row.cells) };
    }
  }
}

class SheetReader {
  private line = 0;
  private cells: PlanFileCell[] = [];
  private column = 0;
  private type = 'n';
  private style = 0;
  private formula: string | null = null;
  private value: string | null = null;
  private inside: 'f' | 'v' | 't' | null = null;

  constructor(private readonly book: XlsxBook) {}

  /** The row that ends with this event, if one does. */
  take(event: XmlEvent): { line: number; cells: PlanFileCell[] } | null {
    if (event.kind === 'text') this.takeText(event.text);
    else if (event.kind === 'open') this.takeOpen(event.name, event.attributes);
    else return this.takeClose(event.name);
    return null;
  }

  private takeText(text: string): void {
    if (this.inside === 'f') this.formula = (this.formula ?? '') + text;
    else if (this.inside !== null) this.value = (this.value ?? '') + text;
  }

  private takeOpen(name: string, attributes: string): void {
    if (name === 'row') {
      this.line = Number(attribute(attributes, 'r') ?? this.line + 1);
      this.cells = [];
      this.column = 0;
    } else if (name === 'c') this.openCell(attributes);
    else if (name === 'f' || name === 'v' || name === 't') {
      this.inside = name;
      if (name === 'f') this.formula = '';
    }
  }

  private openCell(attributes: string): void {
    const letters = /^[A-Z]{1,3}/.exec(attribute(attributes, 'r') ?? '')?.[0];
    this.column = letters === undefined ? this.column + 1 : columnNumber(letters);
    this.type = attribute(attributes, 't') ?? 'n';
    this.style = Number(attribute(attributes, 's') ?? 0);
    this.formula = null;
    this.value = null;
  }

  private takeClose(name: string): { line: number; cells: PlanFileCell[] } | null {
    if (name === this.inside) this.inside = null;
    if (name === 'c' && this.column <= MAX_COLUMNS) {
      while (this.cells.length < this.column) this.cells.push('');
      this.cells[this.column - 1] = this.readCell();
    }
    return name === 'row' ? { line: this.line, cells: this.cells } : null;
  }

  /** A formula counts as what it came to when the file was saved. */
  private readCell(): PlanFileCell {
    const { value, formula, type } = this;
    if (value === null) return formula === null ? '' : type === 'str' ? '' : { formula };
    switch (type) {
      case 's':
        return this.book.texts[Number(value)] ?? { error: '?' };
      case 'str':
      case 'inlineStr':
        return unescapeSigns(value);
      case 'e':
        return { error: value };
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'd':
        return value.slice(0, 10);
      default:
        return this.readNumber(Number(value));
    }
  }

  /** 9.0000009999999996 in the file is 9.000001 on the screen: the shortest text that is the same number. */
  private readNumber(number: number): PlanFileCell {
    if (Number.isNaN(number)) return { error: '?' };
    if (this.book.isDayStyle[this.style] !== true || number < 1 || number > LAST_DAY) return String(number);
    const epoch = this.book.countsFrom1904 ? EPOCH_DAYS.since1904 : EPOCH_DAYS.since1900;
    return new Date((Math.floor(number) - epoch) * DAY_MS).toISOString().slice(0, 10);
  }
}
