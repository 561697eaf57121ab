import { describe, expect, it } from '@jest/globals';
import { portalAndProvince } from '../support/mock-stories.js';
import { eventually } from '../support/eventually.js';

const FORWARD = '/XrdAdapter/RestService/forward';
const { portal, province } = portalAndProvince();

interface Push {
  readonly n: number;
  readonly state: string;
  readonly verdict: string | null;
  readonly tries: readonly { outcome: string | null; httpStatus: number | null; error: string | null }[];
}

const dossier = (serial: number, more: object = {}): object => ({
  kind: 'dossier',
  target: province.url,
  backoffMs: 20,
  data: { MaHoSo: `000.00.12.H97-210914-${String(serial).padStart(4, '0')}`, MaTTHC: '9.900101', ChuHoSo: 'Vũ Mẫu' },
  ...more,
});
const add = async (body: object): Promise<number> => {
  const { status, data } = await portal.sim('POST', 'pushes', body);
  expect([status, data['problems']]).toEqual([202, undefined]);
  return Number((data['pushes'] as number[])[0]);
};
const list = async (): Promise<Push[]> => (await portal.sim('GET', 'pushes')).data['pushes'] as Push[];
const allOver = async (): Promise<Push[]> => {
  let pushes: Push[] = [];
  await eventually(async () => {
    pushes = await list();
    expect(pushes.map(({ state }) => state)).not.toContain('waiting');
    expect(pushes.map(({ state }) => state)).not.toContain('sending');
  });
  return pushes;
};
const serials = (): string[] =>
  province.received.map(({ body }) => String((body?.['data'] as Record<string, unknown>)['MaHoSo']).slice(-4));

describe('what the portal sends to a province', () => {
  it.each([
    ['dossier', { MaHoSo: 'a', MaTTHC: 'b' }, `${FORWARD}/nhanhsdvcqg`, { service: 'NhanHoSo', isUpdating: 'False' }],
    [
      'promotion',
      { MaHoSo: 'a', MaTTHC: 'b', TenThuongNhan: 'c', MaSoThue: 'd' },
      `${FORWARD}/addtthcKhuyenMai`,
      { MaHoSo: 'a', MaSoThue: 'd' },
    ],
    [
      'promotion-supplement',
      { MaHoSoQG: 'a', MaTTHC: 'b' },
      `${FORWARD}/nhanhsdvcqg`,
      { service: 'BoSungHoSoKhuyenMai' },
    ],
    ['tax-notice', { FileThongBaoThue: 'PD94' }, `${FORWARD}/nhantbthuedvcqg`, { service: 'NhanThongBaoThueDat' }],
    ['query', { madonvi: 'a', service: 'TraCuuHoSo', masohoso: 'b' }, `${FORWARD}/search/call`, { masohoso: 'b' }],
    ['fee-inquiry', { MaHoSo: 'a' }, `${FORWARD}/dptracuuthanhtoanhs`, { MaHoSo: 'a' }],
    ['court-inquiry', { MA_THONGBAO: 'AP97001' }, '/', { MA_THONGBAO: 'AP97001' }],
  ])('goes out as %s', async (kind, data, path, body) => {
    await add({ kind, target: province.url, data });
    await allOver();

    expect(province.received).toMatchObject([{ method: 'POST', path, body, sign: 'DVCQG-MOCK' }]);
  });

  it('keeps an address that already says where, and fetches files', async () => {
    const uuid = '3f1c2a90-0000-4000-8000-000000000097';
    province.usual = () => ({ body: Buffer.from('%PDF-1.7 mẫu'), headers: { 'content-type': 'application/pdf' } });
    await add({ kind: 'download', target: `${province.url}/tep/downloadfile/${uuid}` });

    expect(await allOver()).toMatchObject([{ verdict: 'accepted', tries: [{ reply: null, replyBytes: 14 }] }]);
    expect(province.received).toMatchObject([{ method: 'GET', path: `/tep/downloadfile/${uuid}`, body: null }]);
  });

  it.each([
    ['dossier', { error_code: 0, message: '…| create dossier success' }, 'accepted'],
    ['dossier', { error_code: '1', message: '…| duplicate refId' }, 'duplicate'],
    ['dossier', { error_code: -1, message: 'MaSoThue empty' }, 'refused'],
    ['dossier', { error_code: 0, message: 'Hồ sơ không tồn tại trên hệ thống' }, 'refused'],
    ['fee-inquiry', { error_code: 1, message: { transaction_id: 'TX97000101' } }, 'accepted'],
    ['fee-inquiry', { error_code: 0, message: [] }, 'accepted'],
    ['fee-inquiry', { error_code: -1 }, 'refused'],
    ['query', { error_code: '-1', message: 'masohoso not found' }, 'refused'],
    ['query', { MaHoSo: 'b', TrangThaiHoSo: '4' }, 'accepted'],
    ['court-result', { ERROR_CODE: 1 }, 'accepted'],
    ['court-result', { ERROR_CODE: -1 }, 'refused'],
  ])('reads the answer to %s %j as %s', async (kind, body, verdict) => {
    province.usual = () => ({ body });
    const fields = { MATRACUUTT: 'a', MA_THONGBAO: 'b', SOTIEN: '1', TRANGTHAITHANHTOAN: '1' };
    const data = { MaHoSo: 'a', MaTTHC: 'b', madonvi: 'c', service: 'd', masohoso: 'e', ...fields };
    await add({ kind, target: province.url, data });

    expect(await allOver()).toMatchObject([{ state: 'done', verdict, tries: [{ httpStatus: 200, reply: body }] }]);
  });

  it('says who a person is to the province only', async () => {
    province.usual = ({ body }) => ({
      body: { error_code: 0, ChuHoSo: (body?.['data'] as object | undefined) && 'Vũ Mẫu' },
    });
    await add(dossier(1));
    const shown = JSON.stringify(await allOver());

    expect(JSON.stringify(province.bodies())).toContain('Vũ Mẫu');
    expect(shown).toMatch(/"ChuHoSo":"hmac:\w{16}"/);
    expect(shown).not.toContain('Vũ Mẫu');
  });
});

describe('a push that meets trouble', () => {
  it.each([
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['HTML with 200', { body: '<html>bảo trì</html>' }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
  ])('is tried again after %s', async (_what, answer) => {
    province.answers.push(answer, answer);
    await add(dossier(1));

    const [push] = await allOver();
    expect(push).toMatchObject({ state: 'done', verdict: 'accepted' });
    expect(push?.tries.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'accepted']);
    expect(province.received.every(({ path }) => path === `${FORWARD}/nhanhsdvcqg`)).toBe(true);
  });

  it('is tried again after silence and after an answer without end', async () => {
    province.answers.push({ isSilent: true }, { body: 'x'.repeat(2 * 1024 * 1024) });
    await add(dossier(1, { timeoutMs: 1_000 }));

    const [push] = await allOver();
    expect(push?.tries.map(({ error }) => error)).toEqual([
      'Hết thời gian chờ.',
      expect.stringContaining('longer than 1048576'),
      null,
    ]);
  });

  it('is not tried again after a refusal, and given up after so many failures', async () => {
    province.answers.push({ status: 400, body: { error_code: -1 } });
    await add(dossier(1));
    await allOver();
    province.usual = () => ({ status: 500, body: 'request body incorrect' });
    await add(dossier(2, { mostFailures: 3, backoffMs: 1 }));

    const [first, second] = await allOver();
    expect([first?.state, first?.verdict, first?.tries.length]).toEqual(['done', 'refused', 1]);
    expect([second?.state, second?.verdict, second?.tries.length]).toEqual(['given-up', 'failed', 3]);
  });

  it('outlives a restart in the middle of its tries, and one that never got its answer', async () => {
    province.usual = () => ({ status: 503 });
    await add({ order: 'any', pushes: [1, 2, 3].map((serial) => dossier(serial, { mostFailures: 100 })) });
    province.answers.push({ isSilent: true });
    await add(dossier(4, { timeoutMs: 60_000 }));
    await eventually(() => {
      expect(new Set(serials()).size).toBe(4);
      return Promise.resolve();
    });

    await portal.stopMock();
    const before = province.received.length;
    province.usual = () => ({ body: { error_code: 0 } });
    await portal.startMock({ MOCK_CALLBACK_HOSTS: province.host });

    const pushes = await allOver();
    expect(pushes.map(({ state, verdict }) => [state, verdict])).toEqual(Array(4).fill(['done', 'accepted']));
    expect(province.received).toHaveLength(before + 4);
    expect(pushes.flatMap(({ tries }) => tries.map(({ outcome }) => outcome))).not.toContain(null);
  });
});

describe('the order of pushes', () => {
  const three = (): object[] => [1, 2, 3].map((serial) => dossier(serial, { times: 2 }));

  it.each([
    [{ order: 'given' }, ['0001', '0001', '0002', '0002', '0003', '0003']],
    [{ order: 'reversed' }, ['0003', '0003', '0002', '0002', '0001', '0001']],
  ])('is as asked with %j, each twice, though the first fails at first', async (order, expected) => {
    province.answers.push({ status: 503 });
    await add({ ...order, pushes: three() });
    await allOver();

    expect(serials().slice(1)).toEqual(expected);
  });

  it('is the same again when it is shuffled with the same seed', async () => {
    const pushes = Array.from({ length: 12 }, (_, index) => dossier(index));
    await add({ order: 'shuffled', seed: 11, pushes });
    await allOver();
    const once = serials();
    await portal.sim('POST', 'reset');
    province.forget();
    await add({ order: 'shuffled', seed: 11, pushes });
    await allOver();

    expect(serials()).toEqual(once);
    expect(once).not.toEqual([...once].sort());
  });
});
