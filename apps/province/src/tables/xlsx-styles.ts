/** How a cell looks; the place in the list is its number in the file. */
export const CELL_STYLES = [
  'plain',
  'title',
  'subtitle',
  'left',
  'centre',
  'warning',
  'head',
  'text',
  'number',
  'count',
  'percent',
  'day',
  'moment',
  'boldText',
  'boldCount',
  'boldPercent',
  'boldDay',
] as const;
export type CellStyle = (typeof CELL_STYLES)[number];

export const styleNumber = (style: CellStyle): number => CELL_STYLES.indexOf(style);

/** Fonts: 0 plain, 1 bold, 2 title, 3 italic, 4 bold red. Numbers: `#,##0`, `0.00%`, day, moment. Borders: 0 none, 1 thin. */
const FORMATS = { general: 0, count: 3, percent: 10, day: 164, moment: 165 } as const;
const xf = (font: number, format: keyof typeof FORMATS, border: 0 | 1, align: string): string =>
  `<xf numFmtId="${String(FORMATS[format])}" fontId="${String(font)}" fillId="0" borderId="${String(border)}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1" horizontal="${align}"/></xf>`;

const XFS: Readonly<Record<CellStyle, string>> = {
  plain: xf(0, 'general', 0, 'general'),
  title: xf(2, 'general', 0, 'center'),
  subtitle: xf(3, 'general', 0, 'center'),
  left: xf(0, 'general', 0, 'left'),
  centre: xf(1, 'general', 0, 'center'),
  warning: xf(4, 'general', 0, 'left'),
  head: xf(1, 'general', 1, 'center'),
  text: xf(0, 'general', 1, 'left'),
  number: xf(0, 'general', 1, 'center'),
  count: xf(0, 'count', 1, 'right'),
  percent: xf(0, 'percent', 1, 'right'),
  day: xf(0, 'day', 1, 'center'),
  moment: xf(0, 'moment', 1, 'center'),
  boldText: xf(1, 'general', 1, 'left'),
  boldCount: xf(1, 'count', 1, 'right'),
  boldPercent: xf(1, 'percent', 1, 'right'),
  boldDay: xf(1, 'day', 1, 'center'),
};

const font = (size: number, more: string): string =>
  `<font>${more}<sz val="${String(size)}"/><name val="Times New Roman"/></font>`;
const THIN = ['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"/>`).join('');

/** `xl/styles.xml`. */
export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts>
<fonts count="5">${font(11, '')}${font(11, '<b/>')}${font(14, '<b/>')}${font(11, '<i/>')}<font><b/><sz val="11"/><color rgb="FFB3261E"/><name val="Times New Roman"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}<diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="${String(CELL_STYLES.length)}">${CELL_STYLES.map((style) => XFS[style]).join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>`;
