/** B5: things that look like `yyyyMMddHHmmss`, and those that are. */
export const MOMENTS: readonly string[] = [
  ...[1582, 1900, 1950, 1965, 1970, 1999, 2000, 2020, 2023, 2024, 2026, 2100, 9999].flatMap((year) =>
    ['0101', '0228', '0229', '0230', '0431', '0501', '0630', '0631', '1231', '1301', '0001', '0100', '1232'].map(
      (day) => `${String(year)}${day}080500`,
    ),
  ),
  ...['240000', '235959', '235960', '236000', '000000', '080a00', '-10000', '08:05:', '  0805'].map(
    (time) => `20260202${time}`,
  ),
  ...[
    '00000000000000',
    '99999999999999',
    '20260202',
    '202602020805',
    '2026020208050',
    '202602020805000',
    '2026-02-02T08:05:00',
    '2026-02-02T08:05:00+07:00',
    '02/02/2026 08:05:00',
    '20260202080500 ',
    ' 20260202080500',
    '20260202080500\n',
    '20260202080500Z',
    '２０２６０２０２０８０５００',
    '٢٠٢٦٠٢٠٢٠٨٠٥٠٠',
    '+2026020208050',
    '-2026020208050',
    '2.026020208e13',
    '0x7EA0202080500',
    'hôm nay',
    'Invalid Date',
    'null',
    'now()',
    'infinity',
    'epoch',
  ],
];

/** True by the calendar, counted by hand and not by `Date`. */
export function isRealMoment(text: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

const SPOILS: readonly ((code: string) => string)[] = [
  (code) => code,
  (code) => ` ${code}`,
  (code) => `${code} `,
  (code) => `${code}\n`,
  (code) => `${code}\u200b`,
  (code) => code.toLowerCase(),
  (code) => code.replace(/^0+/, ''),
  (code) => `0${code}`,
  (code) => code.replaceAll('.', ','),
  (code) => code.replaceAll('.', '．'),
  (code) => code.replaceAll('-', '–'),
  (code) => code.replaceAll('H', 'Н'),
  (code) => code.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  (code) => code.slice(0, -1),
  (code) => `${code}${code}`,
  (code) => `../${code}`,
  (code) => `${code}%2e%2e`,
  (code) => `${code}\u0301`,
  (code) => `${code}';--`,
  (code) => code.padEnd(255, '0'),
  (code) => code.padEnd(256, '0'),
  (code) => code.padStart(5_000, '9'),
];
const CODES =
  '000.00.12.H97-210914-0007 H97.12-241007-0019 G09.20-20260609-0092637 9.900101 9.900101.000.00.00.H97 9.900101.01 TS_lop1.000.00.00.H97 000.00.12.H97 H97 H97.12.03 G09-LD91 KQ.G09.000991 123456789 0301234567 0301234567-001 B1234567 0977000101 +84977000101 65% 100,5% 9-2021 13-2021 245.000 245000 1.00.000';

/** B6: codes and numbers of every form, each spoilt in many ways. */
export const CODE_TEXTS: readonly string[] = CODES.split(' ').flatMap((code) => SPOILS.map((spoil) => spoil(code)));

/** B7: values of a kind that nobody expects in a field of text. */
export const WRONG_KINDS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  -0,
  9_007_199_254_740_991,
  '',
  [],
  [[]],
  [null],
  ['x'],
  [{}],
  {},
  { a: 1 },
  { length: 1 },
  { toString: 'x' },
  { toJSON: 'x' },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
];

/** B7: names that no table has. */
export const STRANGE_NAMES: readonly string[] = [
  '',
  ' ',
  '.',
  'a.b',
  'a[0]',
  '__proto__',
  'constructor',
  'toString',
  'toJSON',
  'then',
  'length',
  'ma\u0302',
  'Tên có dấu',
  '\u{1f600}',
  '\u2028',
  '"',
  '\\',
  "'",
  '$ne',
  'x'.repeat(5_000),
];
