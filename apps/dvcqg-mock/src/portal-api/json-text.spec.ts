import { describe, expect, it } from '@jest/globals';
import { findTextFault } from './json-text.js';

describe('a JSON text', () => {
  it.each([
    '{}',
    '[]',
    'null',
    '"a\\"b\\\\"',
    '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a\\\\":1,"a":"\\\\","b":"\\\\\\"","c":"\\\\\\\\"}',
    '[1,-2.5e3]',
    '-1',
    '[0, -0, 1.50, 1e2, 1E+2, 9007199254740991, 1234567890123e-3]',
    '{"a":[[[1]]]}',
  ])('is whole after reading: %s', (text) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
    expect(findTextFault(text, 8)).toBeNull();
  });

  it.each([
    ['{"a":1,"a":1}', 'repeated-name', 'a'],
    ['{"data":[{},{"b":{"a":1,"\\u0061":2}}]}', 'repeated-name', 'data[1].b.a'],
    ['{"a\\"b":1,"a\\"b":2}', 'repeated-name', 'a"b'],
    ['{"a":"\\\\","a":1}', 'repeated-name', 'a'],
    ['12345678901234567890', 'inexact-number', ''],
    ['[1, 12345678901234567890]', 'inexact-number', '[1]'],
    ['{"a":{"b":1e400}}', 'inexact-number', 'a.b'],
    ['[0.12345678901234567891]', 'inexact-number', '[0]'],
    ['[1e-400]', 'inexact-number', '[0]'],
    [`[${'1'.repeat(60_000)}]`, 'inexact-number', '[0]'],
    ['[[[[[[[[[1]]]]]]]]]', 'too-deep', '[0][0][0][0][0][0][0][0]'],
  ])('loses something in reading: %s', (text, kind, path) => {
    expect(findTextFault(text, 8)).toEqual({ kind, path });
  });
});
