/** A cell Excel would read as a formula, also behind blanks or control signs, also full width. Source: OWASP, CSV injection. */
// eslint-disable-next-line no-control-regex -- control signs are what it looks for
const FORMULA = /^(?:[\t\r]|[\s\u0000-\u001f\u00a0]*[=+\-@＝＋－＠])/;
const NEEDS_QUOTES = /[";\r\n]|^\s|\s$/;

/** Excel takes a file for UTF-8 by this mark only. */
export const CSV_BOM = '\ufeff';

/** One line: `;` between cells because the comma is Vietnam's decimal sign; numbers stay numbers, texts stay texts. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

function cell(content: string | number | null): string {
  if (content === null) return '';
  if (typeof content === 'number') return String(content);
  const text = FORMULA.test(content) ? `'${content}` : content;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
