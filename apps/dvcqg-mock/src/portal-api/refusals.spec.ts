import { describe, expect, it } from '@jest/globals';
import { quoted, refuse } from './refusals.js';

const MARKS_OF_SUCCESS = /thành công|đã tồn tại/i;

describe('a refusal', () => {
  it('never carries a mark of success, not even one that the caller sent', () => {
    for (const mark of ['Thành công', 'x THÀNH CÔNG y', 'đã tồn tại', 'thành công'.normalize('NFD')]) {
      const { message } = refuse.badEnum('TRANGTHAI', mark);
      expect(message.normalize('NFC')).not.toMatch(MARKS_OF_SUCCESS);
    }
  });

  it('says "đã tồn tại" for a duplicate only', () => {
    expect(refuse.duplicateService('9.900101.01').message).toMatch(/đã tồn tại/);
    const others = [
      refuse.badJson(),
      refuse.forbidden(),
      refuse.serviceState(),
      refuse.batchEmpty(),
      refuse.itemFailure(1, 2),
    ];
    for (const { message } of others) expect(message).not.toMatch(MARKS_OF_SUCCESS);
  });

  it('quotes long values shortly and objects not at all', () => {
    expect(quoted('x'.repeat(1_000))).toHaveLength(100);
    expect([quoted({ a: 1 }), quoted(null), quoted(undefined), quoted(4)]).toEqual(['', '', '', '4']);
  });
});
