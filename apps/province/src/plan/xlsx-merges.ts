import type { PlanFileCell } from '@dvc/domain';
import type { XlsxBook } from './xlsx-book.js';

/** Cells that show the value of their first one; counted from 1, ends included. */
interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
}

const MERGE = /<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g;
/** A tag cut by the end of a piece is kept for the next. */
const LONGEST_TAG = 100;
const MAX_MERGES = 50_000;

/** Merged cells hold their value once; every row they cover is meant. Only downwards: a title across columns is no table. */
export class MergedValues {
  private open: { readonly merge: MergedCells; readonly value: PlanFileCell }[] = [];
  private readonly byTop = new Map<number, MergedCells[]>();

  /** They stand behind the rows in the file, so the sheet is read once for them alone. */
  static async of(book: XlsxBook, sheet: string): Promise<MergedValues> {
    const merges = new MergedValues();
    let count = 0;
    let kept = '';
    for await (const piece of book.bytes(sheet)) {
      const text = kept + piece.toString('latin1');
      let end = Math.max(0, text.length - LONGEST_TAG);
      for (const match of text.matchAll(MERGE)) {
        const [whole, left = '', top = '', bottom = ''] = match;
        end = Math.max(end, match.index + whole.length);
        if (++count <= MAX_MERGES) merges.add({ top: Number(top), left: columnNumber(left), bottom: Number(bottom) });
      }
      kept = text.slice(end);
    }
    return merges;
  }

  fill(line: number, cells: PlanFileCell[]): PlanFileCell[] {
    this.open = this.open.filter(({ merge }) => line <= merge.bottom);
    for (const { merge, value } of this.open) {
      while (cells.length < merge.left) cells.push('');
      cells[merge.left - 1] = value;
    }
    for (const merge of this.byTop.get(line) ?? []) this.open.push({ merge, value: cells[merge.left - 1] ?? '' });
    return cells;
  }

  private add(merge: MergedCells): void {
    if (merge.bottom > merge.top && merge.left <= MAX_COLUMNS)
      this.byTop.set(merge.top, [...(this.byTop.get(merge.top) ?? []), merge]);
  }
}

/** Cells right of this are not part of any plan. */
export const MAX_COLUMNS = 100;

/** `A` → 1, `AB` → 28. */
export const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
