import { found, type Finding } from './plan-file-faults.js';

/** Column of a plan file → the headings it is known by. The first is the one we print; case, accents, spaces and signs do not count. */
export const PLAN_COLUMNS = {
  number: ['STT', 'TT', 'Số thứ tự'],
  procedureCode: ['Mã TTHC', 'Mã thủ tục', 'Mã thủ tục hành chính'],
  serviceCode: ['Mã DVC', 'Mã dịch vụ công', 'Mã dịch vụ'],
  serviceName: [
    'Tên dịch vụ công',
    'Tên dịch vụ',
    'Tên dịch vụ công trực tuyến',
    'Tên DVC',
    'Tên DVCTT',
    'Tên thủ tục hành chính',
    'Tên TTHC',
  ],
  fieldName: ['Lĩnh vực', 'Tên lĩnh vực'],
  agencyName: ['Cơ quan thực hiện', 'Cơ quan', 'Tên cơ quan', 'Đơn vị', 'Đơn vị thực hiện'],
  agencyCode: ['Mã cơ quan', 'Mã cơ quan thực hiện', 'Mã đơn vị', 'Mã định danh', 'Mã định danh cơ quan'],
  tier: ['Cấp thực hiện', 'Cấp'],
  level: ['Mức độ', 'Mức độ DVC', 'Mức độ DVCTT', 'Mức độ dịch vụ công', 'Mức độ nâng cấp'],
  levelBefore: ['Mức độ hiện tại', 'Mức độ trước'],
  effectiveOn: ['Ngày hiệu lực', 'Hiệu lực từ'],
  reason: ['Lý do'],
  quarter: ['Quý', 'Quý hoàn thành'],
  deadline: ['Hạn hoàn thành', 'Thời hạn hoàn thành', 'Hạn'],
  workingDays: [
    'Thời hạn (ngày làm việc)',
    'Thời hạn giải quyết (ngày làm việc)',
    'Thời hạn giải quyết',
    'Số ngày làm việc',
  ],
  hasFee: ['Phí, lệ phí', 'Có phí', 'Lệ phí', 'Có phí, lệ phí'],
} as const satisfies Record<string, readonly string[]>;
export type PlanColumn = keyof typeof PLAN_COLUMNS;

const REQUIRED: readonly PlanColumn[] = [
  'procedureCode',
  'serviceName',
  'fieldName',
  'agencyCode',
  'tier',
  'level',
  'quarter',
];
/** A row with so many known headings is the heading; titles above it have none. */
const ENOUGH_HEADINGS = 3;
/** Accents as separate signs. */
const ACCENTS = /\p{M}/gu;

/** Letters and digits without case and accents: `Mã TTHC`, `ma_tthc` and their decomposed forms become `matthc`. */
export function foldText(text: string): string {
  return withoutAccents(text).replace(/[^a-z0-9]/g, '');
}

/** Lower case, no accents, signs kept. Đ has no decomposition, so it is named. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(ACCENTS, '').toLowerCase().replace(/[đðɖ]/g, 'd');
}

const BY_HEADING = new Map<string, PlanColumn>(
  (Object.keys(PLAN_COLUMNS) as PlanColumn[]).flatMap((column) =>
    PLAN_COLUMNS[column].map((heading) => [foldText(heading), column] as const),
  ),
);

/** Which cell of a row holds which column. */
export interface PlanHeading {
  /** Headings as written, cell by cell. */
  readonly written: readonly string[];
  readonly at: ReadonlyMap<PlanColumn, number>;
  /** Headings nobody knows: their cells are not read. */
  readonly unknown: readonly string[];
  readonly faults: readonly { readonly index: number; readonly finding: Finding }[];
}

export function isHeading(cells: readonly string[]): boolean {
  const known = new Set(cells.map((cell) => BY_HEADING.get(foldText(cell))));
  known.delete(undefined);
  return known.size >= ENOUGH_HEADINGS;
}

/** Reads the heading row. A column given twice or a required one left out is a fault; an unknown one is not. */
export function readHeading(cells: readonly string[]): PlanHeading {
  const written = cells.map((cell) => cell.normalize('NFC').replace(/\s+/g, ' ').trim());
  const at = new Map<PlanColumn, number>();
  const faults: { index: number; finding: Finding }[] = [];
  const unknown: string[] = [];
  written.forEach((heading, index) => {
    const column = BY_HEADING.get(foldText(heading));
    if (column === undefined) {
      if (heading !== '') unknown.push(heading);
      return;
    }
    const first = at.get(column);
    if (first === undefined) at.set(column, index);
    else faults.push({ index, ...twice(heading, written[first] ?? '') });
  });
  for (const column of REQUIRED) if (!at.has(column)) faults.push({ index: -1, ...missing(column) });
  return { written, at, unknown, faults };
}

/** The separator under which the first lines look most like a heading; the comma in doubt. */
export function findSeparator(beginning: string): ',' | ';' | '\t' {
  const lines = beginning.split(/\r\n|\n|\r/, 30);
  const known = (separator: string): number =>
    Math.max(0, ...lines.map((line) => line.split(separator).filter((cell) => BY_HEADING.has(foldText(cell))).length));
  const separators = [',', ';', '\t'] as const;
  return separators.reduce((best, separator) => (known(separator) > known(best) ? separator : best));
}

/** `0` → `A`, `27` → `AB`. */
export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

const twice = (heading: string, first: string): { finding: Finding } =>
  found('COLUMN_TWICE', `Cột "${heading}" có hai lần (đã có "${first}")`, 'Xóa hoặc đổi tên một trong hai cột.');

function missing(column: PlanColumn): { finding: Finding } {
  const [name, ...others] = PLAN_COLUMNS[column];
  const names = [name, ...others.slice(0, 2)].map((heading) => `"${heading}"`).join(', ');
  return found('COLUMN_MISSING', `Thiếu cột bắt buộc "${name}"`, `Thêm một cột có tiêu đề ${names}.`);
}
