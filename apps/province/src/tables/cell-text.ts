/** After blanks and signs that nobody sees, one of these makes a spreadsheet take text for a formula. */
const FORMULA_START = /^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠]|^[\t\r]/u;
/** The most that a cell of Excel holds. */
const LONGEST_CELL = 32_767;
const CUT = '… (đã cắt)';

/** Text for a cell that must stay text: an apostrophe before what a spreadsheet would run, and no longer than it can hold. */
export function cellText(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return safe.length <= LONGEST_CELL ? safe : `${safe.slice(0, LONGEST_CELL - CUT.length).toWellFormed()}${CUT}`;
}
