import { BYTE_ORDER_MARK, csvLine } from '../tables/csv-line.js';
import type { ReportDocument, ReportLine } from './report-document.js';
import { absentIn, headLines, printed, warningOf } from './report-text.js';

/** Opens right in a Vietnamese Excel: semicolons, since a comma is the decimal mark. */
const SEPARATOR = ';';

/** What the report is, its headings in one line, its lines, and what does not hold. */
export async function* writeCsv(document: ReportDocument): AsyncGenerator<string> {
  const { columns, number, title, english, lines, total, violations } = document;
  const absent = absentIn(document);
  const head = [number, title, english, ...headLines(document), ...violations.map(warningOf)];
  const headings = columns.map(({ heading }) => heading.join(' / '));
  yield `${BYTE_ORDER_MARK}${head.map((text) => csvLine([text], SEPARATOR)).join('')}\r\n${csvLine(headings, SEPARATOR)}`;
  const lineOf = (line: ReportLine): string =>
    csvLine(
      columns.map((column) => {
        const value = line[column.key];
        return typeof value === 'number' && column.kind !== 'percent' ? value : printed(column, line, absent);
      }),
      SEPARATOR,
    );
  for await (const some of lines) yield some.map(lineOf).join('');
  if (total !== null) yield lineOf(total);
}
