import { readFileSync } from 'node:fs';

/** B2: the Big List of Naughty Strings; licence beside the file. */
export const NAUGHTY: readonly string[] = (
  JSON.parse(readFileSync('test/fixtures/naughty-strings.base64.json', 'utf8')) as string[]
).map((text) => Buffer.from(text, 'base64').toString('utf8'));

/** B3: what has hurt databases and JavaScript, and is text all the same. */
export const KILLERS: readonly string[] = [
  '\\u0000',
  '\\x00',
  '\\000',
  '%00',
  '\u0001\u0002\u001f\u007f',
  '\u0085\u2028\u2029',
  '\ufeffBOM',
  '\ufffe\uffff',
  '\ufffd',
  '\u{10ffff}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{20000}'.repeat(60),
  `${'a'.repeat(99)}\u{1f600}`,
  `${'a'.repeat(199)}\u{1f600}`,
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '{"__proto__":{"polluted":1}}',
  "'; DROP TABLE dossier; --",
  "' OR 1=1 --",
  '"; SELECT pg_sleep(10); --',
  '$1',
  '$$; SELECT 1; $$',
  ':fault',
  ':...keys',
  '?',
  '\\.',
  "E'\\\\'",
  '{1,2,NULL}',
  '{"}',
  'NULL',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '9223372036854775808',
  '-9223372036854775809',
  '0x1F',
  '0o17',
  '00',
  '${process.exit(1)}',
  '{{constructor.constructor("return 1")()}}',
  '%s%n%x%d',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'file:///etc/passwd',
  '\r\nSet-Cookie: a=b',
  '\u001b[2J\u001b]0;title\u0007',
  '<script>alert(1)</script>',
  'a\tb\vc\fd',
  '   khoảng trắng   ',
  '\u200b\u200c\u200d\u2060',
  '\u202e\u2066đảo\u2069',
  'thành công',
  'ĐÃ TỒN TẠI',
  'thành công'.normalize('NFD'),
  'z\u0300\u0301\u0302\u0303'.repeat(50),
];

/** B3: no text. As JSON writes them; each stands for the inside of a string. */
export const NO_TEXTS: readonly string[] = [
  '\\u0000',
  'a\\u0000b',
  '\\ud800',
  '\\udc00',
  '\\ud800a',
  'a\\udfff',
  '\\udc00\\ud800',
  '\\ud83d\\ud83d\\ude00',
  '\\uD83D\\u0041',
];

/** B4 to be read as bytes: TCVN3, VNI, VPS and windows-1258 of "Tuyển sinh", UTF-16, overlong and cut UTF-8, CESU-8. */
export const NO_UTF8: readonly Buffer[] = [
  [0x54, 0x75, 0x79, 0xd3, 0x6e],
  [0x54, 0x75, 0x79, 0x65, 0xc5, 0x6e],
  [0x54, 0x75, 0x79, 0x8e, 0x6e],
  [0x54, 0x75, 0x79, 0xea, 0xd2, 0x6e],
  [0xc0, 0x80],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xf0, 0x80, 0x80, 0xaf],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe1, 0xba],
  [0x80],
  [0xff],
  [0xfe],
].map((bytes) => Buffer.from(bytes));

const SYLLABLES =
  'hoà hòa thuý thúy Nguyễn Đặng Ðặng Ɖặng Tuyên Quang Thừa Thiên Huế Đắk Lắk ương ưỡn khuỷu nghiêng quẩy giặt Ỹ ỵ ế ề ể ễ ệ ắ ằ ẳ ẵ ặ'.split(
    ' ',
  );
const FORMS: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFKD').toUpperCase(),
  // A mark before the letter's own: the same letter, in another order.
  (text) => text.normalize('NFD').replace(/([\u0302\u0306\u031b])([\u0300\u0301\u0303\u0309\u0323])/g, '$2$1'),
  (text) => Array.from(text).join('\u200b'),
  (text) =>
    Array.from(text, (sign) => (/[!-~]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign)).join(''),
  (text) => text.replaceAll('a', '\u0430').replaceAll('e', '\u0435').replaceAll('o', '\u03bf'),
  (text) => `\u00a0${text}\u3000`,
  (text) => Buffer.from(text, 'utf8').toString('latin1'),
  (text) => `\u0301${text}`,
];

/** Steps from a syllable to the one it is paired with. */
const PAIRINGS = [3, 8, 14, 19, 25, 30, 33];

/** B4: Vietnamese, composed and not, with look-alikes, and read in the wrong encoding; no text twice. */
export const VIETNAMESE: readonly string[] = [
  ...new Set(
    PAIRINGS.flatMap((step) =>
      SYLLABLES.flatMap((syllable, at) => {
        const other = SYLLABLES[(at + step) % SYLLABLES.length] ?? '';
        return FORMS.map((form) => form(`${syllable} ${other}`));
      }),
    ),
  ),
];

/** B11: for patterns that go back: long runs with an end that does not fit. A hundred of them are still a body. */
export const LONG_RUNS: readonly string[] = [
  `${'1'.repeat(80_000)}x`,
  `${'1.000'.repeat(16_000)}x`,
  `${'A.'.repeat(40_000)}-`,
  `${'H97.'.repeat(20_000)}!`,
  `${' '.repeat(80_000)}x`,
  `${'0'.repeat(79_999)}-`,
];
