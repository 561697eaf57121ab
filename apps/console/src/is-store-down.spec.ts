import { describe, expect, it } from '@jest/globals';
import { isStoreDown } from './is-store-down.js';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

describe('a failure of a query', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '53300'])(
    'with code %s means the store is gone',
    (code) => {
      expect(isStoreDown(withCode(code))).toBe(true);
    },
  );

  it('is looked for inside the failures of several addresses', () => {
    expect(isStoreDown(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
  });

  it.each(['42601', '22P02', '23505'])('with code %s is our own fault', (code) => {
    expect(isStoreDown(withCode(code))).toBe(false);
  });
});
