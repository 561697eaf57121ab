import { describe, expect, it } from '@jest/globals';
import { PORTAL_DSTCODE, PORTAL_PATHS } from '@dvc/contracts';
import { portalForStories } from '../support/mock-stories.js';
import { firstGenerationDossier, secondGenerationDossier } from '../support/example-dossiers.js';
import { ACCOUNT, PASSWORD, exampleService } from '../support/running-mock.js';

const portal = portalForStories();

const codeOf = async (dossier: object): Promise<unknown> =>
  (await portal.call('DongBoHoSoMC', { isUpdating: 'False', data: [dossier] })).data['error_code'];

describe('the switches', () => {
  it('are refused with every mistake named, and none is taken', async () => {
    const { status, data } = await portal.sim('PATCH', 'switches', {
      profile: 'harsh',
      switches: { 'batch.mode': 'all', 'rate.perMinute': 1.5, 'no.such': 'x' },
    });

    expect(status).toBe(422);
    expect(data['problems']).toHaveLength(4);
    expect((await portal.sim('GET', 'switches')).data).toMatchObject({ profile: 'default', changed: {} });
  });

  it('outlive a restart, and go with null or a reset', async () => {
    await portal.sim('PATCH', 'switches', { profile: 'strict', switches: { 'batch.mode': 'silent' } });
    await portal.stopMock();
    await portal.startMock();

    const { data } = await portal.sim('GET', 'switches');
    expect(data).toMatchObject({
      profile: 'strict',
      switches: { 'batch.mode': 'silent', 'status.transitions': 'reject' },
    });

    await portal.turn({ 'batch.mode': null });
    expect((await portal.sim('GET', 'switches')).data).toMatchObject({ switches: { 'batch.mode': 'atomic' } });
    await portal.sim('POST', 'reset');
    expect((await portal.sim('GET', 'switches')).data).toMatchObject({ profile: 'default' });
  });

  it.each([
    ['string', '0', '3'],
    ['string-00', '00', '3'],
  ])('write error_code as %s', async (type, success, duplicate) => {
    await portal.turn({ 'errorCode.type': type });
    const body = { isUpdating: 'False', data: [exampleService()] };

    const first = await portal.call('DongBoDVC', body);
    const second = await portal.call('DongBoDVC', body);

    expect(first.data).toMatchObject({ error_code: success, result: [{ error_code: success }] });
    expect(second.data).toMatchObject({ error_code: duplicate });
    expect((await portal.journal('DongBoDVC')).map(({ errorCode }) => errorCode)).toEqual([0, 3]);
  });

  it('send an HTTP status with a refusal', async () => {
    await portal.turn({ 'http.businessErrors': 'status' });

    expect((await portal.call('LayQDCB', { idQDCB: '1' })).status).toBe(404);
    const wrong = await portal.post(PORTAL_PATHS.login, { username: ACCOUNT, password: `${PASSWORD}x` });
    expect(wrong.status).toBe(401);
  });

  it('limit the calls of a minute', async () => {
    await portal.turn({ 'rate.perMinute': 2, 'http.faults': 'status' });
    const session = await portal.login();
    const replies = [];
    for (let n = 0; n < 5; n++) replies.push(await portal.send(session, 'LayDanhMucLinhVuc'));

    const refused = replies.filter(({ data }) => data['error_code'] === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({ status: 429, data: { message: expect.stringMatching(/sau \d+ giây/) } });
  });

  it('end the old session with a new login', async () => {
    await portal.turn({ 'session.perAccount': 'one' });
    const old = await portal.login();
    await portal.login();

    expect((await portal.send(old, 'LayDanhMucLinhVuc')).data['error_code']).toBe(102);
  });

  it.each([
    ['off', { dstcode: 'VN:GOV:x:other' }, 0],
    ['required', {}, 104],
    ['required', { dstcode: 'VN:GOV:x:vpcpdvcprovider' }, 0],
    ['equal', { dstcode: 'VN:GOV:x:vpcpdvcprovider' }, 104],
    ['equal', { dstcode: PORTAL_DSTCODE }, 0],
  ])('check dstcode %s: %o gives %d', async (check, headers, code) => {
    const session = await portal.login();
    await portal.turn({ 'dstcode.check': check });
    const body = { session, madonvi: ACCOUNT, service: 'LayDanhMucLinhVuc' };

    expect((await portal.post(PORTAL_PATHS.call, body, headers as Record<string, string>)).data['error_code']).toBe(
      code,
    );
  });

  it('decide about unknown fields, local codes, odd statuses and missing new fields', async () => {
    const odd = { LaTruong: 'x', TrangThaiHoSo: '11' };
    const local = { MaHoSo: '000.00.12.H97-210914-0008', MaTTHC: 'TS_lop1.000.00.00.H97' };
    await portal.turn({ 'fields.unknownKeys': 'ignore', 'procedure.localCodes': 'any' });

    expect(await codeOf(firstGenerationDossier(odd))).toBe(0);
    const { data } = await portal.call('TraCuuHoSo', { mahoso: '000.00.12.H97-210914-0007' });
    expect(data['result']).toMatchObject([{ TrangThaiHoSo: '11' }]);
    expect(JSON.stringify(data)).not.toContain('LaTruong');
    expect(await codeOf(firstGenerationDossier(local))).toBe(0);

    await portal.sim('PATCH', 'switches', { profile: 'strict' });
    await portal.turn({ 'dstcode.check': 'off' });
    expect(await codeOf(firstGenerationDossier({ MaHoSo: '000.00.12.H97-210914-0009' }))).toBe(200);
    expect(await codeOf(secondGenerationDossier())).toBe(0);
    expect(await codeOf(secondGenerationDossier({ LaTruong: 'x' }))).toBe(500);
    expect(await codeOf(secondGenerationDossier({ TrangThaiHoSo: '11' }))).toBe(304);
  });

  it('decide about an unknown procedure, an account nobody has, and what LayDVC shows', async () => {
    await portal.turn({ 'layThuTuc.unknown': '202', 'techId.unknown': 'empty', 'layDvc.extended': 'off' });
    await portal.call('DongBoDVC', { isUpdating: 'False', data: [exampleService()] });

    expect((await portal.call('LayThuTuc', { maTTHC: '9.999999' })).data['error_code']).toBe(202);
    expect((await portal.call('TraCuuTechID', { mstorcmnd: '9700000101' })).data['result']).toEqual([]);
    expect(JSON.stringify((await portal.call('LayDVC')).data)).not.toContain('MALINHVUC');
  });
});
