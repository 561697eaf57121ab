import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../portal-api/json.js';
import { NO_COUNTS } from './fault.js';
import { readFaults, showFault } from './read-faults.js';

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

  it('may be sent back as it was shown', () => {
    const effects: [string, JsonObject][] = [
      ['on-reply', { type: 'connection-reset', afterBytes: 5 }],
      ['on-reply', { type: 'delay', lognormal: { median: 'PT2S', sigma: 1, max: 'PT30S' } }],
      ['on-reply', { type: 'delay', ms: 5 }],
      ['on-reply', { type: 'dribble', chunk: 3, every: 'PT0.5S' }],
      ['on-reply', { type: 'field-corrupt', field: 'ChuHoSo', kind: 'nfd' }],
      ['on-reply', { type: 'stale-read', by: 'PT10M' }],
      ['after-commit', { type: 'reply', bodyRef: 'html-502' }],
      ['after-commit', { type: 'forget', after: 'PT1H' }],
      ['after-commit', { type: 'duplicate-delivery', times: 2, gap: 'PT1S' }],
      ['before-commit', { type: 'late-commit', after: 'PT5M' }],
      ['before-commit', { type: 'throttle', status: 503, retryAfter: 'PT10M', form: 'http-date' }],
      ['within-batch', { type: 'item-errors', count: 2, stored: true, overall: 'ok' }],
      ['within-batch', { type: 'connection-reset', afterItems: 2, keep: 'rolled-back' }],
      ['within-batch', { type: 'reorder', window: 4 }],
      ['on-connect', { type: 'down', kind: 'refuse' }],
    ];
    const window = { from: '2026-02-05T07:00:00+07:00', to: '2026-02-06T07:00:00+07:00' };
    const given = effects.map(([phase, effect], i) => ({
      id: String(i),
      phase,
      effect,
      schedule: { always: true, window },
      enabled: false,
    }));

    const first = readFaults(given);
    const shown = first.faults.map((fault) => showFault({ fault, counts: NO_COUNTS }));

    expect(first.problems).toEqual([]);
    expect(readFaults(shown)).toEqual(first);
  });

  it('is about some calls only, where it says so', () => {
    const on = { service: 'DongBoHoSoMC', madonvi: '000.00.00.H97', isUpdating: true, minItems: 2, keys: ['a'] };
    const { service, ...others } = on;

    const { faults, problems } = readFaults([{ ...GOOD, service: undefined, on }]);

    expect(problems).toEqual([]);
    expect(faults).toMatchObject([{ service, on: others }]);
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
    [
      'an unknown field of an effect',
      [{ ...GOOD, effect: { type: 'connection-reset', after: 3 } }],
      'faults[0].effect.after: không có trường này',
    ],
    [
      'a parameter of another phase',
      [{ ...GOOD, effect: { type: 'connection-reset', afterItems: 3 } }],
      'faults[0].effect.afterItems: chỉ ở pha within-batch',
    ],
    ['two schedules at once', [{ ...GOOD, schedule: { first: 1, nth: [2] } }], 'faults[0].schedule: cần một trong'],
    [
      'a window that ends before it begins',
      [{ ...GOOD, schedule: { window: { from: '2026-02-05T07:00:00Z', to: '2026-02-05T06:00:00Z' } } }],
      'faults[0].schedule.window.to: phải sau from',
    ],
    [
      'an instant without an offset',
      [{ ...GOOD, schedule: { at: ['2026-02-05T07:00:00'] } }],
      'faults[0].schedule.at.0: cần một thời điểm',
    ],
    [
      'a duration in words',
      [{ ...GOOD, effect: { type: 'forget', after: '1 hour' } }],
      'faults[0].effect.after: cần một khoảng thời gian',
    ],
    ['a word that is nearly right', [{ ...GOOD, phase: 'after-comit' }], 'có phải: after-commit?'],
    [
      'an effect of another phase, with the phases it has',
      [{ ...GOOD, effect: { type: 'truncate' } }],
      'có phải: on-reply/truncate?',
    ],
    [
      'an effect of another phase, with every legal pair',
      [{ ...GOOD, effect: { type: 'truncate' } }],
      'Ở pha on-connect có: down, delay.',
    ],
    [
      'a refusal of single connections',
      [{ ...GOOD, service: '*', phase: 'on-connect', effect: { type: 'down', kind: 'refuse' } }],
      'faults[0].schedule: từ chối kết nối chỉ đi với',
    ],
    [
      'keys before there is a call',
      [{ ...GOOD, phase: 'on-connect', effect: { type: 'down', kind: 'reset' } }],
      'faults[0].phase: ở on-connect chưa biết cuộc gọi',
    ],
    ['an unknown field', [{ ...GOOD, times: 3 }], 'faults[0].times: không có trường này'],
    ['the same id twice', [GOOD, GOOD], 'mã "lost-reply" lặp lại'],
  ])('is refused for %s, with the place', (_case, given, message) => {
    expect(readFaults(given).problems.join('\n')).toContain(message);
  });
});
