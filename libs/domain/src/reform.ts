import { DISTRICTS_END, isValidOn, type Agency, type Tier } from './agency.js';
import type { IsoDate } from './calendar.js';
import { found, type Finding } from './plan-file-faults.js';

/** Who carries on an agency's work from a day on. */
export interface AgencySuccession {
  readonly from: string;
  /** Empty: everything that no other line of the same agency names. */
  readonly procedureCode: string;
  readonly to: string;
  /** First day of the heir. */
  readonly since: IsoDate;
}

/** One line of a reform map, its cells read. */
export interface ReformLine extends AgencySuccession {
  readonly line: number;
  /** Of an heir that begins with the reform; empty and `null` where the catalogue has it. */
  readonly heirName: string;
  readonly heirTier: Tier | null;
}

/** Columns of a reform map. */
export const REFORM_COLUMNS = {
  from: 'ma_co_quan_cu',
  procedureCode: 'ma_tthc',
  to: 'ma_co_quan_moi',
  heirName: 'ten_co_quan_moi',
  heirTier: 'cap_co_quan_moi',
  since: 'ngay_hieu_luc',
} as const;
export type ReformColumn = keyof typeof REFORM_COLUMNS;

/** What a map is held against. */
export interface ReformWorld {
  readonly agencies: readonly Agency[];
  readonly procedureCodes: ReadonlySet<string>;
  /** What earlier maps have said. */
  readonly successions: readonly AgencySuccession[];
}

export type ReformFault = { readonly line: number; readonly column: ReformColumn } & { readonly finding: Finding };

/** A map that may be stored when it has no faults. */
export interface CheckedReform {
  readonly lines: readonly ReformLine[];
  readonly successions: readonly AgencySuccession[];
  readonly opened: readonly Agency[];
  readonly faults: readonly ReformFault[];
}

/** Holds the lines of a map against the catalogue and against each other; every fault is told. */
export function checkReform(lines: readonly ReformLine[], world: ReformWorld): CheckedReform {
  const known = new Map(world.agencies.map((agency) => [agency.code, agency]));
  const opened = new Map<string, Agency>();
  const faults: ReformFault[] = [];
  const tell = (line: ReformLine, column: ReformColumn, { finding }: { finding: Finding }): void => {
    faults.push({ line: line.line, column, finding });
  };
  for (const line of lines) {
    const fault = fromFault(line, known) ?? procedureFault(line, world) ?? heirFault(line, known, opened);
    if (fault !== null) tell(line, ...fault);
  }
  for (const line of lines) {
    const fault = twinFault(line, lines) ?? circleFault(line, lines, world.successions);
    if (fault !== null) tell(line, ...fault);
  }
  const successions = lines.map(({ from, procedureCode, to, since }) => ({ from, procedureCode, to, since }));
  return { lines, successions, opened: [...opened.values()], faults: faults.sort((a, b) => a.line - b.line) };
}

type Fault = readonly [ReformColumn, { finding: Finding }];

function fromFault({ from, to, since }: ReformLine, known: ReadonlyMap<string, Agency>): Fault | null {
  const agency = known.get(from);
  if (agency === undefined)
    return ['from', found('AGENCY_UNKNOWN', 'Mã cơ quan không có trong danh mục của tỉnh', 'Sửa mã cơ quan cũ.')];
  if (from === to) return ['to', found('SUCCESSOR_SELF', 'Cơ quan không thể kế thừa chính nó', 'Sửa mã cơ quan mới.')];
  if (agency.validFrom === null || agency.validFrom < since) return null;
  const message = `${agency.name} chỉ có từ ngày ${agency.validFrom}`;
  return ['since', found('SUCCESSION_DAY', message, 'Sửa ngày hiệu lực hoặc mã cơ quan cũ.')];
}

function procedureFault({ procedureCode }: ReformLine, { procedureCodes }: ReformWorld): Fault | null {
  if (procedureCode === '' || procedureCodes.has(procedureCode)) return null;
  const hint = 'Sửa mã, hoặc để trống: mọi thủ tục còn lại của cơ quan cũ.';
  return ['procedureCode', found('PROCEDURE_CODE', 'Không có thủ tục này trong danh mục', hint)];
}

/** An heir is in the catalogue and still there on the day, or it begins with name and tier on this line or one above. */
function heirFault(line: ReformLine, known: ReadonlyMap<string, Agency>, opened: Map<string, Agency>): Fault | null {
  const { to, heirName, heirTier, since } = line;
  const heir = known.get(to) ?? opened.get(to);
  const tier = heirTier ?? heir?.tier ?? null;
  if (tier === 'DISTRICT' && since >= DISTRICTS_END)
    return ['to', found('DISTRICT_ENDED', 'Từ 01/07/2025 không còn cấp huyện', 'Chuyển về cấp tỉnh hoặc cấp xã.')];
  if (heir !== undefined) return knownHeirFault(line, heir);
  if (heirName === '' || tier === null) {
    const hint = 'Sửa mã, hoặc ghi tên và cấp nếu cơ quan mới thành lập.';
    return ['to', found('AGENCY_UNKNOWN', 'Mã cơ quan không có trong danh mục của tỉnh', hint)];
  }
  opened.set(to, { code: to, name: heirName, tier, validFrom: since, validTo: null, mergedInto: null });
  return null;
}

function knownHeirFault({ to, heirName, since }: ReformLine, heir: Agency): Fault | null {
  if (heirName !== '' && heirName !== heir.name)
    return [
      'heirName',
      found('AGENCY_NAME', `Mã ${to} là ${heir.name}`, 'Sửa tên hoặc mã cho khớp, hoặc để trống tên.'),
    ];
  if (isValidOn(heir, since)) return null;
  return [
    'to',
    found('AGENCY_CLOSED', `${heir.name} không hoạt động vào ngày ${since}`, 'Chọn cơ quan đang hoạt động.'),
  ];
}

/** One agency ends on one day, each of its procedures goes to one heir, and one line is for all the rest. */
function twinFault(line: ReformLine, lines: readonly ReformLine[]): Fault | null {
  const same = lines.filter(({ from }) => from === line.from);
  const [first] = same;
  if (first?.line === line.line && same.every(({ procedureCode }) => procedureCode !== ''))
    return [
      'procedureCode',
      found(
        'SUCCESSION_REST',
        `Chưa rõ ai nhận các thủ tục còn lại của ${line.from}`,
        'Thêm một dòng để trống mã thủ tục.',
      ),
    ];
  if (first !== undefined && first.since !== line.since)
    return [
      'since',
      found(
        'SUCCESSION_DAY',
        `Khác ngày với dòng ${String(first.line)} của cùng cơ quan`,
        'Một cơ quan kết thúc trong một ngày.',
      ),
    ];
  const twin = same.find(({ procedureCode }) => procedureCode === line.procedureCode);
  if (twin === undefined || twin.line === line.line) return null;
  return ['procedureCode', found('ROW_TWICE', `Trùng dòng ${String(twin.line)}`, 'Giữ một dòng, xóa dòng kia.')];
}

/** Following the heirs must come to an end. */
function circleFault(
  line: ReformLine,
  lines: readonly ReformLine[],
  before: readonly AgencySuccession[],
): Fault | null {
  const replaced = new Set(lines.map(({ from }) => from));
  const all = [...lines, ...before.filter(({ from }) => !replaced.has(from))];
  const met = new Set<string>();
  const ahead = [line.to];
  for (let code = ahead.pop(); code !== undefined; code = ahead.pop()) {
    if (code === line.from && line.from !== line.to)
      return [
        'to',
        found('SUCCESSION_CIRCLE', `${line.to} rồi lại chuyển về ${line.from}`, 'Bỏ một trong các dòng tạo vòng.'),
      ];
    if (met.has(code)) continue;
    met.add(code);
    ahead.push(...all.filter(({ from }) => from === code).map(({ to }) => to));
  }
  return null;
}
