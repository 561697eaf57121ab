import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterMs, secondsIn } from './retry-after.js';

const NOW = new Date('2026-01-05T00:00:00Z');
const DEFAULT_MS = 5_000;
const MAX_MS = 900_000;

describe('Retry-After', () => {
  it.each([
    ['1', 1_000],
    ['900', MAX_MS],
    ['901', MAX_MS],
    ['1000000000', MAX_MS],
    ['9'.repeat(400), MAX_MS],
    ['Mon, 05 Jan 2026 00:00:30 GMT', 30_000],
    ['Mon, 05 Jan 2026 09:00:00 GMT', MAX_MS],
    ['Sun, 04 Jan 2026 23:59:59 GMT', DEFAULT_MS],
    ['Mon, 05 Jan 2026 00:00:00 GMT', DEFAULT_MS],
    ['0', DEFAULT_MS],
    ['-1', DEFAULT_MS],
    ['1.5', DEFAULT_MS],
    ['1e3', DEFAULT_MS],
    ['10^9', DEFAULT_MS],
    ['', DEFAULT_MS],
    ['soon', DEFAULT_MS],
    ['ít phút nữa', DEFAULT_MS],
    ['sau 30 giây', DEFAULT_MS],
    ['NaN', DEFAULT_MS],
    ['Infinity', DEFAULT_MS],
    [null, DEFAULT_MS],
  ])('%p is a wait of %d ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });

  it('is never a wait of nothing, nor of more than 15 minutes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(toHttp)),
        (header) => {
          const ms = retryAfterMs(header, NOW);
          return ms > 0 && ms <= MAX_MS;
        },
      ),
    );
  });
});

describe('a wait said in words', () => {
  it.each([
    ['Vui lòng thử lại sau 30 giây', '30'],
    ['Vui lòng thử lại sau 30 giây'.normalize('NFD'), '30'],
    ['sau 999999 giây', '999999'],
    ['sau vài giây', null],
    ['sau -5 giây', null],
    ['', null],
  ])('%p names %p seconds', (message, seconds) => {
    expect(secondsIn(message)).toBe(seconds);
  });
});

const toHttp = (date: Date): string => date.toUTCString();
