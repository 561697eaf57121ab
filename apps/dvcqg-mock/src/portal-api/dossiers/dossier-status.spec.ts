import { describe, expect, it } from '@jest/globals';
import { profileValues } from '../../switches/switch-table.js';
import { checkStatus, checkTransition, isKnownTransition, warnOfTransition } from './dossier-status.js';

const lenient = profileValues('default');
const strict = profileValues('strict');

describe('the status of a dossier', () => {
  it.each([
    ['1', '2', true],
    ['4', '9', true],
    ['9', '10', true],
    ['4', '4', true],
    ['10', '4', false],
    ['3', '4', false],
    ['1', '10', false],
  ])('from %s to %s: %p', (from, to, isKnown) => {
    expect(isKnownTransition(from, to)).toBe(isKnown);
    expect(checkTransition(from, to, strict)?.code ?? 0).toBe(isKnown ? 0 : 210);
    expect(checkTransition(from, to, lenient)).toBeNull();
    expect(warnOfTransition(from, to, lenient)).toHaveLength(isKnown ? 0 : 1);
  });

  it('may be 0 or 11 where that is let through, and nothing else that is on no list', () => {
    expect(['0', '11', '12', 'toString'].map((status) => checkStatus('TrangThai', status, lenient)?.code ?? 0)).toEqual(
      [0, 0, 304, 304],
    );
    expect(['0', '11'].map((status) => checkStatus('TrangThai', status, strict)?.code)).toEqual([304, 304]);
  });
});
