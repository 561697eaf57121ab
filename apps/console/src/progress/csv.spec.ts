import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

describe('a line for Excel', () => {
  it.each(['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =1', '\u00a0=1', '＝1+1', '\tx'])(
    'keeps %j a text by a leading apostrophe',
    (text) => {
      expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers and plain words alone', () => {
    expect(csvLine([-3, 'Sở Y tế', null])).toBe('-3;Sở Y tế;\r\n');
  });

  it('quotes what would break the columns', () => {
    expect(csvLine(['a;b', 'nói "có"', 'hai\ndòng'])).toBe('"a;b";"nói ""có""";"hai\ndòng"\r\n');
  });
});
