import { describe, expect, it } from '@jest/globals';
import { ACT, OPENING } from '../support/dossier-desk.js';
import { noticeOf, promotion, promotionSupplement, receipt, submission } from '../support/portal-messages.js';
import { ProvinceRig } from '../support/province-rig.js';

const ADAPTER = '/XrdAdapter/RestService/forward';
const rig = ProvinceRig.forStories();
let last = 0;

/** A code that no other story uses. */
const freshCode = (): string => `H60.15-260105-${String((last += 1)).padStart(4, '0')}`;
const push = async (path: string, body: string | object): Promise<string> => {
  const { status, body: reply } = await rig.push(`${ADAPTER}/${path}`, body);
  return `${String(status)} | ${String(reply['error_code'])} | ${String(reply['message'])}`;
};
const messages = async (code: string): Promise<object[]> =>
  rig.query(
    `SELECT kind, ref, outcome, deliveries, body_sha256 = sha256(body) AS "isWhole" FROM inbound_message
     WHERE dossier_code = $1 ORDER BY id`,
    [code],
  );

describe('a dossier that citizens file on the portal', () => {
  it('is a new one for the clerks, filed online and at the portal, and on its way back up', async () => {
    const code = freshCode();

    expect(await push('nhanhsdvcqg', submission(code))).toBe(`200 | 0 | ${code}| create dossier success`);

    const { body } = await rig.get(`/dossiers/${code}`);
    expect(body).toMatchObject({
      status: 'NEW',
      channel: 'ONLINE',
      isFiledAtPortal: true,
      agencyCode: 'H60.15',
      applicant: { kind: 'CITIZEN', name: 'Phạm Minh Mẫu', phone: '0977000120' },
      submittedAt: '2026-01-05T01:00:00.000Z',
    });
    const [change] = await rig.query<{ body: string }>(
      `SELECT o.body FROM outbox o JOIN lane l ON l.id = o.lane_id WHERE l.code = $1 AND o.stream = 'state'`,
      [code],
    );
    expect(JSON.parse(change?.body ?? '')).toMatchObject({ MaHoSo: code, TrangThaiHoSo: '1', NoiNopHoSo: '1' });
  });

  it('stays one dossier, with one answer, however often the same message comes at once', async () => {
    const code = freshCode();

    const answers = await Promise.all(Array.from({ length: 5 }, () => push('nhanhsdvcqg', submission(code))));

    expect(new Set(answers)).toEqual(new Set([`200 | 0 | ${code}| create dossier success`]));
    expect(await messages(code)).toEqual([
      { kind: 'dossier', ref: code, outcome: 'accepted', deliveries: 5, isWhole: true },
    ]);
    expect(await rig.query('SELECT n FROM dossier_step WHERE dossier_code = $1', [code])).toEqual([{ n: 1 }]);
  });

  it('is a duplicate where another message calls itself the same', async () => {
    const code = freshCode();
    await push('nhanhsdvcqg', submission(code));

    expect(await push('nhanhsdvcqg', submission(code, { ChuHoSo: 'Trần Thị Thí Dụ' }))).toBe(
      `200 | 1 | ${code}| duplicate refId`,
    );
    expect((await rig.get(`/dossiers/${code}`)).body).toMatchObject({ applicant: { name: 'Phạm Minh Mẫu' } });
  });

  it('goes on when the applicant has added what was asked for', async () => {
    const code = freshCode();
    await push('nhanhsdvcqg', submission(code));
    await rig.post(`/dossiers/${code}/supplement-request`, ACT);

    const answer = await push('nhanhsdvcqg', { ...submission(code, { GhiChu: 'Đã nộp' }), isUpdating: 'True' });

    expect(answer).toBe(`200 | 0 | ${code}| update dossier success`);
    expect((await rig.get(`/dossiers/${code}`)).body).toMatchObject({
      status: 'NEW',
      supplements: [{ answer: 'Đã nộp' }],
    });
  });

  it('may not be taken back when it has ended, and stays as it is', async () => {
    const code = freshCode();
    await push('nhanhsdvcqg', submission(code));
    await rig.post(`/dossiers/${code}/status`, { ...ACT, to: 'REJECTED' });

    const answer = await push('nhanhsdvcqg', { ...submission(code, { TrangThaiHoSo: '7' }), isUpdating: 'True' });

    expect(answer).toMatch(/^200 \| -1 \| .*update dossier error/);
    expect((await rig.get(`/dossiers/${code}`)).body['status']).toBe('REJECTED');
  });

  it.each<[string, object, RegExp]>([
    ['a procedure we do not have', { MaTTHC: '9.999999' }, /Not found serviceInfo mapping with: 9\.999999$/],
    ['no applicant', { ChuHoSo: '' }, /Can't create applicant/],
    ['a NUL in a name', { ChuHoSo: 'a\u0000b' }, /Can't create applicant/],
    ['a day that is none', { NgayNopHoSo: '20260230080000' }, /NgayNopHoSo/],
    ['a day to come', { NgayNopHoSo: '20990101080000' }, /NgayNopHoSo/],
  ])('is refused in the portal’s words with %s', async (_, changes, words) => {
    const code = freshCode();

    const answer = await push('nhanhsdvcqg', submission(code, changes));

    expect(answer).toMatch(/^200 \| -1 \| /);
    expect(answer).toMatch(words);
    expect((await rig.get(`/dossiers/${code}`)).status).toBe(404);
  });
});

describe('a promotion', () => {
  it('comes flat, its supplement in an envelope, and both are dossiers of the agency that decides', async () => {
    await rig.query(`INSERT INTO service (code, name, procedure_code) VALUES ('9.000001.01', 'Mẫu', '9.000001')`);
    await rig.query(`INSERT INTO service_level (service_code, agency_code, valid_from, scheme, value, rank)
       VALUES ('9.000001.01', 'H60.15', '2020-01-01', 'ND43', '4', 4)`);
    const [first, second] = ['000.00.00.G02-210914-0031', '000.00.00.G02-210920-0004'];

    expect(await push('addtthcKhuyenMai', promotion(first))).toBe(`200 | 0 | ${first}| create dossier success`);
    expect(await push('nhanhsdvcqg', promotionSupplement(second, first))).toBe(
      `200 | 0 | ${second}| create dossier success`,
    );
    expect((await rig.get(`/dossiers/${second}`)).body).toMatchObject({
      agencyCode: 'H60.15',
      summary: 'Tuần lễ ưu đãi mẫu',
      applicant: { kind: 'BUSINESS', name: 'Công ty TNHH Ví Dụ' },
    });
  });

  it.each<[object, string]>([
    [{}, 'Data empty'],
    [{ MaTTHC: '9.000001' }, 'MaHoSo empty'],
    [{ MaHoSo: '000.00.00.G02-210914-0099' }, 'MaSoThue empty'],
  ])('is refused where something is empty: %j', async (body, words) => {
    expect(await push('addtthcKhuyenMai', body)).toBe(`200 | -1 | ${words}`);
  });
});

describe('papers of the tax office', () => {
  it('are kept with their dossier, one receipt for each notice', async () => {
    const code = freshCode();
    await rig.post('/dossiers', { ...OPENING, code });

    expect(await push('nhanhsdvcqg', receipt(code))).toBe(`200 | 0 | ${code}| receive receipt success`);
    expect(await push('nhanhsdvcqg', receipt(code))).toBe(`200 | 0 | ${code}| receive receipt success`);
    expect(await push('nhanhsdvcqg', receipt(code, { HoTenNguoiNopTien: 'Người khác' }))).toMatch(/\| 1 \|/);
    expect(await push('nhantbthuedvcqg', noticeOf(`<TB><MA_HSO>${code}</MA_HSO></TB>`))).toBe(
      `200 | 0 | ${code}| receive notice success`,
    );
    const kept = await messages(code);
    expect(kept).toMatchObject([
      { kind: 'land-tax-receipt', outcome: 'accepted', deliveries: 2 },
      { kind: 'land-tax-receipt', outcome: 'duplicate' },
      { kind: 'tax-notice', outcome: 'accepted' },
    ]);
    expect((await rig.get(`/dossiers/${code}/messages`)).body).toHaveLength(3);
  });

  it('are answered 0 also for a dossier that is not here, with the words that say so', async () => {
    const answer = await push('nhanhsdvcqg', receipt('H60.15-260105-9999'));

    expect(answer).toMatch(/^200 \| 0 \| .*không tồn tại trên hệ thống$/);
  });

  it.each([
    ['an entity', '<!DOCTYPE TB [<!ENTITY x SYSTEM "file:///etc/passwd">]><TB><MA_HSO>&x;</MA_HSO></TB>'],
    ['a bomb', `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(1000)}">]><TB><MA_HSO>${'&b;'.repeat(1000)}</MA_HSO></TB>`],
    ['no dossier', '<TB/>'],
    ['a cut end', '<TB><MA_HSO>H60'],
    ['no XML', 'xin chào'],
    ['another encoding', '<?xml version="1.0" encoding="windows-1258"?><TB><MA_HSO>H60</MA_HSO></TB>'],
  ])('are refused with %s', async (_, xml) => {
    expect(await push('nhantbthuedvcqg', noticeOf(xml))).toMatch(/^200 \| -1 \| FileThongBaoThue: /);
  });
});
