import { describe, expect, it } from '@jest/globals';
import { isMoment } from './moment.js';

describe('a moment on the wire', () => {
  it.each(['20210914080500', '20240229235959'])('is %s', (text) => {
    expect(isMoment(text)).toBe(true);
  });

  it.each(['20210230080500', '20230229000000', '20210914240000', '20210914', '2021-09-14 08:05:00', '00000000000000'])(
    'is not %s',
    (text) => {
      expect(isMoment(text)).toBe(false);
    },
  );
});
