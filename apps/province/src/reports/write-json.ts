import type { ReportDocument, ReportLine } from './report-document.js';

/** For programs: raw words and numbers; percentages as numbers with two decimals, `null` of nothing. Written as it comes. */
export async function* writeJson({ lines, total, ...document }: ReportDocument): AsyncGenerator<string> {
  const { period, at, columns, ...rest } = document;
  const head = { ...rest, period, asOf: at.toISOString(), columns };
  const percents = new Set(columns.filter(({ kind }) => kind === 'percent').map(({ key }) => key));
  const toJson = (line: ReportLine): string =>
    JSON.stringify(line, (key, value: unknown) =>
      percents.has(key) && typeof value === 'number' ? value / 100 : value,
    );
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`;
  let before = '\n';
  for await (const some of lines) {
    if (some.length > 0) yield `${before}${some.map(toJson).join(',\n')}`;
    before = ',\n';
  }
  yield `\n],"total":${total === null ? 'null' : toJson(total)}}\n`;
}
