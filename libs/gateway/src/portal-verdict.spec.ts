import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '@dvc/domain';
import fc from 'fast-check';
import { sortWriteAnswer } from './portal-verdict.js';

const NOW = new Date('2026-01-05T00:00:00Z');
const [A, B, C] = ['9.900101.01', '9.900101.02', '9.900102.01'] as const;
const item = (MADVC: string, error_code: unknown = 0, message = ''): object => ({ MADVC, error_code, message });

interface Told {
  readonly codes?: readonly string[];
  readonly status?: number;
  readonly retryAfter?: string;
}

function sort(body: unknown, { codes = [A], status = 200, retryAfter }: Told = {}): ReturnType<typeof sortWriteAnswer> {
  const text = typeof body === 'string' || body === null ? body : JSON.stringify(body);
  return sortWriteAnswer({ status, text, retryAfter: retryAfter ?? null }, codes, NOW);
}
const outcomes = (...told: Parameters<typeof sort>): Outcome[] => {
  return [...sort(...told).verdicts.values()].map(({ outcome }) => outcome);
};

describe('the HTTP status', () => {
  it.each<[Outcome, number[]]>([
    ['IN_DOUBT', [201, 202, 204, 206, 299, 300, 301, 302, 304, 307, 308, 399, 408, 500, 501, 502, 503, 504, 599]],
    ['SESSION', [401]],
    ['ACCOUNT', [403, 404]],
    ['RATE', [429]],
    ['WHOLE', [400, 402, 405, 409, 413, 415, 418, 422, 499]],
  ])('%s comes from %p, whatever the body says', (outcome, statuses) => {
    const success = { error_code: 0, message: 'Thành công', result: [item(A)] };
    expect(statuses.map((status) => outcomes(success, { status })[0])).toEqual(statuses.map(() => outcome));
  });

  it('never lets anything but 200 be a success or a word on one item', () => {
    const statuses = Array.from({ length: 399 }, (_, i) => 201 + i);
    const said = statuses.flatMap((status) => outcomes({ error_code: 0 }, { status, codes: [A, B] }));
    expect(said.filter((outcome) => ['OK', 'FLIP', 'REJECT', 'CONFIG'].includes(outcome))).toEqual([]);
  });

  it.each([
    [429, '30', 30_000],
    [429, 'Mon, 05 Jan 2026 00:01:00 GMT', 60_000],
    [429, '1000000000', 900_000],
    [429, '-1', 5_000],
    [429, 'lát nữa', 5_000],
    [429, undefined, 5_000],
    [503, '7', 7_000],
    [503, undefined, 0],
  ])('%d with Retry-After %p holds everybody for %d ms', (status, retryAfter, holdMs) => {
    expect(sort('', { status, ...(retryAfter === undefined ? {} : { retryAfter }) }).holdMs).toBe(holdMs);
  });
});

describe('the code of a call with one item', () => {
  it.each<[unknown, string | null | undefined, Outcome]>([
    [0, '', 'OK'],
    ['0', 'Thành công', 'OK'],
    ['00', undefined, 'OK'],
    [0, null, 'OK'],
    ['-0', '', 'OK'],
    [0, 'Cập nhật không thành công', 'IN_DOUBT'],
    [0, 'KHÔNG THÀNH CÔNG', 'IN_DOUBT'],
    [0, 'không thành công'.normalize('NFD'), 'IN_DOUBT'],
    [0, 'Dịch vụ đã tồn tại', 'FLIP'],
    [3, 'Dịch vụ ĐÃ TỒN TẠI', 'FLIP'],
    ['-3', 'đã tồn tại'.normalize('NFD'), 'FLIP'],
    [3, 'Trùng', 'IN_DOUBT'],
    ['-3', '', 'IN_DOUBT'],
    [201, '', 'FLIP'],
    [203, '', 'FLIP'],
    ['203', '', 'FLIP'],
    [200, 'đã tồn tại', 'REJECT'],
    ...[107, 200, 210, 211, 302, 303, 304, 500].map((code): [unknown, string, Outcome] => [code, '', 'REJECT']),
    ...[202, 205, 206].map((code): [unknown, string, Outcome] => [code, '', 'CONFIG']),
    ...[100, 101, 104, 106, 110].map((code): [unknown, string, Outcome] => [code, '', 'ACCOUNT']),
    ...[102, 103].map((code): [unknown, string, Outcome] => [code, '', 'SESSION']),
    ...[300, 400, 401].map((code): [unknown, string, Outcome] => [code, '', 'WHOLE']),
    ...[429, 503].map((code): [unknown, string, Outcome] => [code, '', 'RATE']),
    ...[900, 402, 1, -1, '-1', 999, 12_345, 207].map((code): [unknown, string, Outcome] => [code, '', 'IN_DOUBT']),
    ...['', ' 0', '0x0', '1e2', 'ok', null, undefined, true, false, 0.5, [], [0], {}, '00000'].map(
      (code): [unknown, string, Outcome] => [code, 'Thành công', 'IN_DOUBT'],
    ),
  ])('%p with %p is %s', (code, message, outcome) => {
    expect(outcomes({ error_code: code, message })).toEqual([outcome]);
  });

  it('1e2 as a number is 100', () => {
    expect(outcomes('{"error_code":1e2}')).toEqual(['ACCOUNT']);
  });

  it('keeps code, field and words for people, cut where whole letters end', () => {
    const message = `Thiếu trường bắt buộc: TENDVC ${'.'.repeat(469)}😀😀`;
    const verdict = sort({ error_code: 200, message }).verdicts.get(A);
    expect(verdict).toMatchObject({ outcome: 'REJECT', code: '200', field: 'TENDVC' });
    expect(verdict?.message).toBe(`${message.slice(0, 499)}\ufffd`);
  });

  it('lets nothing through that PostgreSQL refuses to store', () => {
    const words = sort('{"error_code":200,"message":"a\\u0000b\\ud800c"}').verdicts.get(A)?.message;
    expect(words).toBe('ab\ufffdc');
  });

  it('waits as long as the words say', () => {
    expect(sort({ error_code: 429, message: 'Thử lại sau 40 giây' }).holdMs).toBe(40_000);
    expect(sort({ error_code: 503, message: 'Bảo trì' }).holdMs).toBe(5_000);
  });
});

describe('an answer that cannot be read', () => {
  it.each<[string, string | null]>([
    ['null', 'null'],
    ['an empty list', '[]'],
    ['a text', '"ok"'],
    ['a number', '0'],
    ['nothing', ''],
    ['HTML', '<html><body>Thành công</body></html>'],
    ['a cut text', '{"error_code":0,"message":"Thành c'],
    ['bytes that are no UTF-8', null],
    ['a message of the wrong type', '{"error_code":0,"message":{"vi":"ok"}}'],
    ['two answers in one', '{"error_code":0}{"error_code":0}'],
    ['a list where one code belongs', '{"error_code":0,"result":"ok"}'],
    ['one item where a list belongs', `{"error_code":0,"result":{"error_code":0,"MADVC":"${A}"}}`],
    ['null for an item', '{"error_code":0,"result":[null]}'],
    ['a code hidden in __proto__', '{"__proto__":{"error_code":0}}'],
  ])('%s leaves every item in doubt', (_what, text) => {
    expect(outcomes(text, { codes: [A, B] })).toEqual(['IN_DOUBT', 'IN_DOUBT']);
  });
});

describe('the list of a call with several items', () => {
  const codes = [A, B, C];
  it.each<[string, object, Outcome[]]>([
    ['in order', { error_code: 0, result: [item(A), item(B), item(C)] }, ['OK', 'OK', 'OK']],
    ['shuffled', { error_code: 402, result: [item(C), item(A, 200), item(B)] }, ['REJECT', 'OK', 'OK']],
    ['cut short', { error_code: 402, result: [item(A)] }, ['OK', 'IN_DOUBT', 'IN_DOUBT']],
    ['doubled', { error_code: 402, result: [item(A), item(A), item(B), item(C)] }, ['IN_DOUBT', 'OK', 'OK']],
    ['foreign', { error_code: 402, result: [item('9.1.1'), item(B), item(C)] }, ['IN_DOUBT', 'OK', 'OK']],
    ['keyless', { error_code: 402, result: [{ error_code: 0 }, item(B), item(C)] }, ['IN_DOUBT', 'OK', 'OK']],
    ['empty', { error_code: 0, result: [] }, ['IN_DOUBT', 'IN_DOUBT', 'IN_DOUBT']],
    ['absent, code 0', { error_code: 0 }, ['OK', 'OK', 'OK']],
    ['null, code 0', { error_code: 0, result: null }, ['OK', 'OK', 'OK']],
    ['absent, code 402', { error_code: 402 }, ['IN_DOUBT', 'IN_DOUBT', 'IN_DOUBT']],
    ['absent, code 3', { error_code: 3, message: 'đã tồn tại' }, ['IN_DOUBT', 'IN_DOUBT', 'IN_DOUBT']],
    ['absent, one item refuses all', { error_code: 200 }, ['WHOLE', 'WHOLE', 'WHOLE']],
    ['mixed', { error_code: 402, result: [item(A, 203), item(B, 205), item(C, 900)] }, ['FLIP', 'CONFIG', 'IN_DOUBT']],
  ])('that is %s is read by key', (_how, body, told) => {
    expect(outcomes(body, { codes })).toEqual(told);
  });

  it('counts for a call of one as well', () => {
    expect(outcomes({ error_code: 0, result: [item(B)] })).toEqual(['IN_DOUBT']);
  });
});

describe('whatever comes', () => {
  const code = fc.oneof(fc.constantFrom<unknown>(0, '0', '00', 3, '-3', 402, 200, 900, 999, null, ''), fc.jsonValue());
  const words = fc.constantFrom<unknown>('', 'Thành công', 'không thành công', 'đã tồn tại', null, undefined, 7);
  const named = fc.record({ MADVC: fc.constantFrom<unknown>(A, B, C, 'X', null), error_code: code, message: words });
  const result = fc.oneof(fc.constant(undefined), fc.constant(null), fc.array(named), fc.jsonValue(), named);
  const envelope = fc.record({ error_code: code, message: words, result }).map((value) => JSON.stringify(value));
  const anything = fc.oneof({ weight: 6, arbitrary: envelope }, fc.json(), fc.string(), fc.constant(null));

  it('each code sent has exactly one verdict, and OK only where code 0 is said of that very key', () => {
    fc.assert(
      fc.property(anything, fc.subarray([A, B, C], { minLength: 1 }), (text, codes) => {
        const { verdicts } = sort(text, { codes });
        expect([...verdicts.keys()]).toEqual(codes);
        const acked = codes.filter((key) => verdicts.get(key)?.outcome === 'OK');
        expect(acked.filter((key) => !isZeroSaid(text ?? '', key))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

const isZero = (code: unknown): boolean => code === 0 || (typeof code === 'string' && /^-?0{1,4}$/.test(code));

/** A second reading of the rule, on plain JSON. */
function isZeroSaid(text: string, key: string): boolean {
  const { error_code: code, result } = JSON.parse(text) as { error_code: unknown; result?: unknown };
  if (result === undefined || result === null) return isZero(code);
  const own = (result as { MADVC: unknown; error_code: unknown }[]).filter(({ MADVC }) => MADVC === key);
  return own.length === 1 && isZero(own[0]?.error_code);
}

describe('steps of dossiers, several under one code', () => {
  const step = (MaHoSo: string, error_code: number): object => ({ MaHoSo, error_code, message: '' });
  const codes = ['A', 'A', 'B'];

  it.each<[string, object[], Outcome[]]>([
    ['taken', [step('A', 0), step('A', 0), step('B', 0)], ['OK', 'OK']],
    ['taken, told in another order', [step('B', 0), step('A', 0), step('A', 0)], ['OK', 'OK']],
    ['of a dossier that is not there', [step('A', 201), step('A', 201), step('B', 0)], ['FLIP', 'OK']],
    [
      'refused one and all, so that they go on in halves',
      [step('A', 302), step('A', 302), step('B', 302)],
      ['WHOLE', 'REJECT'],
    ],
    ['taken in part', [step('A', 0), step('A', 500), step('B', 0)], ['IN_DOUBT', 'OK']],
    ['told of once too seldom', [step('A', 0), step('B', 0)], ['IN_DOUBT', 'OK']],
    ['told of once too often', [step('A', 0), step('A', 0), step('A', 0), step('B', 0)], ['IN_DOUBT', 'OK']],
  ])('%s', (_how, result, expected) => {
    expect(outcomes({ error_code: 402, message: '', result }, { codes })).toEqual(expected);
  });
});
