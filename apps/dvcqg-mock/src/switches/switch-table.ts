import { isAddressList } from './address-list.js';
import { isWindow } from './time-window.js';

/** What a switch changes, what it may be set to, and what each profile sets it to. */
type SwitchRule =
  | { readonly values: readonly string[]; readonly standard: string; readonly strict: string; readonly about: string }
  | {
      readonly least: number;
      readonly most: number;
      readonly standard: number;
      readonly strict: number;
      readonly about: string;
    }
  | {
      readonly isText: (text: string) => boolean;
      readonly form: string;
      readonly standard: string;
      readonly strict: string;
      readonly about: string;
    };

function choice<const V extends string>(values: readonly V[], standard: NoInfer<V>, strict: NoInfer<V>, about: string) {
  return { values, standard, strict, about };
}
function amount([least, most]: readonly [number, number], standard: number, strict: number, about: string) {
  return { least, most, standard, strict, about };
}
/** A text of some form, the same in both profiles. */
function text(isText: (given: string) => boolean, form: string, standard: string, about: string) {
  return { isText, form, standard, strict: standard, about };
}

/** Any text of some characters. */
function words(longest: number, standard: string, about: string) {
  const isText = (given: string): boolean => given.trim() !== '' && given.length <= longest;
  return text(isText, `chuỗi, 1–${String(longest)} ký tự`, standard, about);
}

/**
 * Where nothing shows what the portal does, it can be set. All of it is assumed; `standard` is what the mock does
 * when nobody says otherwise, `strict` is what is hardest on a sender.
 */
export const SWITCHES = {
  'paths.generic': text(
    (path) => /^(\/[A-Za-z0-9._~-]{1,60}){1,6}$/.test(path),
    'đường dẫn',
    '/mapi/g',
    'Địa chỉ chung cho mọi dịch vụ, sau …/RestService/forward; địa chỉ cũ không còn',
  ),
  'ip.allowList': text(isAddressList, 'IP hoặc CIDR, cách nhau bằng dấu phẩy; trống: mọi IP', '', 'IP được phép gọi'),
  maintenance: choice(
    ['off', 'on', 'html'],
    'off',
    'off',
    'on: mọi cuộc gọi nhận 503, dạng theo http.faults; html: một trang HTML với HTTP 200',
  ),
  'maintenance.window': text(isWindow, '<từ>/<đến>, ISO 8601; trống: luôn luôn', '', 'Khi nào bảo trì'),
  'session.ttlSeconds': amount([0, 86_400], 600, 300, 'Tuổi thọ của phiên; 0: dùng một lần'),
  'session.perAccount': choice(['many', 'one'], 'many', 'one', 'one: đăng nhập mới kết thúc phiên cũ'),
  'errorCode.type': choice(
    ['int', 'string', 'string-00'],
    'int',
    'int',
    'Kiểu của error_code; string-00: thành công là "00"',
  ),
  'http.businessErrors': choice(['200', 'status'], '200', '200', 'status: mã HTTP 4xx theo mã lỗi, như trong bảng mã'),
  'http.faults': choice(
    ['body', 'status'],
    'body',
    'body',
    'status: mã lỗi 429 và 503 đi kèm HTTP 429, 503 và Retry-After; lỗi theo lịch có trạng thái riêng',
  ),
  'duplicate.code': choice(['3', '0', '-3'], '3', '3', 'error_code khi thêm mới khóa đã có'),
  'duplicate.create': choice(
    ['reject', 'overwrite', 'append'],
    'reject',
    'reject',
    'Thêm mới hồ sơ đã có: từ chối, ghi đè, hoặc giữ thêm một bản',
  ),
  'batch.mode': choice(
    ['perItem', 'atomic', 'silent'],
    'perItem',
    'atomic',
    'Lần gọi có bản ghi lỗi: từng bản ghi, tất cả hoặc không, hoặc báo thành công',
  ),
  'batch.max.services': amount([1, 1_000], 100, 100, 'Số bản ghi tối đa của DongBoDVC'),
  'batch.max.dossiers': amount([1, 1_000], 100, 100, 'Số bản ghi tối đa của DongBoHoSoMC'),
  'batch.max.progress': amount([1, 1_000], 10, 10, 'Số bản ghi tối đa của CapNhatTienDoHoSoMC'),
  'batch.max.others': amount([1, 1_000], 100, 100, 'Số bản ghi tối đa của dịch vụ ghi khác'),
  'fields.required': choice(['marked', 'all'], 'marked', 'all', 'all: các trường chưa rõ cũng bắt buộc'),
  'fields.unknownKeys': choice(['keep', 'ignore', 'reject'], 'keep', 'reject', 'Trường lạ: giữ, bỏ, hoặc từ chối'),
  'fields.upperCaseNames': choice(
    ['accept', 'reject'],
    'accept',
    'reject',
    'TENTTHC, MALINHVUC, TENLINHVUC thay cho tên đúng',
  ),
  'limits.text': choice(
    ['note', 'off', 'reject'],
    'note',
    'reject',
    'note: chỉ GhiChu quá dài bị từ chối, trường khác có cảnh báo',
  ),
  'status.nonStandard': choice(['warn', 'reject'], 'warn', 'reject', 'Trạng thái 0 và 11'),
  'status.transitions': choice(['warn', 'off', 'reject'], 'warn', 'reject', 'Chuyển trạng thái ngoài bảng'),
  'procedure.unknownInWrite': choice(
    ['reject', 'warn'],
    'reject',
    'reject',
    'Thủ tục không có trong danh mục, khi đồng bộ hồ sơ',
  ),
  'procedure.localCodes': choice(
    ['normalise', 'any', 'national'],
    'normalise',
    'national',
    'Mã thủ tục riêng của tỉnh, khi đồng bộ hồ sơ',
  ),
  'layThuTuc.unknown': choice(['empty', '202'], 'empty', '202', 'LayThuTuc với mã lạ'),
  'layDvc.extended': choice(['on', 'off'], 'on', 'on', 'off: LayDVC chỉ có các trường đã quan sát được'),
  'progress.order': choice(['any', 'reject'], 'any', 'reject', 'Bước cũ hơn bước cuối đã nhận'),
  'progress.beforeDossier': choice(['201', 'hold'], '201', '201', 'hold: giữ tiến độ đến khi có hồ sơ'),
  'progress.movesStatus': choice(['on', 'off'], 'on', 'on', 'on: tiến độ đổi cả trạng thái hồ sơ'),
  'traCuuHoSo.progressKeys': choice(['on', 'off'], 'on', 'off', 'on: TraCuuHoSo thêm SoTienDo và TienDoCuoi'),
  'progress.duplicateRow': choice(
    ['ignore', 'append', 'reject'],
    'ignore',
    'ignore',
    'Bước giống hệt một bước đã nhận',
  ),
  'techId.unknown': choice(
    ['made-up', 'empty'],
    'made-up',
    'empty',
    'TraCuuTechID với người Cổng chưa giữ: mã sinh từ số đã gửi, hoặc danh sách rỗng',
  ),
  'dstcode.check': choice(
    ['subsystem', 'off', 'required', 'equal'],
    'subsystem',
    'equal',
    'Kiểm dstcode; required và equal: bắt buộc có, trừ khi đăng nhập',
  ),
  'payment.checksum': choice(
    ['enforced', 'ignored'],
    'enforced',
    'enforced',
    'MaXacThuc, check_sum, checksum của bên gọi; ignored: không kiểm',
  ),
  'payment.confirmType': words(50, 'CONFIRM', 'LoaiBanTin của tin báo kết quả thanh toán'),
  'newRest.tokenSeconds': amount([1, 86_400], 3_600, 300, 'Tuổi thọ của mã truy cập REST thế hệ mới'),
  'newRest.fileMaxKiB': amount([1, 10_240], 8_192, 4_096, 'Cỡ lớn nhất của một tệp tải lên (KiB)'),
  'newRest.files': choice(
    ['known', 'any'],
    'known',
    'known',
    'known: giấy tờ của CreateDossier phải là tệp đã tải lên; any: không kiểm',
  ),
  'rate.perMinute': amount([0, 1_000_000], 0, 600, 'Số lần gọi mỗi phút của một đơn vị; 0: không giới hạn'),
} satisfies Record<string, SwitchRule>;

export type SwitchName = keyof typeof SWITCHES;
type ValueOf<R> = R extends { readonly values: readonly (infer V)[] }
  ? V
  : R extends { readonly form: string }
    ? string
    : number;
export type SwitchValues = { readonly [N in SwitchName]: ValueOf<(typeof SWITCHES)[N]> };

export const PROFILES = ['default', 'strict'] as const;
export type Profile = (typeof PROFILES)[number];

/** What was set by hand; the profile says the rest. */
export type SwitchChanges = Partial<SwitchValues>;

export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(SWITCHES, name);
}

export function profileValues(profile: Profile): SwitchValues {
  const values = SWITCH_NAMES.map((name) => [name, SWITCHES[name][profile === 'strict' ? 'strict' : 'standard']]);
  return Object.fromEntries(values) as SwitchValues;
}

/** What a switch may be set to, in words. */
export function allowedValues(name: SwitchName): string {
  const rule: SwitchRule = SWITCHES[name];
  if ('form' in rule) return rule.form;
  return 'values' in rule ? rule.values.join(' · ') : `${String(rule.least)}–${String(rule.most)}`;
}

export function isAllowed(name: SwitchName, value: unknown): boolean {
  const rule: SwitchRule = SWITCHES[name];
  if ('values' in rule) return typeof value === 'string' && rule.values.includes(value);
  if ('form' in rule) return typeof value === 'string' && rule.isText(value);
  return typeof value === 'number' && Number.isInteger(value) && value >= rule.least && value <= rule.most;
}
