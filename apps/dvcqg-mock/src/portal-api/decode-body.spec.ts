import { describe, expect, it } from '@jest/globals';
import { decodeBody } from './decode-body.js';

const decode = (text: string): unknown => decodeBody(Buffer.from(text));
const BAD_JSON = { refusal: { code: 300, check: 'badJson', message: 'Nội dung yêu cầu không phải JSON hợp lệ' } };

describe('a body on the wire', () => {
  it('is plain UTF-8 JSON', () => {
    expect(decode('{"TENDVC":"Cấp giấy 👍"}')).toEqual({ body: { TENDVC: 'Cấp giấy 👍' } });
  });

  it('may be empty', () => {
    expect(decode('')).toEqual({ body: null });
  });

  it.each([
    ['a byte order mark', Buffer.from('\ufeff{}')],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
    ['a broken sequence', Buffer.from([0x22, 0xc3, 0x22])],
    ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['an unfinished text', Buffer.from('{"a":"')],
    ['33 levels', Buffer.from('['.repeat(33) + ']'.repeat(33))],
  ])('is refused with 300 for %s', (_case, bytes) => {
    expect(decodeBody(bytes)).toEqual(BAD_JSON);
  });

  it('may have 32 levels', () => {
    expect(decode('['.repeat(32) + ']'.repeat(32))).toHaveProperty('body');
  });

  it.each([
    ['U+0000', '{"data":[{"TENDVC":"a\\u0000b"}]}', 'data[0].TENDVC'],
    ['half a surrogate pair', '{"service":"\\udc00"}', 'service'],
    ['a bad name', '{"data":{"\\u0000":1}}', 'data'],
  ])('is refused with 302 and the field for %s', (_case, text, field) => {
    expect(decode(text)).toEqual({
      refusal: { code: 302, check: 'badFormat', message: expect.stringContaining(`Trường ${field} `) },
    });
  });
});
