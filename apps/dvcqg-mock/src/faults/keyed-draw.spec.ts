import { describe, expect, it } from '@jest/globals';
import { joinKeys, keyedDraw } from './keyed-draw.js';

const DOSSIER = '000.00.00.H97-260202-0001';

describe('a keyed draw', () => {
  it.each([
    [20_260_701, 'lost-reply', [DOSSIER, 1], 0.723080831623],
    [20_260_701, 'lost-reply', [DOSSIER, 2], 0.412249151404],
    [20_260_701, 'lost-reply', [DOSSIER, 3], 0.004980607323],
    [7, 'tet-storm', ['login', '-', 1], 0.399797244624],
  ])('of seed %d and fault %s for %j is the published one', (seed, fault, key, draw) => {
    expect(keyedDraw(seed, fault, key)).toBeCloseTo(draw, 11);
  });

  it('does not care how the same text is composed', () => {
    expect(keyedDraw(1, 'lỗi'.normalize('NFD'), ['hồ sơ'.normalize('NFD')])).toBe(keyedDraw(1, 'lỗi', ['hồ sơ']));
  });

  it('takes several keys for one, in whatever order they come', () => {
    expect(joinKeys(['b', 'a'])).toBe(joinKeys(['a', 'b']));
    expect(joinKeys(['a', 'b'])).toMatch(/^[0-9a-f]{64}$/);
    expect([joinKeys(['a']), joinKeys([])]).toEqual(['a', '-']);
  });
});
