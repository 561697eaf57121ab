import { cellText } from './cell-text.js';

/** Without it Excel shows Vietnamese as noise. */
export const BYTE_ORDER_MARK = '\ufeff';

/** RFC 4180. Numbers stay numbers; text is neutral for a spreadsheet. */
export function csvLine(cells: readonly (string | number)[], separator: ',' | ';'): string {
  return `${cells.map((cell) => quoted(typeof cell === 'number' ? String(cell) : cellText(cell))).join(separator)}\r\n`;
}

const quoted = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
