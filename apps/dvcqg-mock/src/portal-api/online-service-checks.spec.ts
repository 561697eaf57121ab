import { describe, expect, it } from '@jest/globals';
import { NationalCatalogue } from '../records/national-catalogue.js';
import type { Json, JsonObject } from './json.js';
import { profileValues } from '../switches/switch-table.js';
import { firstRefusal } from './behaviour/rule.js';
import { SERVICE_STORED_RULES, checkItem, type ItemContext } from './online-service-checks.js';
import { provinceOf } from './owner.js';

const agency = (code: string) => ({ code, name: code, tier: 'Cấp tỉnh' });
const procedure = (code: string, isPublic: boolean) => ({
  code,
  name: 'Cấp giấy',
  fieldCode: 'G09-LD91',
  issuerCode: '000.00.00.G09',
  tiers: ['Cấp tỉnh'],
  timeLimitDays: 5,
  hasFee: false,
  isPublic,
});
const catalogue = new NationalCatalogue(
  ['000.00.00.G09', '000.00.12.H97', '000.31.97.H97', '000.00.12.H98'].map(agency),
  ['G09-LD91', 'G09-LD92'].map((code) => ({ code, name: code, branchCode: '000.00.00.G09' })),
  [procedure('9.900101', true), procedure('9.900199', false)],
);
const CONTEXT: ItemContext = {
  switches: profileValues('default'),
  catalogue,
  province: 'H97',
  isUpdating: false,
  repeated: new Set(['9.900101.02']),
};
const GOOD: JsonObject = {
  MADVC: '9.900101.01',
  TENDVC: 'Cấp giấy (trực tuyến)',
  MATTHC: '9.900101',
  TENCOQUANBANHANH: 'Bộ Ví dụ',
  TENLINHVUC: 'Lĩnh vực mẫu',
  APDUNGDVC: [{ MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: 3 }],
  TRANGTHAI: '1',
};
const unit = (changes: JsonObject): Json => [{ MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: 3, ...changes }];
const many = (count: number): Json =>
  Array.from({ length: count }, () => ({ MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: 3 }));
const codeOf = (changes: JsonObject, context: Partial<ItemContext> = {}): number =>
  checkItem({ ...GOOD, ...changes }, { ...CONTEXT, ...context })?.code ?? 0;

describe('an item of DongBoDVC', () => {
  it.each<[string, JsonObject]>([
    ['the least there may be', {}],
    ['a level as text', { APDUNGDVC: unit({ MUCDO: '4' }) }],
    ['a state as number', { TRANGTHAI: 1 }],
    ['a procedure with the province in its code', { MADVC: '9.900101.H97.01', MATTHC: '9.900101.H97' }],
    ['blank where nothing is needed', { MACOQUANBANHANH: '', MALINHVUC: null, TENTTHC: '  ' }],
    ['unknown fields', { GHICHU: { a: 1 } }],
    ['no unit, when it is withdrawn', { APDUNGDVC: [], TRANGTHAI: '0' }],
    ['an abolished procedure, when it is withdrawn', { MADVC: '9.900199.01', MATTHC: '9.900199', TRANGTHAI: 0 }],
    ['a field nobody knows, when it is withdrawn', { MALINHVUC: 'G01-AA01', TRANGTHAI: '0' }],
  ])('is good with %s', (_case, changes) => {
    expect(codeOf(changes)).toBe(0);
  });

  it.each(['MADVC', 'TENDVC', 'MATTHC', 'TENCOQUANBANHANH', 'TENLINHVUC', 'APDUNGDVC', 'TRANGTHAI'])(
    'needs %s (check 3)',
    (field) => {
      for (const blank of [undefined, null, ' ']) expect(codeOf({ [field]: blank })).toBe(200);
      expect(checkItem({ ...GOOD, [field]: null }, CONTEXT)?.message).toBe(`Thiếu trường bắt buộc: ${field}`);
    },
  );

  it('needs isUpdating, a unit, and both fields of each unit (check 3)', () => {
    expect(codeOf({}, { isUpdating: null })).toBe(200);
    expect(codeOf({ APDUNGDVC: [] })).toBe(200);
    expect(codeOf({ APDUNGDVC: unit({ MUCDO: null }) })).toBe(200);
    expect(codeOf({ APDUNGDVC: unit({ MACOQUANTHUCHIEN: ' ' }) })).toBe(200);
    expect(codeOf({ APDUNGDVC: ['000.00.12.H97'] })).toBe(302);
  });

  it.each<[string, JsonObject, number]>([
    ['a code of another form', { MADVC: '9.900101' }, 302],
    ['a code that is a number', { MADVC: 9.9 }, 302],
    ['a procedure of another form', { MATTHC: 'TS_lop1' }, 302],
    ['an issuer of another form', { MACOQUANBANHANH: 'BVD' }, 302],
    ['a field of another form', { MALINHVUC: 'LD91' }, 302],
    ['a name that is no text', { TENDVC: { a: 1 } }, 302],
    ['a state that is no scalar', { TRANGTHAI: true }, 302],
    ['units that are no list', { APDUNGDVC: { a: 1 } }, 302],
    ['501 units', { APDUNGDVC: many(501) }, 302],
    ['a unit of another form', { APDUNGDVC: unit({ MACOQUANTHUCHIEN: 'SVD' }) }, 302],
    ['a level that is no number', { APDUNGDVC: unit({ MUCDO: 'ba' }) }, 302],
    ['a level in halves', { APDUNGDVC: unit({ MUCDO: 3.5 }) }, 302],
    ['a name of 1001 characters', { TENDVC: 'ế'.repeat(1_001) }, 303],
    ['a procedure name of 1001 characters', { TENTTHC: 'x'.repeat(1_001) }, 303],
    ['an issuer name of 501 characters', { TENCOQUANBANHANH: 'x'.repeat(501) }, 303],
    ['a field name of 501 characters', { TENLINHVUC: 'x'.repeat(501) }, 303],
  ])('is refused for %s (check 4)', (_case, changes, code) => {
    expect(codeOf(changes)).toBe(code);
  });

  it('may be as long as the limits say (check 4)', () => {
    expect(codeOf({ TENDVC: '👍'.repeat(1_000), TENLINHVUC: 'x'.repeat(500) })).toBe(0);
  });

  it.each([1, 5, '0'])('is refused for level %p (check 5)', (level) => {
    expect(codeOf({ APDUNGDVC: unit({ MUCDO: level }) })).toBe(304);
  });

  it('is refused for a state or an isUpdating outside their lists (check 5)', () => {
    expect(codeOf({ TRANGTHAI: '2' })).toBe(304);
    expect(codeOf({}, { isUpdating: 'true' })).toBe(304);
  });

  it.each<[string, JsonObject]>([
    ['a code that does not begin with the procedure', { MADVC: '9.900102.01' }],
    ['a code that stands twice in the call', { MADVC: '9.900101.02' }],
    ['a unit that stands twice', { APDUNGDVC: many(2) }],
  ])('is refused for %s (check 6)', (_case, changes) => {
    expect(codeOf(changes)).toBe(500);
  });

  it('is refused for an unknown or an abolished procedure (check 7)', () => {
    expect(codeOf({ MADVC: '9.900777.01', MATTHC: '9.900777' })).toBe(202);
    expect(codeOf({ MADVC: '9.900199.01', MATTHC: '9.900199' })).toBe(202);
  });

  it.each<[string, JsonObject, number]>([
    ['an unknown field', { MALINHVUC: 'G01-AA01' }, 206],
    ['a field of another procedure', { MALINHVUC: 'G09-LD92' }, 206],
    ['an unknown issuer', { MACOQUANBANHANH: '000.00.00.G10' }, 205],
    ['an unknown unit', { APDUNGDVC: unit({ MACOQUANTHUCHIEN: '000.00.99.H97' }) }, 205],
    ['a unit of another province', { APDUNGDVC: unit({ MACOQUANTHUCHIEN: '000.00.12.H98' }) }, 107],
    ['a ministry as unit', { APDUNGDVC: unit({ MACOQUANTHUCHIEN: '000.00.00.G09' }) }, 107],
  ])('is refused for %s (check 8)', (_case, changes, code) => {
    expect(codeOf(changes)).toBe(code);
  });

  it.each<[number, JsonObject]>([
    [200, { TENDVC: '', MADVC: 'x', TRANGTHAI: '9' }],
    [302, { MADVC: 'x', TRANGTHAI: '9' }],
    [304, { TRANGTHAI: '9', MADVC: '9.900777.01' }],
    [500, { MADVC: '9.900777.01', MALINHVUC: 'G01-AA01' }],
    [202, { MADVC: '9.900777.01', MATTHC: '9.900777', MALINHVUC: 'G01-AA01' }],
    [206, { MALINHVUC: 'G01-AA01', MACOQUANBANHANH: '000.00.00.G10' }],
  ])('with several mistakes answers the first in order: %d', (code, changes) => {
    expect(codeOf(changes)).toBe(code);
  });

  it.each([
    [false, true, '1', 3],
    [false, true, '0', 3],
    [true, false, '1', 203],
    [false, false, '0', 211],
    [false, false, '1', 0],
    [true, true, '0', 0],
  ])('with isUpdating %p, known %p and state %s answers %d (checks 9 to 11)', (isUpdating, isKnown, state, code) => {
    const meeting = { code: '9.900101.01', isKnown, state };
    const context = { isUpdating, switches: profileValues('default') };

    expect(firstRefusal(SERVICE_STORED_RULES, meeting, context)?.code ?? 0).toBe(code);
  });
});

describe('the province in a code', () => {
  it.each([
    ['000.00.12.H97', 'H97'],
    ['H97', 'H97'],
    ['H97.12.03', 'H97'],
    ['000.00.00.G09', null],
    ['G09.20', null],
  ])('of %s is %s', (code, province) => {
    expect(provinceOf(code)).toBe(province);
  });
});
