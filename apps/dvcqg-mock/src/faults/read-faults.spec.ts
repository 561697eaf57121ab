import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../portal-api/json.js';
import { readFaults } from './read-faults.js';

const GOOD: JsonObject = {
  id: 'lost-reply',
  service: 'DongBoDVC',
  phase: 'after-commit',
  effect: { type: 'connection-reset' },
  schedule: { first: 1 },
};

describe('a list of faults', () => {
  it.each<[string, Json]>([
    ['a list', [GOOD]],
    ['an object with a list', { faults: [GOOD] }],
    ['an effect by its name alone', [{ ...GOOD, effect: 'connection-reset' }]],
  ])('is read from %s', (_form, given) => {
    expect(readFaults(given)).toEqual({ faults: [GOOD], problems: [] });
  });

  it('fills in what was left out', () => {
    const throttle = { ...GOOD, phase: 'before-auth', effect: { type: 'throttle', status: 'body', retryAfterS: 2 } };

    expect(readFaults([throttle]).faults[0]?.effect).toEqual({
      type: 'throttle',
      status: 429,
      retryAfterS: 2,
      form: 'body',
    });
  });

  it.each<[string, Json, string]>([
    ['no list', { a: 1 }, 'Cần một danh sách lỗi'],
    [
      'an effect that its phase does not know',
      [{ ...GOOD, effect: { type: 'late-commit', ms: 5 } }],
      'faults[0].effect: "late-commit" không dùng được ở pha after-commit',
    ],
    ['an unknown phase', [{ ...GOOD, phase: 'sometime' }], 'faults[0].phase: "sometime" không có trong'],
    ['no schedule', [{ ...GOOD, schedule: {} }], 'faults[0].schedule: cần một trong'],
    [
      'a rate without a seed',
      [{ ...GOOD, schedule: { rate: 0.1, keyedBy: ['MaDVC'] } }],
      'faults[0].schedule.seed: cần một số nguyên',
    ],
    [
      'a rate over 1',
      [{ ...GOOD, schedule: { rate: 2, keyedBy: ['MaDVC'], seed: 1 } }],
      'faults[0].schedule.rate: cần một số từ 0 đến 1',
    ],
    ['an unknown field', [{ ...GOOD, times: 3 }], 'faults[0].times: không có trường này'],
    ['the same id twice', [GOOD, GOOD], 'mã "lost-reply" lặp lại'],
  ])('is refused for %s, with the place', (_case, given, message) => {
    expect(readFaults(given).problems.join('\n')).toContain(message);
  });
});
