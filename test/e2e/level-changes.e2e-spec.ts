import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { ProvinceRig } from '../support/province-rig.js';

const HEADING = 'ma_tthc,ten_dich_vu,linh_vuc,ma_co_quan,cap_thuc_hien,muc_do_hien_tai,muc_do,quy,ngay_hieu_luc,ly_do';
const NAME = 'Báo cáo tai nạn lao động của người sử dụng lao động';
const CODE = '9.000060.01';
const rowOf = (before: string, level: string, effectiveOn = '', reason = ''): string =>
  [HEADING, `9.000060,${NAME},Lao động,H60.11,Cấp tỉnh,${before},${level},IV,${effectiveOn},${reason}`].join('\n');

process.env['PROVINCE_DUE_EVERY_MS'] = '50';
const province = ProvinceRig.forStories();
beforeAll(async () => {
  await setDay('2020-10-03');
});

const setDay = async (day: string): Promise<void> => {
  await province.query(`UPDATE app_clock SET virtual_now = '${day} 09:00+07'`);
};
const PERIOD = 'from=2020-07-01&to=2020-12-31&by=lanh.dao';
const send = async (plan: string, text: string): ReturnType<ProvinceRig['send']> =>
  province.send(`/plans/${plan}/import?${PERIOD}&kind=${plan === 'upgrade' ? 'upgrade' : 'integration'}`, text);

/** What the portal is to be told of the service, oldest first. */
async function told(): Promise<unknown[]> {
  const sql = `SELECT o.offer ->> 'H60.11' AS rank FROM outbox o JOIN lane l ON l.id = o.lane_id WHERE l.code = $1 ORDER BY o.version`;
  return (await province.query<{ rank: string }>(sql, [CODE])).map(({ rank }) => rank);
}
async function history(): Promise<unknown[]> {
  const { body } = await province.get(`/services/${CODE}/history`);
  const changes = body['changes'] as { from: { value: string } | null; to: { value: string }; effectiveOn: string }[];
  return changes.map(({ from, to, effectiveOn }) => `${effectiveOn} ${from?.value ?? '-'}→${to.value}`);
}

describe('the level of a service', () => {
  it('begins with the integration plan', async () => {
    const plain = readFileSync('config/plan/tuyen-quang-2020.csv', 'utf8').split('\n');
    const own = plain.filter((line, index) => index === 0 || line.includes('9.000060')).join('\n');

    expect((await send('integration', own)).body).toMatchObject({ isStored: true, added: 1 });

    expect(await history()).toEqual(['2020-07-01 -→3']);
    expect(await told()).toEqual(['3']);
  });

  it('is not moved by a row that is wrong about it', async () => {
    const { status, body } = await send('upgrade', rowOf('2', '4'));

    expect(status).toBe(422);
    expect(body).toMatchObject({
      isStored: false,
      rejected: 1,
      faults: [{ row: 2, column: 'Mức độ hiện tại', value: 'Mức độ 2', reason: 'LEVEL_BEFORE' }],
    });
    expect(await history()).toHaveLength(1);
  });

  it('changes on the day that was decided, and the portal hears of it on that day', async () => {
    expect((await send('upgrade', rowOf('3', '4', '2020-12-01'))).body).toMatchObject({ isStored: true, added: 1 });
    expect(await history()).toEqual(['2020-07-01 -→3', '2020-12-01 3→4']);
    expect(await told()).toEqual(['3']);

    await setDay('2020-11-30');
    expect((await send('upgrade', rowOf('3', '4', '2020-12-01'))).body).toMatchObject({ unchanged: 1 });
    expect(await told()).toEqual(['3']);
    await setDay('2020-12-01');

    await eventually(async () => {
      expect(await told()).toEqual(['3', '4']);
    });
    expect(await province.count('offer_due')).toBe(0);
  });

  it('is no change where it is the level already', async () => {
    expect((await send('once-more', rowOf('3', '4'))).body).toMatchObject({ isStored: true, added: 1 });

    expect(await history()).toHaveLength(2);
    expect(await told()).toEqual(['3', '4']);
  });

  it('goes back only with a reason, which stays in its history', async () => {
    const refused = await send('back', rowOf('4', '3'));
    expect([refused.status, refused.body['faults']]).toMatchObject([422, [{ reason: 'LEVEL_LOWERED' }]]);

    expect((await send('back', rowOf('4', '3', '', 'Phần mềm lỗi'))).body).toMatchObject({ isStored: true });

    expect(await history()).toEqual(['2020-07-01 -→3', '2020-12-01 3→4', '2020-12-01 4→3']);
    const { body } = await province.get(`/services/${CODE}/history`);
    expect((body['changes'] as unknown[])[2]).toMatchObject({
      planId: 'back',
      by: 'lanh.dao',
      reason: 'Phần mềm lỗi',
      publishedAt: null,
    });
    expect(await told()).toEqual(['3', '4', '3']);
  });

  it('travels in an exported plan and comes back as it was', async () => {
    const { text } = await province.get('/plans/back/export');

    expect(text).toContain('Mức độ hiện tại,Ngày hiệu lực,Lý do');
    expect((await send('back', text)).body).toMatchObject({ unchanged: 1, faultsTotal: 0 });
  });

  it('of a service that nobody knows is not found', async () => {
    expect((await province.get('/services/1.111111.01/history')).body).toMatchObject({ code: 'SERVICE_NOT_FOUND' });
    expect((await province.get('/services/x/history')).status).toBe(400);
  });
});
