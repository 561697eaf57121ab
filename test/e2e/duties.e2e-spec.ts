import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DutiesReply } from '../../apps/province/src/duties/duty.controller.js';
import { dvcqg } from '../support/dvcqg-command.js';
import { ProvinceRig } from '../support/province-rig.js';

/** Công văn 4516: last day of each duty, as a person reads it. */
const LAST_DAYS = [
  '2021-07-22',
  '2021-07-29',
  '2021-07-31',
  '2021-07-31',
  '2021-08-31',
  '2021-07-31',
  '2021-08-31',
  null,
  '2021-07-31',
  null,
];

const rig = ProvinceRig.forStories();

beforeAll(async () => {
  await rig.post('/worlds/quang-nam-2021/load', {});
});

const dutiesAt = async (at: string): Promise<DutiesReply['duties']> =>
  ((await rig.get(`/duties?plan=quang-nam-4516&at=${at}`)).body as unknown as DutiesReply).duties;

describe('the duties of directive 4516', () => {
  it('have their last days', async () => {
    expect((await dutiesAt('2021-07-20')).map(({ deadline }) => deadline)).toEqual(LAST_DAYS);
  });

  it('are late on any day exactly where their last one is over', async () => {
    const day = fc
      .integer({ min: -15, max: 60 })
      .map((days) => new Date(Date.UTC(2021, 6, 20 + days)).toISOString().slice(0, 10));

    await fc.assert(
      fc.asyncProperty(day, async (at) => {
        const late = (await dutiesAt(at)).flatMap(({ n, state }) => (state === 'late' ? [n] : []));
        const over = LAST_DAYS.flatMap((last, index) => (last !== null && last < at ? [index + 1] : []));

        expect(late).toEqual(over);
      }),
      {
        numRuns: 40,
        examples: ['07-22', '07-23', '07-29', '07-30', '07-31', '08-01', '08-31', '09-01'].map((md) => [`2021-${md}`]),
      },
    );
  });

  it('are told by the command, with the words of the directive', async () => {
    const { code, stdout } = await dvcqg(['duty', 'list', '--at', '2021-07-30'], await rig.settings());

    expect(code).toBe(0);
    expect(stdout).toContain('Ngày 30/07/2021: 10 nhiệm vụ, 2 quá hạn');
    expect(stdout).toMatch(/^ 1\. \[QUÁ HẠN 8 ngày\] Sở TT&TT: .*\(trước ngày 23\/7\/2021 → hết ngày 22\/07\/2021\)$/m);
    expect(stdout).toMatch(/^ 3\. \[sắp đến hạn\] .*\(trong tháng 7\/2021 → hết ngày 31\/07\/2021\)$/m);
    expect(stdout).toMatch(/^ 8\. \[không đặt hạn\] .*\(không ghi ngày\)$/m);
  });

  it('stay late where they were done late, and were open before', async () => {
    const done = await dvcqg(
      ['duty', 'done', 'quang-nam-4516', '1', '--on', '2021-07-26', '--evidence', '1290/STTTT-CNTT', '--json'],
      await rig.settings(),
    );

    expect((JSON.parse(done.stdout) as DutiesReply).duties[0]).toMatchObject({
      state: 'doneLate',
      evidence: '1290/STTTT-CNTT',
    });
    expect((await dutiesAt('2021-07-25'))[0]?.state).toBe('late');
    expect((await dutiesAt('2021-07-26'))[0]?.state).toBe('doneLate');
    expect((await rig.post('/duties/quang-nam-4516/99/done', { evidence: 'x' })).body).toMatchObject({
      code: 'DUTY_NOT_FOUND',
    });
  });
});
