import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { portalAndProvince } from '../support/mock-stories.js';
import { PAYMENT_PARTNER, PAYMENT_SECRET, init } from '../support/payment-messages.js';
import { careful } from '../support/province-stand-in.js';

const { portal, province } = portalAndProvince();

const PLATFORM = '/XrdAdapter/RestService/forward/thanhtoan/g';
const NOW = '2026-01-05T07:00:00+07:00';
const makeSpace = async (id: string, clock: object): Promise<void> => {
  expect((await portal.sim('POST', 'spaces', { id, clock })).status).toBe(201);
};
const inquiry = (more: object = {}): object => ({
  kind: 'fee-inquiry',
  target: province.url,
  data: { MaHoSo: 'a' },
  ...more,
});
const first = async (space: string): Promise<unknown> => {
  const { data } = await portal.sim('GET', `s/${space}/pushes`);
  return (data['pushes'] as unknown[])[0];
};

describe('pushes and payments of a space', () => {
  it('follow its clock: an hour of waiting is short where time runs, and without end where it stands', async () => {
    await makeSpace('running', { mode: 'scaled', now: NOW, scale: 36_000 });
    await makeSpace('standing', { mode: 'virtual', now: NOW });
    province.answers.push({ status: 503 });

    await portal.sim('POST', 's/standing/pushes', inquiry({ delayMs: 3_600_000 }));
    await portal.sim('POST', 's/running/pushes', inquiry({ backoffMs: 3_600_000 }));

    await eventually(async () => {
      expect(await first('running')).toMatchObject({ n: 1, state: 'done', attempts: 2 });
    });
    expect(await first('standing')).toMatchObject({
      n: 1,
      state: 'waiting',
      attempts: 0,
      createdAt: '2026-01-05T00:00:00.000Z',
      nextAt: '2026-01-05T01:00:00.000Z',
    });
    expect((await portal.sim('GET', 'pushes')).data['pushes']).toEqual([]);
  });

  it('have partners, secrets and payments of their own, and the hour of the space in the confirmation', async () => {
    await makeSpace('paying', { mode: 'virtual', now: NOW });
    province.forget();
    province.usual = careful(PAYMENT_SECRET);
    const confirmUrl = `${province.url}/ket-qua`;
    await portal.sim('PUT', `s/paying/payment-partners/${PAYMENT_PARTNER}`, { secret: PAYMENT_SECRET, confirmUrl });

    const here = await portal.post(`/s/paying${PLATFORM}`, init());
    const elsewhere = await portal.post(PLATFORM, init());

    expect([here.data['MaLoi'], elsewhere.data['MaLoi']]).toEqual(['00', '99']);
    const page = String(here.data['UrlThanhToan']);
    expect(page).toContain('/s/paying/thanhtoan/t/');
    expect((await portal.http.get<string>(page)).data).toContain('Đang chờ thanh toán');
    const id = page.split('/').at(-1) ?? '';
    expect((await portal.sim('POST', `payments/${id}/pay`)).status).toBe(404);
    expect((await portal.sim('POST', `s/paying/payments/${id}/pay`)).status).toBe(200);
    await eventually(async () => {
      expect(await first('paying')).toMatchObject({ kind: 'payment', state: 'done', verdict: 'accepted' });
    });
    expect(province.bodies()).toMatchObject([{ ThoiGianGD: '20260105070000' }]);
  });
});
