import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareService, parseServices, type ReadService } from './service-reading.js';

const KEY = '9.900101.01';
const SENT = {
  MADVC: KEY,
  TENDVC: 'Cấp giấy chứng nhận mẫu',
  MATTHC: '9.900101',
  TENTTHC: 'Cấp giấy mẫu',
  TENCOQUANBANHANH: 'Bộ Ví dụ',
  TENLINHVUC: 'Lĩnh vực mẫu',
  APDUNGDVC: [
    { MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: 3 },
    { MACOQUANTHUCHIEN: '000.31.97.H97', MUCDO: 4 },
  ],
  TRANGTHAI: '1',
};
const BODY = JSON.stringify(SENT);
const readAs = (changes: object): ReadService => ({ ...SENT, ...changes });
const [FIRST, SECOND] = SENT.APDUNGDVC;

describe('a service read back', () => {
  it.each<[string, object, string]>([
    ['as it was sent', {}, 'SAME'],
    ['with decomposed letters', { TENDVC: SENT.TENDVC.normalize('NFD') }, 'SAME'],
    ['with its agencies the other way round', { APDUNGDVC: [SECOND, FIRST] }, 'SAME'],
    ['without a field that the portal keeps to itself', { TENLINHVUC: undefined }, 'SAME'],
    ['with a field that we never sent', { SOLUOT: 7 }, 'SAME'],
    ['with another name', { TENDVC: 'Tên khác' }, 'DIFFERENT'],
    ['with a name that is empty', { TENDVC: null }, 'DIFFERENT'],
    ['with an agency less', { APDUNGDVC: [FIRST] }, 'DIFFERENT'],
    ['with an agency twice', { APDUNGDVC: [FIRST, FIRST, SECOND] }, 'DIFFERENT'],
    ['with another level', { APDUNGDVC: [FIRST, { ...SECOND, MUCDO: 3 }] }, 'DIFFERENT'],
    ['withdrawn', { TRANGTHAI: '0' }, 'DIFFERENT'],
    ['under another key', { MADVC: '9.900101.02' }, 'ABSENT'],
    ['under a key that only starts alike', { MADVC: '9.900101.011' }, 'ABSENT'],
  ])('%s is told apart', (_how, changes, reading) => {
    expect(compareService(BODY, [readAs(changes)])).toBe(reading);
  });

  it('proves nothing where it is there twice, however equal', () => {
    expect(compareService(BODY, [readAs({}), readAs({})])).toBe('DIFFERENT');
  });

  it('is absent from an empty list', () => {
    expect(compareService(BODY, [])).toBe('ABSENT');
  });
});

describe('a list of services', () => {
  const listed = (data: unknown, code: unknown = 0): string => JSON.stringify({ error_code: code, result: { data } });

  it.each([0, '0', '00'])('is one where the code is %p', (code) => {
    expect(parseServices(listed([SENT], code))).toHaveLength(1);
  });

  it('takes levels as text', () => {
    const [service] = parseServices(listed([{ ...SENT, APDUNGDVC: [{ ...FIRST, MUCDO: '3' }, SECOND] }])) ?? [];
    expect(compareService(BODY, service ? [service] : [])).toBe('SAME');
  });

  it.each<[string, string | null]>([
    ['a refusal', listed([SENT], 102)],
    ['an empty code', listed([SENT], '')],
    ['a code that is false', listed([SENT], false)],
    ['no code', JSON.stringify({ result: { data: [SENT] } })],
    ['no result', '{"error_code":0}'],
    ['a result that is null', '{"error_code":0,"result":null}'],
    ['a result that is a list', '{"error_code":0,"result":[]}'],
    ['no list in the result', '{"error_code":0,"result":{}}'],
    ['a list that is null', listed(null)],
    ['a list that is text', listed('ok')],
    ['null in the list', listed([null])],
    ['numbers in the list', listed([1])],
    ['a list in the list', listed([[SENT]])],
    ['a service without key', listed([{ ...SENT, MADVC: undefined }])],
    ['a service whose agencies are null', listed([{ ...SENT, APDUNGDVC: null }])],
    ['a service with null for an agency', listed([{ ...SENT, APDUNGDVC: [null] }])],
    ['a service with an unknown level', listed([{ ...SENT, APDUNGDVC: [{ ...FIRST, MUCDO: 9 }] }])],
    ['HTML', '<html>ok</html>'],
    ['a cut text', listed([SENT]).slice(0, -3)],
    ['nothing', ''],
    ['no text', null],
    ['null', 'null'],
    ['an array', '[]'],
  ])('is none where the answer has %s', (_what, text) => {
    expect(parseServices(text)).toBeNull();
  });

  it('never ends in an exception, and what it accepts can be compared', () => {
    const field = fc.oneof(fc.constantFrom(...Object.values(SENT), null, undefined, KEY, 0, []), fc.jsonValue());
    const service = fc.record({ MADVC: field, TENDVC: field, APDUNGDVC: field, TRANGTHAI: field });
    const data = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(service, fc.constant(SENT))));
    fc.assert(
      fc.property(data, (list) => {
        const found = parseServices(listed(list));
        expect(['SAME', 'DIFFERENT', 'ABSENT']).toContain(compareService(BODY, found ?? []));
      }),
    );
  });
});
