import { found, type Reading } from './plan-file-faults.js';

/** A cell as a reader hands it over: text, or a thing of Excel that has no text. Dates come as `yyyy-mm-dd`. */
export type PlanFileCell = string | { readonly formula: string } | { readonly error: string };

/** One line of a CSV file or one row of a sheet. */
export interface PlanFileRow {
  /** Counted from 1 as the person's program shows it. */
  readonly line: number;
  readonly cells: readonly PlanFileCell[];
}

/** What stands in a cell, for showing it. */
export function cellText(cell: PlanFileCell | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  return 'formula' in cell ? `=${cell.formula}` : cell.error;
}

// eslint-disable-next-line no-control-regex -- finding them is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Half a character; with the `u` flag whole pairs are other signs. */
const LONE_SURROGATE = /\p{Cs}/u;
/** Zero-width and direction signs: invisible, yet they make two equal names different. */
const HIDDEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
/** What Excel takes for the start of a formula, full-width forms too. */
const FORMULA = /^[=@＝＠]/;
const FORMULA_IN_TEXT = /^[=@+\-＝＠＋－]/;
/** Icelandic Ð/ð and African Ɖ look like Đ; Cyrillic and full-width letters look like ours. */
const CONFUSABLE = /[ÐðƉɖ]|\p{Script=Cyrillic}|[\uff01-\uff5e]/u;
const LOOKS_LIKE: Readonly<Record<string, string>> = { Ð: 'Đ', ð: 'đ', Ɖ: 'Đ', ɖ: 'đ' };

/**
 * Text of a cell without outer spaces, composed (NFC); otherwise unchanged. Refuses what would be stored differently,
 * shown differently or run by a spreadsheet. An empty cell is empty text.
 */
export function readText(cell: PlanFileCell | undefined): Reading<string> {
  if (cell === undefined) return { value: '' };
  if (typeof cell !== 'string') return refusedKind(cell);
  const text = cell.trim();
  if (text.includes('\ufffd'))
    return found('TEXT_ENCODING', 'Có byte không phải UTF-8', 'Lưu lại tệp với bảng mã UTF-8 (Unicode).');
  if (LONE_SURROGATE.test(text))
    return found('TEXT_SURROGATE', 'Có nửa ký tự Unicode (surrogate lẻ)', 'Xóa và gõ lại ô này.');
  const control = CONTROL.exec(text)?.[0];
  if (control !== undefined) return refusedControl(control);
  const hidden = HIDDEN.exec(text)?.[0];
  if (hidden !== undefined)
    return found('TEXT_HIDDEN', `Có ký tự ẩn ${codePoint(hidden)}`, 'Xóa và gõ lại ô này, không dán từ trang web.');
  if (FORMULA.test(text)) return refusedFormula();
  return { value: text.normalize('NFC') };
}

/** Text that people read: {@link readText}, and neither formula-like, nor with letters of another alphabet, nor too long. */
export function readProse(cell: PlanFileCell | undefined, maxCharacters: number): Reading<string> {
  const reading = readText(cell);
  if ('finding' in reading) return reading;
  const { value } = reading;
  if (FORMULA_IN_TEXT.test(value)) return refusedFormula();
  const confusable = CONFUSABLE.exec(value)?.[0];
  if (confusable !== undefined) return refusedLetter(value, confusable);
  if (value.length > maxCharacters) {
    const message = `Dài ${String(value.length)} ký tự, tối đa ${String(maxCharacters)}`;
    return found('TEXT_TOO_LONG', message, 'Rút gọn nội dung ô.');
  }
  return reading;
}

function refusedKind(cell: { readonly formula: string } | { readonly error: string }): Reading<string> {
  if ('error' in cell) return found('CELL_ERROR', `Ô báo lỗi ${cell.error}`, 'Sửa công thức trong Excel rồi lưu lại.');
  return found(
    'CELL_FORMULA',
    'Công thức chưa có kết quả',
    'Mở tệp bằng Excel và lưu lại, hoặc dán giá trị thay công thức.',
  );
}

function refusedFormula(): Reading<string> {
  return found(
    'CELL_FORMULA',
    'Nội dung giống công thức (bắt đầu bằng = + - @)',
    'Bỏ ký tự đầu; ô chỉ được chứa chữ hoặc số.',
  );
}

function refusedControl(sign: string): Reading<string> {
  if (sign === '\n' || sign === '\r')
    return found('TEXT_CONTROL', 'Có xuống dòng trong ô', 'Viết nội dung ô trên một dòng.');
  return found('TEXT_CONTROL', `Có ký tự điều khiển ${codePoint(sign)}`, 'Xóa và gõ lại ô này.');
}

function refusedLetter(text: string, letter: string): Reading<string> {
  const ours = LOOKS_LIKE[letter];
  const message = `Chữ "${letter}" (${codePoint(letter)}) không phải chữ tiếng Việt`;
  if (ours === undefined) return found('TEXT_CONFUSABLE', message, 'Gõ lại bằng bộ gõ tiếng Việt Unicode.');
  const mended = text.replace(/[ÐðƉɖ]/g, (sign) => LOOKS_LIKE[sign] ?? sign).normalize('NFC');
  return found('TEXT_CONFUSABLE', message, `Dùng "${ours}" (${codePoint(ours)}): "${mended.slice(0, 60)}".`);
}

const codePoint = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
