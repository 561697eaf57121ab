import type PDFKitDocument from 'pdfkit';
import { headingCells, headingDepth, type HeadingCell } from '@dvc/domain';
import type { ReportDocument } from './report-document.js';

const PADDING = 2.5;
const FONT_SIZE = 7;
const LINE_COLOUR = '#777777';
const HEAD_COLOUR = '#eef1f5';

type Sheet = InstanceType<typeof PDFKitDocument>;
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A table that goes on over pages, under the same heading. */
export class PdfTable {
  private readonly widths: readonly number[];
  private readonly lefts: readonly number[];

  constructor(
    private readonly sheet: Sheet,
    private readonly document: ReportDocument,
  ) {
    const { left, right } = sheet.page.margins;
    const room = sheet.page.width - left - right;
    const all = document.columns.reduce((sum, { width }) => sum + width, 0);
    this.widths = document.columns.map(({ width }) => (width / all) * room);
    this.lefts = this.widths.map((_, column) => left + sum(this.widths.slice(0, column)));
  }

  writeHeading(): void {
    const { columns, columnNumbers } = this.document;
    const cells = headingCells(columns);
    const heights = Array.from({ length: headingDepth(columns) }, (_, row) =>
      Math.max(...cells.filter((cell) => cell.row === row).map((cell) => this.heightOf(cell) / cell.rowSpan)),
    );
    const top = this.sheet.y;
    this.sheet.font('bold').fontSize(FONT_SIZE);
    for (const cell of cells) {
      const y = top + sum(heights.slice(0, cell.row));
      const height = sum(heights.slice(cell.row, cell.row + cell.rowSpan));
      this.writeCell(cell.text, { x: this.lefts[cell.column] ?? 0, y, width: this.widthOf(cell), height }, 'head');
    }
    this.sheet.y = top + sum(heights);
    if (columnNumbers !== null) this.writeLine(columnNumbers, 'regular', 'head');
  }

  writeLine(texts: readonly string[], font: 'regular' | 'bold', look: 'head' | 'line' = 'line'): void {
    this.sheet.font(font).fontSize(FONT_SIZE);
    const height = Math.max(...texts.map((text, column) => this.textHeight(text, this.widths[column] ?? 0)));
    if (look === 'line' && this.sheet.y + height > this.bottom) {
      this.sheet.addPage();
      this.writeHeading();
      this.sheet.font(font).fontSize(FONT_SIZE);
    }
    const y = this.sheet.y;
    texts.forEach((text, column) => {
      const box = { x: this.lefts[column] ?? 0, y, width: this.widths[column] ?? 0, height };
      this.writeCell(text, box, look === 'head' ? 'head' : this.alignOf(column));
    });
    this.sheet.y = y + height;
  }

  private get bottom(): number {
    return this.sheet.page.height - this.sheet.page.margins.bottom;
  }

  private alignOf(column: number): 'left' | 'right' | 'center' {
    const kind = this.document.columns[column]?.kind;
    if (kind === 'count' || kind === 'percent') return 'right';
    return kind === 'text' || kind === 'code' ? 'left' : 'center';
  }

  private writeCell(text: string, { x, y, width, height }: Box, look: 'head' | 'left' | 'right' | 'center'): void {
    this.sheet.lineWidth(0.5).rect(x, y, width, height);
    if (look === 'head') this.sheet.fillAndStroke(HEAD_COLOUR, LINE_COLOUR);
    else this.sheet.stroke(LINE_COLOUR);
    const inner = width - 2 * PADDING;
    const space = height - 2 * PADDING - this.sheet.heightOfString(text, { width: inner });
    const align = look === 'head' ? 'center' : look;
    this.sheet.fillColor('#000000').text(text, x + PADDING, y + PADDING + Math.max(space, 0) / 2, {
      width: inner,
      height: height - 2 * PADDING + 1,
      align,
    });
  }

  private heightOf(cell: HeadingCell): number {
    this.sheet.font('bold').fontSize(FONT_SIZE);
    return this.textHeight(cell.text, this.widthOf(cell));
  }

  /** At most half a page: one long text must not fill a page alone. */
  private textHeight(text: string, width: number): number {
    const height = this.sheet.heightOfString(text, { width: width - 2 * PADDING }) + 2 * PADDING;
    return Math.min(height, this.sheet.page.height / 2);
  }

  private widthOf({ column, columnSpan }: HeadingCell): number {
    return sum(this.widths.slice(column, column + columnSpan));
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
