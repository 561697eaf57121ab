import { TIERS, type Tier } from './agency.js';
import { isIsoDate, type IsoDate, type Quarter } from './calendar.js';
import { findLevel, type Level, type LevelScheme } from './level.js';
import { foldText, withoutAccents } from './plan-file-columns.js';
import { found, type Reading } from './plan-file-faults.js';

const PROCEDURE_CODE = /^\d\.\d{6}$/;
const SERVICE_CODE = /^\d\.\d{6}\.\d{2}$/;

/** `1.004623`. Knows what Excel and older systems make of it, and says so. */
export function readProcedureCode(text: string): Reading<string> {
  if (PROCEDURE_CODE.test(text)) return { value: text };
  const refused = (hint: string): Reading<string> =>
    found('PROCEDURE_CODE', 'Mã TTHC phải có dạng d.dddddd, ví dụ 1.004623', hint);
  const eaten = /^(\d)[.,](\d{1,5})$/.exec(text);
  if (eaten !== null) {
    const whole = `${eaten[1] ?? ''}.${(eaten[2] ?? '').padEnd(6, '0')}`;
    return refused(`Excel đã bỏ số 0 ở cuối? Định dạng cột là Text rồi nhập lại, có thể là ${whole}.`);
  }
  const joined = /^(\d)[,\s]?(\d{6})$/.exec(text);
  if (joined !== null) return refused(`Có phải ${joined[1] ?? ''}.${joined[2] ?? ''}?`);
  const longer = /^(\d\.\d{6})\.(?:(\d{2})|.*H\d{2})$/.exec(text);
  if (longer?.[2] !== undefined) return refused(`Ghi ${longer[1] ?? ''}; mã dịch vụ công ${text} đặt ở cột "Mã DVC".`);
  if (longer !== null) return refused(`Chỉ ghi ${longer[1] ?? ''}, không kèm mã đơn vị.`);
  return refused('Xem mã trên Cơ sở dữ liệu quốc gia về TTHC.');
}

/** `1.004623.01`: of its procedure, number 01 where the file gives none. */
export function readServiceCode(text: string, procedureCode: string): Reading<string> {
  if (text === '') return { value: `${procedureCode}.01` };
  if (!SERVICE_CODE.test(text))
    return found(
      'SERVICE_CODE',
      'Mã DVC phải có dạng d.dddddd.dd, ví dụ 1.004623.01',
      'Để trống thì dùng số thứ tự 01.',
    );
  if (procedureCode !== '' && !text.startsWith(`${procedureCode}.`))
    return found(
      'SERVICE_CODE_OTHER',
      `Mã DVC không thuộc TTHC ${procedureCode}`,
      'Phần đầu của mã DVC phải là mã TTHC.',
    );
  return { value: text };
}

const TIER_WORDS: Readonly<Record<Tier, readonly string[]>> = {
  MINISTRY: ['bo', 'trunguong'],
  PROVINCE: ['tinh'],
  DISTRICT: ['huyen'],
  COMMUNE: ['xa'],
};
export const TIER_NAMES: Readonly<Record<Tier, string>> = {
  MINISTRY: 'Cấp bộ',
  PROVINCE: 'Cấp tỉnh',
  DISTRICT: 'Cấp huyện',
  COMMUNE: 'Cấp xã',
};

export function readTier(text: string): Reading<Tier> {
  const word = foldText(text).replace(/^cap/, '');
  const tier = TIERS.find((known) => TIER_WORDS[known].includes(word));
  if (tier !== undefined) return { value: tier };
  const hint = /[,;/+]/.test(text)
    ? 'Mỗi dòng một cấp: tách thành nhiều dòng, mỗi dòng một cơ quan.'
    : 'Ghi Cấp tỉnh, Cấp huyện, Cấp xã hoặc Cấp bộ.';
  return found('TIER_UNKNOWN', 'Không rõ cấp thực hiện', hint);
}

const ND42_WORDS: Readonly<Record<string, string>> = { toantrinh: 'FULL', motphan: 'PARTIAL', cungcapthongtin: 'INFO' };

/** `3`, `Mức độ 3`, `Toàn trình`: a level of the scheme in force on the deadline. */
export function readLevel(text: string, scheme: LevelScheme): Reading<Level> {
  const word = foldText(text).replace(/^(mucdo|muc)/, '');
  const level = findLevel(scheme, scheme === 'ND42' ? (ND42_WORDS[word] ?? text.toUpperCase()) : word);
  if (level !== null) return { value: level };
  if (scheme === 'ND42') {
    const habit = { '2': 'Cung cấp thông tin', '3': 'Một phần', '4': 'Toàn trình' }[word];
    const hint =
      habit === undefined ? 'Ghi Toàn trình, Một phần hoặc Cung cấp thông tin.' : `Mức ${word} nay ghi "${habit}".`;
    return found('LEVEL_UNKNOWN', 'Từ 15/08/2022 không còn mức độ 1–4 (NĐ 42/2022)', hint);
  }
  const hint = word in ND42_WORDS ? 'Trước 15/08/2022 ghi mức độ 3 hoặc 4.' : 'Ghi 1, 2, 3 hoặc 4.';
  return found('LEVEL_UNKNOWN', 'Mức độ phải là 1–4 (NĐ 43/2011)', hint);
}

const QUARTER = /^(?:quy\s*)?(iv|i{1,3}|[1-4])(?:\s*[/.-]?\s*(?:nam\s*)?(\d{4}))?$/;
const QUARTERS: Readonly<Record<string, Quarter>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 };

/** `III`, `3`, `Quý III`, `III/2020`. */
export function readQuarter(text: string): Reading<{ quarter: Quarter; year: number | null }> {
  const match = QUARTER.exec(withoutAccents(text).trim());
  const quarter = QUARTERS[match?.[1] ?? ''];
  if (quarter !== undefined) return { value: { quarter, year: match?.[2] === undefined ? null : Number(match[2]) } };
  return found('QUARTER_UNKNOWN', 'Không rõ quý', 'Ghi I, II, III hoặc IV (được kèm năm: III/2020).');
}

const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$/;
const VIETNAMESE_DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
/** Excel counts days from 30/12/1899; five digits are the years 1927 to 2173. */
const EXCEL_DAY = /^[1-9]\d{4}$/;
const EXCEL_EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

/** `2020-09-30`, `30/09/2020`, or Excel's number of a day. A day that does not exist is refused, never moved. */
export function readDay(text: string): Reading<IsoDate> {
  if (EXCEL_DAY.test(text))
    return { value: new Date((Number(text) - EXCEL_EPOCH_DAYS) * DAY_MS).toISOString().slice(0, 10) as IsoDate };
  const iso = ISO_DAY.exec(text);
  const vietnamese = VIETNAMESE_DAY.exec(text);
  const [year, month, day] = iso === null ? [vietnamese?.[3], vietnamese?.[2], vietnamese?.[1]] : iso.slice(1);
  if (year === undefined || month === undefined || day === undefined)
    return found('DATE_UNREADABLE', 'Không đọc được ngày', 'Ghi dd/MM/yyyy (30/09/2020) hoặc yyyy-mm-dd (2020-09-30).');
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isIsoDate(written)) return { value: written };
  const hint =
    Number(month) > 12 && Number(day) <= 12 ? 'Ngày viết trước, tháng viết sau.' : 'Kiểm tra lại ngày trong lịch.';
  return found('DATE_IMPOSSIBLE', `Không có ngày ${day} tháng ${month} năm ${year}`, hint);
}

const MAX_WORKING_DAYS = 365;

/** Whole days; an empty cell means that no limit is set. */
export function readWorkingDays(text: string): Reading<number | null> {
  if (text === '') return { value: null };
  if (/^\d{1,4}$/.test(text) && Number(text) <= MAX_WORKING_DAYS) return { value: Number(text) };
  const digits = /^\D*(\d{1,3})\s*ngày/.exec(text)?.[1];
  const hint = digits === undefined ? 'Để trống nếu không quy định.' : `Chỉ ghi số: ${digits}.`;
  return found('WORKING_DAYS', `Phải là số nguyên từ 0 đến ${String(MAX_WORKING_DAYS)}`, hint);
}

const YES = new Set(['co', 'x', '1', 'true', 'yes']);
const NO = new Set(['', 'khong', '0', 'false', 'no']);

/** An empty cell means no fee. */
export function readFee(text: string): Reading<boolean> {
  const word = foldText(text);
  if (YES.has(word)) return { value: true };
  if (NO.has(word) && (word !== '' || text === '')) return { value: false };
  return found('FEE', 'Phải là "có" hoặc "không"', 'Ghi có nếu thu phí, lệ phí; không hoặc để trống nếu không thu.');
}
