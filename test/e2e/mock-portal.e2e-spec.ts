import { describe, expect, it } from '@jest/globals';
import { PORTAL_PATHS } from '@dvc/contracts';
import { portalForStories } from '../support/mock-stories.js';
import { ACCOUNT, exampleService } from '../support/running-mock.js';

const portal = portalForStories();

const publish = (...data: object[]): object => ({ isUpdating: 'False', data });
const update = (...data: object[]): object => ({ isUpdating: 'True', data });

describe('the service DongBoDVC', () => {
  it('publishes a service and returns it whole from LayDVC', async () => {
    const { data: published } = await portal.call('DongBoDVC', publish(exampleService()));
    expect(published).toEqual({
      error_code: 0,
      message: 'Đồng bộ dịch vụ công thành công',
      result: [{ MADVC: '9.900101.01', error_code: 0, message: '' }],
    });

    const { data: read } = await portal.call('LayDVC', { MATTHC: '9.900101' });
    expect(read).toEqual({ error_code: 0, message: '', result: { data: [exampleService()] } });
  });

  it('answers 3 to the same call again, and stores nothing twice', async () => {
    await portal.call('DongBoDVC', publish(exampleService()));
    const message = 'Dịch vụ công 9.900101.01 đã tồn tại';

    const { data } = await portal.call('DongBoDVC', publish(exampleService()));

    expect(data).toEqual({ error_code: 3, message, result: [{ MADVC: '9.900101.01', error_code: 3, message }] });
    expect(await portal.storedCodes()).toEqual(['9.900101.01']);
  });

  it('stores a service once when two calls create it at the same time', async () => {
    const session = await portal.login();
    const calls = Array.from({ length: 8 }, () => portal.send(session, 'DongBoDVC', publish(exampleService())));

    const codes = (await Promise.all(calls)).map(({ data }) => data['error_code']);

    expect(codes.sort()).toEqual([0, 3, 3, 3, 3, 3, 3, 3]);
    expect(await portal.storedCodes()).toEqual(['9.900101.01']);
  });

  it('keeps a line of history when the level changes at one unit, and none when nothing changes', async () => {
    await portal.call('DongBoDVC', publish(exampleService()));
    const raised = exampleService({
      APDUNGDVC: [
        { MACOQUANTHUCHIEN: '000.00.12.H97', MUCDO: '4' },
        { MACOQUANTHUCHIEN: '000.31.97.H97', MUCDO: 3 },
      ],
    });

    const { data } = await portal.call('DongBoDVC', update(raised));
    await portal.call('DongBoDVC', update(raised));

    expect(data).toEqual({
      error_code: 0,
      message: 'Cập nhật dịch vụ công thành công',
      result: [{ MADVC: '9.900101.01', error_code: 0, message: '' }],
    });
    const { data: state } = await portal.sim('GET', 'state/services/9.900101.01');
    expect(state['history']).toEqual([
      expect.objectContaining({ MADVC: '9.900101.01', MACOQUANTHUCHIEN: '000.00.12.H97', from: 3, to: 4 }),
    ]);
    expect(state['current']).toEqual([expect.objectContaining({ revision: 2, province: 'H97' })]);
  });

  it('withdraws a service, twice without harm, and offers it again', async () => {
    const withdrawn = exampleService({ APDUNGDVC: [], TRANGTHAI: '0' });
    await portal.call('DongBoDVC', publish(exampleService()));

    const answers = [
      (await portal.call('DongBoDVC', update(withdrawn))).data,
      (await portal.call('DongBoDVC', update(withdrawn))).data,
    ];

    expect(answers.map((answer) => answer['error_code'])).toEqual([0, 0]);
    expect((await portal.call('LayDVC')).data).toEqual({ error_code: 0, message: '', result: { data: [] } });
    const { data: read } = await portal.call('LayDVC', { trangthai: '0' });
    expect(read['result']).toEqual({ data: [exampleService({ APDUNGDVC: [], TRANGTHAI: '0' })] });
    expect((await portal.call('DongBoDVC', publish(exampleService()))).data['error_code']).toBe(3);
    expect((await portal.call('DongBoDVC', update(exampleService()))).data['error_code']).toBe(0);
    expect((await portal.call('LayDVC')).data['result']).toEqual({ data: [exampleService()] });
  });

  it('stores the good item of a batch and says which one is bad', async () => {
    const good = exampleService({ MADVC: '9.900102.01', MATTHC: '9.900102', TENTTHC: undefined });
    const bad = exampleService({ MADVC: '9.900777.01', MATTHC: '9.900777' });

    const { data } = await portal.call('DongBoDVC', publish(good, bad));

    expect(data).toEqual({
      error_code: 402,
      message: 'Có 1/2 bản ghi không hợp lệ',
      result: [
        { MADVC: '9.900102.01', error_code: 0, message: '' },
        { MADVC: '9.900777.01', error_code: 202, message: 'Không tìm thấy thủ tục hành chính 9.900777' },
      ],
    });
    expect(await portal.storedCodes()).toEqual(['9.900102.01']);
  });

  it.each([
    ['no data', {}, 401],
    ['data that is no list', { data: { a: 1 } }, 401],
    ['an empty list', { data: [] }, 401],
    ['101 items', { data: Array.from({ length: 101 }, () => ({})) }, 400],
    ['an unknown service', update(exampleService()), 203],
    ['a service withdrawn before it exists', publish(exampleService({ TRANGTHAI: '0' })), 211],
    ['items that are no objects', publish(null as never), 200],
  ])('refuses %s', async (_case, parameters, code) => {
    const { data, status } = await portal.call('DongBoDVC', { isUpdating: 'False', ...parameters });

    expect([status, data['error_code']]).toEqual([200, code]);
    expect(JSON.stringify(data).toLowerCase()).not.toMatch(/thành công|đã tồn tại/);
    expect(await portal.storedCodes()).toEqual([]);
  });

  it('takes isUpdating as a truth value and from the query', async () => {
    await portal.call('DongBoDVC', { isUpdating: false, data: [exampleService()] });
    const session = await portal.login();
    const body = { session, madonvi: ACCOUNT, service: 'DongBoDVC', data: [exampleService()] };

    const { data } = await portal.post(`${PORTAL_PATHS.call}?isUpdating=true`, body);

    expect(data['message']).toBe('Cập nhật dịch vụ công thành công');
  });

  it('stores a hundred items in one call', async () => {
    const items = Array.from({ length: 100 }, (_, i) => {
      const MATTHC = `9.${String(800_001 + i)}`;
      return exampleService({ MADVC: `${MATTHC}.01`, MATTHC, TENTTHC: `Thủ tục số ${String(i + 1)}` });
    });

    const { data } = await portal.call('DongBoDVC', publish(...items));

    expect(data['error_code']).toBe(0);
    expect(await portal.storedCodes()).toHaveLength(100);
    expect((await portal.journal('DongBoDVC'))[0]).toMatchObject({ committedRows: 100, warnings: [] });
  });
});

describe('the national lists', () => {
  it('come with the fields seen on the wire', async () => {
    const procedures = await portal.call('LayDanhSachTTHC');
    expect(procedures.data['result']).toContainEqual({ MATTHC: '9.900101', TENTTHC: 'Cấp giấy chứng nhận mẫu' });
    const agencies = await portal.call('LayDanhMucCoQuan');
    expect(agencies.data['result']).toEqual(
      expect.arrayContaining([
        { MADONVI: '000.00.00.H97', TENDONVI: 'UBND tỉnh Ví Dụ', CAPDONVI: '1' },
        { MADONVI: '000.00.12.H97', TENDONVI: 'Sở Ví dụ', CAPDONVI: '2' },
      ]),
    );
    const fields = await portal.call('LayDanhMucLinhVuc');
    expect(fields.data['result']).toContainEqual({
      MALINHVUC: 'G09-LD91',
      TENLINHVUC: 'Lĩnh vực mẫu',
      MANGANH: '000.00.00.G09',
    });
  });

  it.each(['maTTHC', 'MaTTHC', 'MATTHC'])('give a procedure by %s', async (name) => {
    const { data } = await portal.call('LayThuTuc', { [name]: '9.900101' });

    expect(data['result']).toEqual([
      expect.objectContaining({
        MATTHC: '9.900101',
        TENTTHC: 'Cấp giấy chứng nhận mẫu',
        TRANGTHAI: '1',
        MACOQUANCONGBO: '000.00.00.G09',
        LINHVUCTHUCHIEN: [{ MALINHVUC: 'G09-LD91', TENLINHVUC: 'Lĩnh vực mẫu' }],
        CAPTHUCHIEN: [
          { CAPTHUCHIEN: '1', TENCAP: 'Cấp Tỉnh' },
          { CAPTHUCHIEN: '3', TENCAP: 'Cấp Xã' },
        ],
      }),
    ]);
  });

  it('answer an unknown procedure with an empty list', async () => {
    const { data } = await portal.call('LayThuTuc', { maTTHC: '9.999999' });

    expect(data).toEqual({ error_code: 0, message: '', result: [] });
  });
});
